/* again.c: every stored command, run again in an empty directory, gives the same events byte for byte
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "faults-shop.h"

#include <string.h>

#include "docket-command-log.h"
#include "docket-sample.h"

/* Another session each time. */
typedef struct
{
  Faults *faults;
  const char *shop;
  const char *empty;
  guint32 seed;
  guint n_orders;
} Again;

typedef struct
{
  DocketCommandBus *bus;
  GPtrArray *commands;
} Stored;

static gboolean
list_ids (DocketDatabase *database, GArray *ids, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (DocketStatement) row =
    docket_database_query (database, error, "SELECT id FROM command WHERE error_code IS NULL ORDER BY sequence", NULL);

  if (row == NULL)
    return FALSE;
  while (docket_statement_step (row, &step_error))
    {
      DocketUuid id = docket_statement_uuid (row, 0);

      g_array_append_val (ids, id);
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

static DocketCommand *
read_command (DocketCommandBus *bus, DocketEventStore *store, const DocketUuid *id, GError **error)
{
  DocketCommandEntry *entry = NULL;
  g_autoptr (GPtrArray) events = docket_event_store_read_command (store, id, error);
  DocketCommand *command = NULL;

  if (events != NULL && docket_command_log_find (docket_event_store_get_database (store), id, &entry, error) && entry != NULL)
    command = docket_command_entry_read (entry, docket_command_bus_find_type (bus, entry->type), events, error);
  g_clear_pointer (&entry, docket_command_entry_free);
  return command;
}

static gboolean
read_commands (DocketEventStore *store, gpointer data, GError **error)
{
  Stored *stored = data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (DocketUuid));

  if (!list_ids (docket_event_store_get_database (store), ids, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      DocketCommand *command = read_command (stored->bus, store, &g_array_index (ids, DocketUuid, i), error);

      if (command == NULL)
        return FALSE;
      g_ptr_array_add (stored->commands, command);
    }
  return TRUE;
}

static void
run_again (DocketEngine *engine, GPtrArray *commands)
{
  for (guint i = 0; i < commands->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DocketOutcome) outcome = docket_command_bus_dispatch (docket_engine_get_command_bus (engine), commands->pdata[i],
                                                                       DOCKET_DISPATCH_COMPLETED, &error);

      if (outcome == NULL)
        faults_fail ("It takes no command: %s", error->message);
      if (!docket_outcome_is_accepted (outcome))
        faults_fail ("Command %u was accepted, and is not any more: %s", i, docket_outcome_get_reason (outcome)->message);
    }
}

/* The hash stands last on a line. It covers when the command came in too, which is another moment now. */
static void
check_equal (const char *log, const char *other)
{
  g_auto (GStrv) lines = g_strsplit (log, "\n", -1);
  g_auto (GStrv) other_lines = g_strsplit (other, "\n", -1);

  if (g_strv_length (lines) != g_strv_length (other_lines))
    faults_fail ("%u events, and %u when run again.", g_strv_length (lines), g_strv_length (other_lines));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      gssize length = strstr (lines[i], ",\"hash\":") - lines[i];

      if (*lines[i] != '\0' && strncmp (lines[i], other_lines[i], (gsize) length) != 0)
        faults_fail ("The event is another one:\n%s\n%s", lines[i], other_lines[i]);
    }
}

static void
try (gpointer data)
{
  const Again *again = data;
  g_autoptr (DocketEngine) engine = faults_open_or_fail (again->shop);
  g_autoptr (GPtrArray) commands = g_ptr_array_new_with_free_func (g_object_unref);
  Stored stored = { .bus = docket_engine_get_command_bus (engine), .commands = commands };
  g_autoptr (DocketEngine) other = NULL;
  g_autofree char *log = NULL;
  g_autofree char *other_log = NULL;
  g_autoptr (GError) error = NULL;

  if (!docket_sample_fill (engine, again->n_orders, again->seed, NULL, NULL, NULL, &error))
    faults_fail ("There is no session: %s", error->message);
  if (!docket_command_bus_run_on_writer (stored.bus, read_commands, &stored, &error))
    faults_fail ("The log does not answer: %s", error->message);
  log = faults_dump_log (engine);
  other = faults_open_or_fail (again->empty);
  run_again (other, commands);
  other_log = faults_dump_log (other);
  check_equal (log, other_log);
  docket_engine_close (other);
  docket_engine_close (engine);
}

int
main (int argc, char **argv)
{
  Faults faults = { 0 };
  g_autofree char *shop = NULL;
  g_autofree char *empty = NULL;
  Again again;
  guint n_tries;

  faults_begin (&faults, argc, argv);
  shop = faults_path (&faults, "shop");
  empty = faults_path (&faults, "empty");
  again = (Again) { .faults = &faults, .shop = shop, .empty = empty, .n_orders = faults_choose (&faults, 30, 1000) };
  n_tries = faults_choose (&faults, 2, 20);
  for (guint i = 0; i < n_tries; i++)
    {
      faults_remove_tree (shop);
      faults_remove_tree (empty);
      again.seed = g_rand_int (faults.chance);
      faults_try (&faults, try, &again, "session %u", again.seed);
    }
  return faults_end (&faults);
}
