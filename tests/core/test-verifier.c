/* test-verifier.c: whatever is damaged is found, and named
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "toy-ledger.h"

#include "docket-projection-runner.h"
#include "docket-verifier.h"

#include <glib/gstdio.h>
#include <string.h>

#define TOY_TYPE_BALANCE_VIEW (toy_balance_view_get_type ())
G_DECLARE_FINAL_TYPE (ToyBalanceView, toy_balance_view, TOY, BALANCE_VIEW, DocketProjection)
struct _ToyBalanceView
{
  DocketProjection parent_instance;
};

G_DEFINE_FINAL_TYPE (ToyBalanceView, toy_balance_view, DOCKET_TYPE_PROJECTION)

static gboolean
project_opened (DocketProjection *projection G_GNUC_UNUSED, DocketEvent *event, DocketDatabase *database, GError **error)
{
  const DocketEventEnvelope *envelope = docket_event_get_envelope (event);
  const char *name = ((DocketAccountOpened *) event)->owner_name;

  return docket_database_run (database, error, "INSERT INTO balance_view (key, account, balance) VALUES (?, ?, 0)", "iu",
                              envelope->position, &envelope->stream) &&
         docket_database_run (database, error, "INSERT INTO balance_words (rowid, name) VALUES (?, ?)", "it", envelope->position, name) &&
         docket_database_run (database, error, "INSERT INTO balance_text (rowid, name) VALUES (?, ?)", "it", envelope->position, name);
}

static gboolean
project_deposited (DocketProjection *projection G_GNUC_UNUSED, DocketEvent *event, DocketDatabase *database, GError **error)
{
  return docket_database_run (database, error, "UPDATE balance_view SET balance = balance + ? WHERE account = ?", "iu",
                              ((DocketMoneyDeposited *) event)->amount, &docket_event_get_envelope (event)->stream);
}

static const DocketProjector projectors[] = {
  { docket_account_opened_get_type, project_opened },
  { docket_money_deposited_get_type, project_deposited },
};

static const char *const view_tables[] = { "balance_view", "balance_words", "balance_text", NULL };

static void
toy_balance_view_class_init (ToyBalanceViewClass *klass)
{
  DocketProjectionClass *projection_class = DOCKET_PROJECTION_CLASS (klass);

  projection_class->name = "balance_view";
  projection_class->version = 1;
  projection_class->schema = "CREATE TABLE balance_view (key INTEGER PRIMARY KEY, account BLOB NOT NULL, balance INTEGER NOT NULL);"
                             "CREATE VIRTUAL TABLE balance_words USING fts5 (name, content = '', detail = none, prefix = '1 2');"
                             "CREATE VIRTUAL TABLE balance_text USING fts5 (name)";
  projection_class->tables = view_tables;
  projection_class->projectors = projectors;
  projection_class->n_projectors = G_N_ELEMENTS (projectors);
}

static void
toy_balance_view_init (ToyBalanceView *self G_GNUC_UNUSED)
{
}

static gboolean
is_erased (DocketDatabase *database, const DocketUuid *subject, gint64 position)
{
  g_autofree char *id = docket_uuid_to_string (subject);
  gint64 n;

  docket_database_get_integer (database, 0, &n, NULL,
                               "SELECT count(*) FROM event WHERE type = 'OwnerErased' AND position > ? AND data ->> 'owner' = ?", "it",
                               position, id);
  return n > 0;
}

static GPtrArray *
verify (ToyLedger *ledger, gboolean is_quick)
{
  g_autoptr (GPtrArray) projections = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  DocketVerification verification = {
    .write_path = ledger->write_path,
    .read_path = ledger->read_path,
    .registry = ledger->registry,
    .evolvers = toy_ledger_evolvers,
    .n_evolvers = toy_ledger_n_evolvers,
    .create_write_tables = toy_ledger_create_tables,
    .write_tables = toy_ledger_tables,
    .projections = projections,
    .is_quick = is_quick,
    .is_erased = is_erased,
  };
  GPtrArray *findings;

  g_ptr_array_add (projections, g_object_new (TOY_TYPE_BALANCE_VIEW, NULL));
  findings = docket_verify (&verification, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return findings;
}

static void
assert_sound (ToyLedger *ledger)
{
  for (int is_quick = 0; is_quick < 2; is_quick++)
    {
      g_autoptr (GPtrArray) findings = verify (ledger, is_quick);

      for (guint i = 0; i < findings->len; i++)
        {
          DocketFinding *finding = g_ptr_array_index (findings, i);

          g_test_message ("%s: %s", finding->place, finding->message);
        }
      g_assert_cmpuint (findings->len, ==, 0);
    }
}

static void
assert_found (ToyLedger *ledger, gboolean is_quick, const char *place, const char *message)
{
  g_autoptr (GPtrArray) findings = verify (ledger, is_quick);
  gboolean is_found = FALSE;

  for (guint i = 0; i < findings->len; i++)
    {
      DocketFinding *finding = g_ptr_array_index (findings, i);

      g_test_message ("%s: %s", finding->place, finding->message);
      is_found = is_found || (strstr (finding->place, place) != NULL && strstr (finding->message, message) != NULL);
    }
  g_assert_true (is_found);
}

static void
project_all (ToyLedger *ledger)
{
  g_autoptr (DocketProjectionRunner) runner = docket_projection_runner_new (ledger->registry);
  g_autoptr (DocketProjection) view = g_object_new (TOY_TYPE_BALANCE_VIEW, NULL);
  g_autoptr (GError) error = NULL;

  docket_projection_runner_add (runner, view);
  docket_projection_runner_start (runner, ledger->write_path, ledger->read_path, &error);
  g_assert_no_error (error);
  docket_projection_runner_wait (runner, -1);
  docket_projection_runner_stop (runner);
}

/* Positions 1 and 2 open the accounts (the second under another name than was asked for), 3 and 4 deposit, 5 to 7 transfer, 8 takes the transfer's sibling back. */
static ToyLedger *
make_ledger (void)
{
  ToyLedger *ledger = toy_ledger_new ();
  g_autoptr (GError) error = NULL;
  DocketUuid ada = toy_ledger_given (ledger, toy_open_account ("Ada"));
  DocketUuid bob = toy_ledger_given (ledger, toy_open_account ("Bob "));
  g_autoptr (DocketOutcome) undone = NULL;

  toy_ledger_given (ledger, toy_deposit (&ada, 100));
  toy_ledger_given (ledger, toy_deposit (&bob, 9));
  toy_ledger_given (ledger, toy_transfer (&ada, &bob, 40));
  g_object_unref (toy_ledger_when (ledger, toy_withdraw (&bob, 4000), DOCKET_DISPATCH_NORMAL));
  undone = docket_command_bus_undo (ledger->bus, NULL, &error);
  g_assert_no_error (error);
  project_all (ledger);
  toy_ledger_close (ledger);
  return ledger;
}

static ToyLedger *model;

static ToyLedger *
fill_ledger (void)
{
  if (model == NULL)
    model = make_ledger ();
  return toy_ledger_copy (model);
}

static void
damage (const char *path, const char *sql)
{
  sqlite3 *connection;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &connection), ==, SQLITE_OK);
  sqlite3_exec (connection, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  g_assert_cmpint (sqlite3_total_changes (connection), >, 0);
  sqlite3_close (connection);
}

static void
test_sound (void)
{
  g_autoptr (ToyLedger) ledger = fill_ledger ();

  assert_sound (ledger);
}

static void
test_empty (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();

  assert_sound (ledger);
}

typedef struct
{
  const char *name;
  const char *sql;
  const char *place;
  const char *message;
} Damage;

static const Damage log_damages[] = {
  { "data", "UPDATE event SET data = replace (data, '100', '900') WHERE position = 3", "event 3", "not what was written" },
  { "stream", "UPDATE event SET stream = zeroblob (16) WHERE position = 8", "event 8", "not what was written" },
  { "version", "UPDATE event SET version = 77 WHERE position = 8", "stream ", "to 77" },
  { "type", "UPDATE event SET type = 'MoneyWithdrawn' WHERE position = 3", "event 3", "not what was written" },
  { "schema", "UPDATE event SET schema = 1 WHERE position = 1", "event 1", "not what was written" },
  { "time", "UPDATE event SET time = time + 1 WHERE position = 4", "event 4", "not what was written" },
  { "day", "UPDATE event SET day = day + 1 WHERE position = 4", "event 4", "not what was written" },
  { "actor", "UPDATE event SET actor = 'somebody' WHERE position = 4", "event 4", "not what was written" },
  { "no-actor", "UPDATE event SET actor = NULL WHERE position = 4", "event 4", "not what was written" },
  { "station", "UPDATE event SET station = '' WHERE position = 4", "event 4", "not what was written" },
  { "command", "UPDATE event SET command_id = zeroblob (16) WHERE position = 4", "event 4", "missing" },
  { "subject", "UPDATE event SET subject = zeroblob (16) WHERE position = 1", "event 1", "not what was written" },
  { "digest", "UPDATE event SET digest = zeroblob (32) WHERE position = 1", "event 1", "personal data" },
  { "no-digest", "UPDATE event SET digest = NULL WHERE position = 1", "event 1", "nothing vouches" },
  { "personal", "UPDATE event SET personal = replace (personal, 'Ada', 'Eve') WHERE position = 1", "event 1", "not those" },
  { "blank", "UPDATE event SET personal = NULL WHERE position = 1", "event 1", "nobody erased" },
  { "salt", "UPDATE event SET salt = zeroblob (16) WHERE position = 1", "event 1", "not those" },
  { "other-salt", "UPDATE event SET salt = zeroblob (16) WHERE position = 1", "event 1", "follows from its command's" },
  { "no-salt", "UPDATE event SET salt = NULL WHERE position = 1", "event 1", "salt" },
  { "hash", "UPDATE event SET hash = zeroblob (32) WHERE position = 8", "event 8", "not what was written" },
  { "missing", "DELETE FROM event WHERE position = 4", "event 4", "missing" },
  { "several-missing", "DELETE FROM event WHERE position BETWEEN 5 AND 7", "events 5 to 7", "missing" },
  { "first-missing", "DELETE FROM event WHERE position = 1", "event 1", "missing" },
  { "cut-tail", "DELETE FROM event WHERE position = 8; DELETE FROM command WHERE first_position = 8", "event 8", "cut" },
  { "command-missing", "DELETE FROM command WHERE first_position = 3", "event 3", "missing" },
  { "command-data", "UPDATE command SET data = replace (data, '100', '900') WHERE first_position = 3", "event 3", "row of its command" },
  { "command-type", "UPDATE command SET type = 'X' WHERE first_position = 3", "event 3", "row of its command" },
  { "command-time", "UPDATE command SET time = 1 WHERE first_position = 3", "event 3", "row of its command" },
  { "command-actor", "UPDATE command SET actor = 'x' WHERE first_position = 3", "event 3", "row of its command" },
  { "command-undoes", "UPDATE command SET undoes = zeroblob (16) WHERE first_position = 8", "event 8", "row of its command" },
  { "command-received", "UPDATE command SET received = received + 1 WHERE first_position = 3", "event 3", "row of its command" },
  { "command-duration", "UPDATE command SET duration = duration + 1 WHERE first_position = 3", "event 3", "row of its command" },
  { "command-request", "UPDATE command SET request = zeroblob (32) WHERE first_position = 3", "event 3", "row of its command" },
  { "command-subject", "UPDATE command SET subject = zeroblob (16) WHERE first_position = 2", "event 2", "row of its command" },
  { "command-salt", "UPDATE command SET salt = zeroblob (16) WHERE first_position = 1", "event 1", "follows from its command's" },
  { "command-personal", "UPDATE command SET personal = '{}' WHERE first_position = 2", "(OpenAccount)", "not those" },
  { "command-blank", "UPDATE command SET personal = NULL WHERE first_position = 2", "(OpenAccount)", "nobody erased" },
  { "command-added-personal", "UPDATE command SET personal = '{}' WHERE first_position = 1", "(OpenAccount)", "nothing vouches" },
  { "command-gap", "DELETE FROM command WHERE outcome = 'rejected'", "table command", "After row 5 comes row 7" },
  { "command-closed-gap", "DELETE FROM command WHERE outcome = 'rejected'; UPDATE command SET sequence = 6 WHERE sequence = 7", "event 8",
    "row of its command" },
  { "command-position", "UPDATE command SET last_position = 6 WHERE first_position = 5", "(TransferMoney)", "events" },
  { "rejected-data", "UPDATE command SET data = replace (data, '4000', '40') WHERE outcome = 'rejected'", "(WithdrawMoney)", "not what was" },
  { "rejected-message", "UPDATE command SET message = 'Because.' WHERE outcome = 'rejected'", "(WithdrawMoney)", "not what was" },
  { "rejected-code", "UPDATE command SET error_code = 'invalid' WHERE outcome = 'rejected'", "(WithdrawMoney)", "not what was" },
  { "rejected-field", "UPDATE command SET error_field = NULL WHERE outcome = 'rejected'", "(WithdrawMoney)", "not what was" },
  { "rejected-request", "UPDATE command SET request = zeroblob (32) WHERE outcome = 'rejected'", "(WithdrawMoney)", "not what was" },
  { "rejected-hash", "UPDATE command SET hash = zeroblob (32) WHERE outcome = 'rejected'", "event 8", "row of its command" },
  { "rejected-no-hash", "UPDATE command SET hash = NULL WHERE outcome = 'rejected'", "(WithdrawMoney)", "not what was" },
  { "accepted-after-all",
    "UPDATE command SET outcome = 'accepted', error_code = NULL, error_field = NULL, message = NULL WHERE outcome = 'rejected'",
    "(WithdrawMoney)", "not what was" },
  { "command-outcome", "UPDATE command SET outcome = 'rejected' WHERE first_position = 3", "(DepositMoney)", "not clear" },
  { "command-rejected", "UPDATE command SET outcome = 'rejected', error_code = 'invalid', message = 'x' WHERE first_position = 3",
    "event 3", "row of its command" },
  { "command-undone", "UPDATE command SET undone_by = zeroblob (16) WHERE first_position = 3", "(DepositMoney)", "took it back" },
};

static void
test_damaged_log (gconstpointer data)
{
  const Damage *row = data;
  g_autoptr (ToyLedger) ledger = fill_ledger ();

  damage (ledger->write_path, row->sql);
  assert_found (ledger, TRUE, row->place, row->message);
  assert_found (ledger, FALSE, row->place, row->message);
}

static const Damage table_damages[] = {
  { "column", "UPDATE account SET balance = 5000 WHERE owner_name = 'Ada'", "table account, row ", "“balance” is 5000; the log says 59" },
  { "type", "UPDATE account SET owner_name = NULL WHERE owner_name = 'Bob'", "table account, row ", "“owner_name” is nothing; the log says Bob" },
  { "row-missing", "DELETE FROM account WHERE owner_name = 'Bob'", "table account, row ", "it is not" },
  { "row-added", "INSERT INTO account VALUES (zeroblob (16), 1, zeroblob (16), 'Eve', 7)",
    "table account, row 00000000-0000-0000-0000-000000000000", "nothing in the log" },
  { "table", "DELETE FROM account; DROP TABLE account", "table account", "missing" },
};

static void
test_damaged_table (gconstpointer data)
{
  const Damage *row = data;
  g_autoptr (ToyLedger) ledger = fill_ledger ();

  damage (ledger->write_path, row->sql);
  assert_found (ledger, FALSE, row->place, row->message);
}

static const Damage view_damages[] = {
  { "column", "UPDATE balance_view SET balance = 1 WHERE key = 1", "table balance_view, row 1", "“balance” is 1; the log says 100" },
  { "row-missing", "DELETE FROM balance_view WHERE key = 2", "table balance_view, row 2", "it is not" },
  { "row-added", "INSERT INTO balance_view VALUES (99, zeroblob (16), 7)", "table balance_view, row 99", "nothing in the log" },
  { "word-added", "INSERT INTO balance_words (rowid, name) VALUES (2, 'eve')", "table balance_words, row eve, 2", "nothing in the log" },
  { "word-missing", "INSERT INTO balance_words (balance_words, rowid, name) VALUES ('delete', 2, 'Bob')", "table balance_words, row bob, 2",
    "it is not" },
  { "text", "UPDATE balance_text_content SET c0 = 'Eve' WHERE id = 2", "table balance_text_content, row 2", "“c0” is Eve; the log says Bob" },
};

static void
test_damaged_view (gconstpointer data)
{
  const Damage *row = data;
  g_autoptr (ToyLedger) ledger = fill_ledger ();

  damage (ledger->read_path, row->sql);
  assert_found (ledger, FALSE, row->place, row->message);
}

static void
test_erased (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  DocketUuid ada = toy_ledger_given (ledger, toy_open_account ("Ada"));
  DocketUuid bob = toy_ledger_given (ledger, toy_open_account ("Bob"));

  toy_ledger_given (ledger, toy_deposit (&ada, 100));
  toy_ledger_given (ledger, toy_erase_owner (&ada));
  toy_ledger_given (ledger, toy_deposit (&bob, 100));
  g_assert_cmpint (toy_ledger_ask (ledger, "SELECT count(*) FROM event WHERE personal IS NOT NULL"), ==, 1);
  g_assert_cmpint (toy_ledger_ask (ledger, "SELECT count(*) FROM command WHERE personal LIKE '%Ada%' OR (type = 'OpenAccount' AND"
                                           " salt IS NULL)"),
                   ==, 1);
  assert_sound (ledger);
  toy_ledger_close (ledger);
  damage (ledger->write_path, "UPDATE event SET personal = NULL, salt = NULL WHERE position = 2");
  assert_found (ledger, TRUE, "event 2", "nobody erased");
}

static void
test_read_database (void)
{
  g_autoptr (ToyLedger) ledger = fill_ledger ();

  g_assert_true (g_file_set_contents (ledger->read_path, "not a database at all, but long enough to be looked at as if it were one, "
                                                         "and a little more so that it is over a hundred bytes", -1, NULL));
  assert_found (ledger, TRUE, "read.db", "not a database");
}

/* A byte anywhere: noticed or harmless, never a crash. */
static void
test_flipped_bytes (void)
{
  g_autoptr (ToyLedger) ledger = fill_ledger ();
  g_autofree char *contents = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (ledger->write_path, &contents, &size, NULL));
  for (int i = 0; i < 60; i++)
    {
      gsize at = (gsize) g_test_rand_int_range (100, (gint32) size);
      char bit = (char) (1 << g_test_rand_int_range (0, 8));
      g_autoptr (GPtrArray) projections = g_ptr_array_new ();
      g_autoptr (GPtrArray) findings = NULL;
      g_autoptr (GError) error = NULL;
      DocketVerification verification = {
        .write_path = ledger->write_path, .registry = ledger->registry, .evolvers = toy_ledger_evolvers,
        .n_evolvers = toy_ledger_n_evolvers, .create_write_tables = toy_ledger_create_tables, .write_tables = toy_ledger_tables,
        .projections = projections,
      };

      contents[at] ^= bit;
      g_assert_true (g_file_set_contents (ledger->write_path, contents, (gssize) size, NULL));
      findings = docket_verify (&verification, NULL, NULL, NULL, &error);
      g_assert_true (findings != NULL || error != NULL);
      contents[at] ^= bit;
    }
}

/* Somebody looks while the views are begun anew: their file is there and holds nothing yet. */
static void
test_views_to_come (void)
{
  g_autoptr (ToyLedger) ledger = fill_ledger ();
  g_autoptr (DocketDatabase) database = NULL;

  g_assert_cmpint (g_unlink (ledger->read_path), ==, 0);
  database = docket_database_open (ledger->read_path, DOCKET_DATABASE_WRITER, NULL);
  g_assert_nonnull (database);
  assert_sound (ledger);
  g_assert_true (docket_database_execute_script (database, "CREATE TABLE balance (account BLOB, total INTEGER)", NULL));
  assert_found (ledger, TRUE, "read.db", "checkpoint");
}

static void
test_cancelled (void)
{
  g_autoptr (ToyLedger) ledger = fill_ledger ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  DocketVerification verification = { .write_path = ledger->write_path, .registry = ledger->registry, .is_quick = TRUE };

  g_cancellable_cancel (cancellable);
  g_assert_null (docket_verify (&verification, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
add_damages (const char *prefix, const Damage *damages, guint n_damages, GTestDataFunc function)
{
  for (guint i = 0; i < n_damages; i++)
    {
      g_autofree char *path = g_strdup_printf ("/verifier/%s/%s", prefix, damages[i].name);

      g_test_add_data_func (path, &damages[i], function);
    }
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verifier/sound", test_sound);
  g_test_add_func ("/verifier/empty", test_empty);
  g_test_add_func ("/verifier/views-to-come", test_views_to_come);
  add_damages ("log", log_damages, G_N_ELEMENTS (log_damages), test_damaged_log);
  add_damages ("table", table_damages, G_N_ELEMENTS (table_damages), test_damaged_table);
  add_damages ("view", view_damages, G_N_ELEMENTS (view_damages), test_damaged_view);
  g_test_add_func ("/verifier/erased", test_erased);
  g_test_add_func ("/verifier/read-database", test_read_database);
  g_test_add_func ("/verifier/flipped-bytes", test_flipped_bytes);
  g_test_add_func ("/verifier/cancelled", test_cancelled);
  result = g_test_run ();
  g_clear_pointer (&model, toy_ledger_free);
  return result;
}
