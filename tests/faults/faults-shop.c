/* faults-shop.c: the shop that is tried, what it is told, and the oracle
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "faults-shop.h"

#include "docket-sample.h"

#define N_SAMPLE_ORDERS 12
#define SAMPLE_SEED 5

DocketEngine *
faults_open (const char *directory, GError **error)
{
  g_autoptr (DocketEngine) engine = docket_engine_new (directory, "Ada", "counter");

  return docket_engine_open (engine, DOCKET_ENGINE_NO_SERVICE, error) ? g_steal_pointer (&engine) : NULL;
}

DocketEngine *
faults_open_or_fail (const char *directory)
{
  g_autoptr (GError) error = NULL;
  DocketEngine *engine = faults_open (directory, &error);

  if (engine == NULL)
    faults_fail ("It does not open: %s", error->message);
  return engine;
}

/* What the script needs before its first line. */
static const char *const beginning[] = {
  "{\"command\": \"ConfigureShop\", \"name\": \"Tea house\", \"currency\": \"EUR\", \"country\": \"AT\"}",
  "{\"command\": \"CreateProduct\", \"sku\": \"TEA-1\", \"title\": \"Green tea\", \"price\": \"4.50\"}",
  "{\"command\": \"CreateProduct\", \"sku\": \"POT-1\", \"title\": \"Pot\", \"price\": \"20.00\"}",
  "{\"command\": \"ReceiveStock\", \"sku\": \"TEA-1\", \"quantity\": \"100000\"}",
};

G_STATIC_ASSERT (G_N_ELEMENTS (beginning) == FAULTS_N_BEGINNING);

/* Some of them are refused, which is an answer too. %u is the line's number, %o an order that may be there. */
static const char *const script[] = {
  ("{\"command\": \"PlaceOrder\", \"customer\": {\"name\": \"Ada %u\", \"email\": \"ada%u@example.org\"}, \"lines\": ["
   "{\"sku\": \"TEA-1\", \"quantity\": \"2\"}, {\"title\": \"Cup %u\", \"quantity\": \"1.5\", \"unit-price\": \"3.33\"}]}"),
  "{\"command\": \"RecordPayment\", \"order\": \"%o\", \"amount\": \"1.00\", \"method\": \"cash\", \"accept-overpayment\": true}",
  "{\"command\": \"ReceiveStock\", \"sku\": \"TEA-1\", \"quantity\": \"3\", \"reason\": \"number %u\"}",
  "{\"command\": \"CreateFulfilment\", \"order\": \"%o\"}",
  "{\"command\": \"AddNote\", \"order\": \"%o\", \"text\": \"Note %u\"}",
  "{\"command\": \"PlaceOrder\", \"lines\": [{\"sku\": \"POT-1\", \"quantity\": \"%u\"}]}",
  "{\"command\": \"UpdateProduct\", \"sku\": \"TEA-1\", \"title\": \"Green tea %u\"}",
  "{\"command\": \"CreateDraft\", \"note\": \"Number %u\"}",
};

DocketUuid
faults_make_id (guint index)
{
  static const DocketUuid nobody;

  return docket_uuid_derive (&nobody, 0, "script", index);
}

char *
faults_make_line (guint index)
{
  g_autoptr (GString) line = g_string_new (script[index % G_N_ELEMENTS (script)]);
  g_autofree char *number = g_strdup_printf ("%u", index);
  g_autofree char *order = g_strdup_printf ("%u", 1001 + index / (guint) G_N_ELEMENTS (script));

  g_string_replace (line, "%u", number, 0);
  g_string_replace (line, "%o", order, 0);
  return g_string_free (g_steal_pointer (&line), FALSE);
}

static void
take_answer (DocketEngine *engine, guint index, const char *result, GArray *answers)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketOutcome) outcome = docket_outcome_from_json (docket_engine_get_registry (engine), result, &error);
  FaultsAnswer answer = { .index = index };

  if (outcome == NULL)
    faults_fail ("The answer cannot be read: %s: %s", error->message, result);
  answer.is_accepted = docket_outcome_is_accepted (outcome);
  answer.n_events = docket_outcome_get_events (outcome)->len;
  g_array_append_val (answers, answer);
}

gboolean
faults_run_lines (DocketEngine *engine, guint first, guint n_lines, GArray *answers, GError **error)
{
  DocketBatch batch = { .engine = engine };
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GByteArray) statuses = g_byte_array_new ();
  g_autofree DocketUuid *ids = g_new (DocketUuid, n_lines);
  gboolean is_done;

  for (guint i = 0; i < n_lines; i++)
    {
      g_ptr_array_add (lines, faults_make_line (first + i));
      ids[i] = faults_make_id (first + i);
    }
  is_done = docket_batch_run (&batch, (const char *const *) lines->pdata, ids, n_lines, results, statuses, NULL, NULL, NULL, error);
  /* Some of them may have been answered before the disk refused. */
  for (guint i = 0; i < results->len; i++)
    take_answer (engine, first + i, results->pdata[i], answers);
  return is_done;
}

gboolean
faults_ask_lines (DocketGateway *gateway, guint first, guint n_lines, GArray *answers, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) results = NULL;

  for (guint i = 0; i < n_lines; i++)
    {
      g_autofree char *line = faults_make_line (first + i);
      DocketUuid id = faults_make_id (first + i);
      char uuid[DOCKET_UUID_STRING_SIZE];

      g_ptr_array_add (lines, g_strdup_printf ("{\"id\": \"%s\", %s", docket_uuid_format (&id, uuid), line + 1));
    }
  g_ptr_array_add (lines, NULL);
  results = docket_gateway_batch (gateway, (const char *const *) lines->pdata, FALSE, NULL, NULL, error);
  for (guint i = 0; results != NULL && results[i] != NULL; i++)
    take_answer (docket_gateway_get_engine (gateway), first + i, results[i], answers);
  return results != NULL;
}

static void
run_beginning (DocketEngine *engine)
{
  static const DocketUuid nobody;
  DocketBatch batch = { .engine = engine };
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GByteArray) statuses = g_byte_array_new ();
  DocketUuid ids[G_N_ELEMENTS (beginning)];
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (beginning); i++)
    ids[i] = docket_uuid_derive (&nobody, 0, "beginning", i);
  if (!docket_batch_run (&batch, beginning, ids, G_N_ELEMENTS (beginning), results, statuses, NULL, NULL, NULL, &error))
    faults_fail ("The shop does not begin: %s", error->message);
  for (guint i = 0; i < statuses->len; i++)
    if (statuses->data[i] != DOCKET_STATUS_DONE)
      faults_fail ("The shop does not begin: %s", (const char *) results->pdata[i]);
}

void
faults_make_shop (gpointer directory)
{
  g_autoptr (DocketEngine) engine = faults_open_or_fail (directory);

  run_beginning (engine);
  docket_engine_close (engine);
}

void
faults_make_sample (gpointer directory)
{
  g_autoptr (DocketEngine) engine = faults_open_or_fail (directory);
  g_autoptr (GError) error = NULL;

  if (!docket_sample_fill (engine, N_SAMPLE_ORDERS, SAMPLE_SEED, NULL, NULL, NULL, &error))
    faults_fail ("There is no sample: %s", error->message);
  docket_projection_runner_wait (docket_engine_get_runner (engine), -1);
  docket_engine_close (engine);
}

/* Each command's outcome and events by its id, as the log has them. */
static gboolean
check_answers (DocketEventStore *store, gpointer data, GError **error)
{
  DocketDatabase *database = docket_event_store_get_database (store);
  const GArray *answers = data;

  for (guint i = 0; i < answers->len; i++)
    {
      const FaultsAnswer *answer = &g_array_index (answers, FaultsAnswer, i);
      DocketUuid id = faults_make_id (answer->index);
      gint64 n_commands, n_events;

      if (!docket_database_get_integer (database, 0, &n_commands, error,
                                        answer->is_accepted ? "SELECT count(*) FROM command WHERE id = ? AND error_code IS NULL"
                                                            : "SELECT count(*) FROM command WHERE id = ? AND error_code IS NOT NULL",
                                        "u", &id) ||
          !docket_database_get_integer (database, 0, &n_events, error, "SELECT count(*) FROM event WHERE command_id = ?", "u", &id))
        return FALSE;
      if (n_commands != 1 || n_events != answer->n_events)
        faults_fail ("Line %u was answered %s with %u events; the log has it %d times, with %d events.", answer->index,
                     answer->is_accepted ? "accepted" : "rejected", answer->n_events, (int) n_commands, (int) n_events);
    }
  return TRUE;
}

void
faults_check_answers (DocketEngine *engine, const GArray *answers)
{
  g_autoptr (GError) error = NULL;

  if (!docket_command_bus_run_on_writer (docket_engine_get_command_bus (engine), check_answers, (gpointer) answers, &error))
    faults_fail ("The log does not answer: %s", error->message);
}

static gboolean
count_commands (DocketEventStore *store, gpointer n_commands, GError **error)
{
  return docket_database_get_integer (docket_event_store_get_database (store), 0, n_commands, error, "SELECT count(*) FROM command",
                                      NULL);
}

guint
faults_count_commands (DocketEngine *engine)
{
  g_autoptr (GError) error = NULL;
  gint64 n_commands = 0;

  if (!docket_command_bus_run_on_writer (docket_engine_get_command_bus (engine), count_commands, &n_commands, &error))
    faults_fail ("The log does not answer: %s", error->message);
  return (guint) n_commands;
}

void
faults_verify (DocketEngine *engine, gboolean is_quick)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = docket_engine_verify (engine, is_quick, NULL, NULL, NULL, &error);

  if (findings == NULL)
    faults_fail ("It cannot be verified: %s", error->message);
  for (guint i = 0; i < findings->len; i++)
    {
      DocketFinding *finding = findings->pdata[i];

      g_printerr ("%s: %s\n", finding->place, finding->message);
    }
  if (findings->len > 0)
    faults_fail ("The oracle found %u things.", findings->len);
}

/* Asked again, a command answers as it did; and another one can be given. */
static void
check_goes_on (DocketEngine *engine, const GArray *answers)
{
  const FaultsAnswer *last = answers->len > 0 ? &g_array_index (answers, FaultsAnswer, answers->len - 1) : NULL;
  g_autoptr (GArray) again = g_array_new (FALSE, FALSE, sizeof (FaultsAnswer));
  g_autoptr (GError) error = NULL;

  if (!faults_run_lines (engine, last != NULL ? last->index : 0, 1, again, &error))
    faults_fail ("It takes no command: %s", error->message);
  if (last != NULL && (g_array_index (again, FaultsAnswer, 0).is_accepted != last->is_accepted ||
                       g_array_index (again, FaultsAnswer, 0).n_events != last->n_events))
    faults_fail ("Line %u is answered otherwise when it is asked again.", last->index);
  if (!faults_run_lines (engine, last != NULL ? last->index + 1 : 1, 1, again, &error))
    faults_fail ("It takes no command: %s", error->message);
}

void
faults_check_shop (const char *directory, const GArray *answers, gboolean is_quick)
{
  g_autoptr (DocketEngine) engine = faults_open_or_fail (directory);

  docket_projection_runner_wait (docket_engine_get_runner (engine), -1);
  faults_verify (engine, is_quick);
  faults_check_answers (engine, answers);
  check_goes_on (engine, answers);
  docket_engine_close (engine);
}

static gboolean
dump_line (const char *json, gint64 position G_GNUC_UNUSED, gpointer data)
{
  g_string_append (data, json);
  g_string_append_c (data, '\n');
  return TRUE;
}

static gboolean
dump_events (DocketEventStore *store, gpointer data, GError **error)
{
  return docket_event_store_export (store, 0, NULL, 0, dump_line, data, error);
}

char *
faults_dump_log (DocketEngine *engine)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  if (!docket_command_bus_run_on_writer (docket_engine_get_command_bus (engine), dump_events, text, &error))
    faults_fail ("The log cannot be read: %s", error->message);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
