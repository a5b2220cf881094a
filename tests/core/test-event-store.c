/* test-event-store.c: the log, its old schemas, its export and running it again
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "toy-ledger.h"

#include "docket-command-log.h"

#include <json-glib/json-glib.h>
#include <string.h>

static DocketEventStore *
open_store (ToyLedger *ledger)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketDatabase) database = docket_database_open (ledger->write_path, DOCKET_DATABASE_READER, &error);

  g_assert_no_error (error);
  return docket_event_store_new (database, ledger->registry);
}

static gboolean
count_event (DocketEvent *event, gpointer data, GError **error G_GNUC_UNUSED)
{
  gint64 *last = data;

  g_assert_cmpint (docket_event_get_envelope (event)->position, ==, *last + 1);
  *last += 1;
  return TRUE;
}

static gboolean
refuse_event (DocketEvent *event G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED, GError **error)
{
  docket_error_set (error, DOCKET_ERROR_REJECTED, NULL, "Enough.");
  return FALSE;
}

static void
test_read (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  DocketUuid ada = toy_ledger_given (ledger, toy_open_account ("Ada"));
  DocketUuid bob = toy_ledger_given (ledger, toy_open_account ("Bob"));
  g_autoptr (DocketOutcome) outcome = NULL;
  g_autoptr (DocketEventStore) store = open_store (ledger);
  g_autoptr (GPtrArray) stream = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;
  gint64 last = 0;
  gint64 position, version;
  guint8 hash[32];

  toy_ledger_given (ledger, toy_deposit (&ada, 50));
  outcome = toy_ledger_when (ledger, toy_transfer (&ada, &bob, 10), DOCKET_DISPATCH_NORMAL);

  g_assert_true (docket_event_store_read (store, 0, 0, count_event, &last, &error));
  g_assert_cmpint (last, ==, 6);
  last = 2;
  g_assert_true (docket_event_store_read (store, 2, 3, count_event, &last, &error));
  g_assert_cmpint (last, ==, 5);
  g_assert_false (docket_event_store_read (store, 0, 0, refuse_event, NULL, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_REJECTED);
  g_clear_error (&error);

  stream = docket_event_store_read_stream (store, &ada, &error);
  g_assert_cmpuint (stream->len, ==, 4);
  g_assert_cmpstr (((DocketAccountOpened *) g_ptr_array_index (stream, 0))->owner_name, ==, "Ada");
  g_assert_cmpint (docket_event_get_envelope (g_ptr_array_index (stream, 3))->version, ==, 4);
  events = docket_event_store_read_command (store, docket_outcome_get_command_id (outcome), &error);
  g_assert_cmpuint (events->len, ==, 3);
  g_assert_true (docket_record_equal (g_ptr_array_index (events, 2), g_ptr_array_index (docket_outcome_get_events (outcome), 2)));
  g_assert_cmpmem (docket_event_get_envelope (g_ptr_array_index (events, 2))->hash, 32,
                   docket_event_get_envelope (g_ptr_array_index (docket_outcome_get_events (outcome), 2))->hash, 32);
  g_assert_true (docket_event_store_get_last_position (store, &position, hash, &error));
  g_assert_cmpint (position, ==, 6);
  g_assert_true (docket_event_store_get_version (store, &ada, &version, &error));
  g_assert_cmpint (version, ==, 4);
  g_assert_no_error (error);
}

static gboolean
append_conflict (DocketEventStore *store, gpointer data, GError **error)
{
  DocketDatabase *database = docket_event_store_get_database (store);
  g_autoptr (DocketMoneyDeposited) event = g_object_new (docket_money_deposited_get_type (), NULL);
  g_autoptr (DocketCommand) command = toy_deposit (data, 1);
  static const guint8 digest[32];
  gboolean is_appended;

  event->amount = 1;
  docket_database_begin (database, NULL);
  is_appended = docket_event_store_append (store, DOCKET_EVENT (event), data, 7, command, digest, 0, error);
  docket_database_rollback (database);
  return is_appended;
}

static void
test_conflict (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  DocketUuid ada = toy_ledger_given (ledger, toy_open_account ("Ada"));
  g_autoptr (GError) error = NULL;

  g_assert_false (docket_command_bus_run_on_writer (ledger->bus, append_conflict, &ada, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_CONFLICT);
}

static gboolean
make_old (DocketEventStore *store, gpointer data G_GNUC_UNUSED, GError **error)
{
  return docket_database_execute_script (docket_event_store_get_database (store),
                                         "UPDATE event SET schema = 1, personal = '{\"holder\":\"Old Ada\"}'", error);
}

static void
test_old_schema (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  DocketUuid ada = toy_ledger_given (ledger, toy_open_account ("Ada"));
  g_autoptr (DocketEventStore) store = open_store (ledger);
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (docket_command_bus_run_on_writer (ledger->bus, make_old, NULL, &error));
  events = docket_event_store_read_stream (store, &ada, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (((DocketAccountOpened *) g_ptr_array_index (events, 0))->owner_name, ==, "Old Ada");
  g_assert_cmpint (docket_event_get_envelope (g_ptr_array_index (events, 0))->schema, ==, 1);
}

/* The bytes as the documentation of the chain tells them, put together without it. */
typedef struct
{
  guint8 previous[32];
  guint n_lines;
} Export;

static void
add_big_endian (GByteArray *bytes, guint64 value, guint size)
{
  for (guint i = 0; i < size; i++)
    {
      guint8 byte = (guint8) (value >> (8 * (size - 1 - i)));

      g_byte_array_append (bytes, &byte, 1);
    }
}

static void
add_text (GByteArray *bytes, const char *text, gssize length)
{
  gsize size = text == NULL ? 0 : length >= 0 ? (gsize) length : strlen (text);

  add_big_endian (bytes, text != NULL ? size : 0xffffffff, 4);
  g_byte_array_append (bytes, (const guint8 *) text, (guint) size);
}

static void
add_hexadecimal (GByteArray *bytes, const char *text, gboolean has_size)
{
  g_autoptr (GByteArray) raw = g_byte_array_new ();

  if (text == NULL)
    {
      add_big_endian (bytes, 0xffffffff, 4);
      return;
    }
  for (; *text != '\0'; text++)
    {
      guint8 byte;

      if (*text == '-')
        continue;
      byte = (guint8) (g_ascii_xdigit_value (text[0]) << 4 | g_ascii_xdigit_value (text[1]));
      g_byte_array_append (raw, &byte, 1);
      text++;
    }
  if (has_size)
    add_big_endian (bytes, raw->len, 4);
  g_byte_array_append (bytes, raw->data, raw->len);
}

static char *
digest (GByteArray *bytes)
{
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes->data, bytes->len);
}

static const char *
get (JsonObject *object, const char *member)
{
  return json_object_get_string_member_with_default (object, member, NULL);
}

/* The toy's parts hold no braces. */
static char *
find_raw (const char *json, const char *member)
{
  g_autofree char *key = g_strdup_printf ("\"%s\":{", member);
  const char *start = strstr (json, key);

  if (start == NULL)
    return NULL;
  start += strlen (key) - 1;
  return g_strndup (start, (gsize) (strchr (start, '}') - start) + 1);
}

static void
check_digest (JsonObject *object, const char *json)
{
  g_autofree char *personal = find_raw (json, "personal");
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *expected = NULL;

  if (personal == NULL)
    return;
  add_hexadecimal (bytes, get (object, "salt"), FALSE);
  g_byte_array_append (bytes, (const guint8 *) personal, (guint) strlen (personal));
  expected = digest (bytes);
  g_assert_cmpstr (get (object, "digest"), ==, expected);
}

static gboolean
check_line (const char *json, gint64 position, gpointer data)
{
  Export *export = data;
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  JsonObject *object = json_node_get_object (node);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GByteArray) hash = g_byte_array_new ();
  g_autofree char *raw = find_raw (json, "data");
  g_autofree char *expected = NULL;
  gint64 time;
  gint32 day;

  g_assert_null (strchr (json, '\n'));
  g_assert_cmpint (json_object_get_int_member (object, "position"), ==, position);
  g_assert_true (docket_time_parse (get (object, "time"), &time));
  g_assert_true (docket_day_parse (get (object, "day"), &day));
  g_byte_array_append (bytes, export->previous, 32);
  add_big_endian (bytes, (guint64) position, 8);
  add_hexadecimal (bytes, get (object, "stream"), TRUE);
  add_big_endian (bytes, (guint64) json_object_get_int_member (object, "version"), 8);
  add_text (bytes, get (object, "type"), -1);
  add_big_endian (bytes, (guint64) json_object_get_int_member (object, "schema"), 8);
  add_big_endian (bytes, (guint64) time, 8);
  add_big_endian (bytes, (guint64) day, 8);
  add_hexadecimal (bytes, get (object, "command-id"), TRUE);
  add_text (bytes, get (object, "actor"), -1);
  add_text (bytes, get (object, "station"), -1);
  add_text (bytes, raw, -1);
  add_hexadecimal (bytes, get (object, "subject"), TRUE);
  add_hexadecimal (bytes, get (object, "digest"), TRUE);
  add_hexadecimal (bytes, get (object, "command-digest"), FALSE);
  expected = digest (bytes);
  g_assert_cmpstr (get (object, "hash"), ==, expected);
  check_digest (object, json);
  add_hexadecimal (hash, expected, FALSE);
  memcpy (export->previous, hash->data, 32);
  export->n_lines++;
  return TRUE;
}

static gboolean
count_line (const char *json G_GNUC_UNUSED, gint64 position G_GNUC_UNUSED, gpointer data)
{
  guint *n = data;

  *n += 1;
  return *n < 3;
}

static void
test_export (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  DocketUuid ada = toy_ledger_given (ledger, toy_open_account ("Ada “the first”"));
  DocketUuid bob = toy_ledger_given (ledger, toy_open_account ("Bob"));
  g_autoptr (DocketEventStore) store = open_store (ledger);
  g_autoptr (GError) error = NULL;
  Export export = { 0 };
  guint n = 0;

  toy_ledger_given (ledger, toy_deposit (&ada, 50));
  toy_ledger_given (ledger, toy_transfer (&ada, &bob, 10));
  toy_ledger_given (ledger, toy_erase_owner (&bob));
  g_assert_true (docket_event_store_export (store, 1, NULL, 0, check_line, &export, &error));
  g_assert_cmpuint (export.n_lines, ==, 7);
  g_assert_true (docket_event_store_export (store, 1, NULL, 0, count_line, &n, &error));
  g_assert_cmpuint (n, ==, 3);
  n = 0;
  g_assert_true (docket_event_store_export (store, 2, &bob, 2, count_line, &n, &error));
  g_assert_cmpuint (n, ==, 2);
  g_assert_no_error (error);
}

static DocketCommand *
make_random_command (GArray *accounts)
{
  const DocketUuid *account = &g_array_index (accounts, DocketUuid, g_test_rand_int_range (0, (gint32) accounts->len));
  const DocketUuid *other = &g_array_index (accounts, DocketUuid, g_test_rand_int_range (0, (gint32) accounts->len));
  gint64 amount = g_test_rand_int_range (0, 100);

  switch (g_test_rand_int_range (0, 5))
    {
    case 0:
      return toy_open_account (amount > 50 ? "Ada" : "Bob");
    case 1:
      return toy_withdraw (account, amount);
    case 2:
      return toy_transfer (account, other, amount);
    default:
      return toy_deposit (account, amount);
    }
}

static void
undo_last (ToyLedger *ledger)
{
  DocketOutcome *outcome = docket_command_bus_undo (ledger->bus, NULL, NULL);

  g_clear_object (&outcome);
}

static void
run_session (ToyLedger *ledger)
{
  g_autoptr (GArray) accounts = g_array_new (FALSE, FALSE, sizeof (DocketUuid));
  DocketUuid first = toy_ledger_given (ledger, toy_open_account ("First"));

  g_array_append_val (accounts, first);
  for (int i = 0; i < 200; i++)
    {
      DocketCommand *command = make_random_command (accounts);
      gboolean is_new = G_OBJECT_TYPE (command) == docket_open_account_get_type ();
      g_autoptr (DocketOutcome) outcome = toy_ledger_when (ledger, command, i % 2 ? DOCKET_DISPATCH_BULK : DOCKET_DISPATCH_NORMAL);

      if (is_new)
        g_array_append_val (accounts, docket_event_get_envelope (g_ptr_array_index (docket_outcome_get_events (outcome), 0))->stream);
      if (i % 20 == 19)
        undo_last (ledger);
    }
}

typedef struct
{
  ToyLedger *ledger;
  DocketEventStore *store;
  guint n_commands;
} Rerun;

static gboolean
run_again (const DocketCommandEntry *entry, gpointer data, GError **error)
{
  Rerun *rerun = data;
  g_autoptr (GPtrArray) events = docket_event_store_read_command (rerun->store, &entry->id, error);
  DocketCommand *command =
    docket_command_entry_read (entry, docket_command_bus_find_type (rerun->ledger->bus, entry->type), events, error);
  g_autoptr (DocketOutcome) outcome = NULL;

  g_assert_nonnull (command);
  outcome = toy_ledger_when (rerun->ledger, command, DOCKET_DISPATCH_COMPLETED | DOCKET_DISPATCH_BULK);
  g_assert_true (docket_outcome_is_accepted (outcome));
  g_assert_false (docket_outcome_is_repeated (outcome));
  rerun->n_commands++;
  return TRUE;
}

static void
assert_same (ToyLedger *a, ToyLedger *b, const char *sql)
{
  g_autofree char *dump_a = toy_ledger_dump (a, sql);
  g_autofree char *dump_b = toy_ledger_dump (b, sql);

  g_assert_cmpstr (dump_a, ==, dump_b);
}

/* The seed is printed with the test's name. A command that is run again is received at another time, and its hash says so:
 * the events are the same but for theirs. */
static void
test_rerun (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  g_autoptr (ToyLedger) other = toy_ledger_new ();
  g_autoptr (DocketEventStore) store = NULL;
  g_autoptr (GError) error = NULL;
  Rerun rerun = { .ledger = other };

  run_session (ledger);
  store = open_store (ledger);
  rerun.store = store;
  g_assert_true (docket_command_log_foreach (docket_event_store_get_database (store), run_again, &rerun, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (rerun.n_commands, >, 100);
  assert_same (ledger, other, "SELECT position, stream, version, type, schema, time, day, command_id, actor, station, digest, salt, subject,"
                              " data, personal FROM event ORDER BY position");
  assert_same (ledger, other, "SELECT * FROM account ORDER BY id");
  assert_same (ledger, other, "SELECT id, type, outcome, time, day, actor, station, first_position, last_position, undoes, undone_by,"
                              " digest, salt, subject, data, personal FROM command WHERE outcome = 'accepted' ORDER BY sequence");
}

/* What the event says too is stored with it alone; what it says otherwise, or what the command does not say, is not lost. */
static void
test_told (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  g_autoptr (DocketEventStore) store = NULL;
  g_autoptr (DocketCommandEntry) entry = NULL;
  g_autoptr (DocketCommand) command = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;
  DocketUuid ada = toy_ledger_given (ledger, toy_open_account ("Ada"));
  DocketOpenAccount *opened;

  toy_ledger_given (ledger, toy_open_account (" Bob"));
  g_assert_cmpint (toy_ledger_ask (ledger, "SELECT count(*) FROM command WHERE data = '{}'"), ==, 2);
  g_assert_cmpint (toy_ledger_ask (ledger, "SELECT count(*) FROM command WHERE sequence = 1 AND personal IS NULL AND digest IS NULL"), ==, 1);
  g_assert_cmpint (toy_ledger_ask (ledger, "SELECT count(*) FROM command WHERE personal = '{\"owner-name\":\" Bob\"}'"), ==, 1);
  store = open_store (ledger);
  events = docket_event_store_read_stream (store, &ada, &error);
  g_assert_true (docket_command_log_find (docket_event_store_get_database (store),
                                          &docket_event_get_envelope (g_ptr_array_index (events, 0))->command_id, &entry, &error));
  command = docket_command_entry_read (entry, docket_open_account_get_type (), events, &error);
  opened = (DocketOpenAccount *) command;
  g_assert_cmpstr (opened->owner_name, ==, "Ada");
  g_assert_true (docket_uuid_equal (&opened->account, &ada));
  g_clear_pointer (&entry->data, g_free);
  g_clear_object (&command);

  entry->data = g_strdup ("{\"account\":null}");
  entry->is_erased = TRUE;
  command = docket_command_entry_read (entry, docket_open_account_get_type (), events, &error);
  opened = (DocketOpenAccount *) command;
  g_assert_true (docket_uuid_is_null (&opened->account));
  g_assert_null (opened->owner_name);
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/event-store/read", test_read);
  g_test_add_func ("/event-store/conflict", test_conflict);
  g_test_add_func ("/event-store/old-schema", test_old_schema);
  g_test_add_func ("/event-store/export", test_export);
  g_test_add_func ("/event-store/rerun", test_rerun);
  g_test_add_func ("/event-store/told", test_told);
  return g_test_run ();
}
