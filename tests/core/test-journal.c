/* test-journal.c: what was asked, and what became of it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "toy-ledger.h"

#include "docket-journal.h"

static GPtrArray *
load_rows (ToyLedger *ledger, gboolean has_views, const char *first_property, ...)
{
  g_autoptr (DocketDatabase) database = docket_database_open (ledger->write_path, DOCKET_DATABASE_READER, NULL);
  g_autoptr (DocketListQuery) query = NULL;
  g_autoptr (GArray) keys = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  va_list properties;

  va_start (properties, first_property);
  query = DOCKET_LIST_QUERY (g_object_new_valist (DOCKET_TYPE_JOURNAL_QUERY, first_property, properties));
  va_end (properties);
  if (has_views)
    g_assert_true (docket_database_run (database, NULL, "ATTACH ? AS views", "t", ledger->read_path));
  keys = docket_list_query_load_keys (query, database, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < keys->len; i++)
    {
      g_ptr_array_add (rows, docket_list_query_load_row (query, database, g_array_index (keys, gint64, i), &error));
      g_assert_no_error (error);
    }
  return rows;
}

static void
assert_text (GPtrArray *rows, guint row, const char *property, const char *expected)
{
  g_autofree char *text = docket_record_get_text (g_ptr_array_index (rows, row), property);

  g_assert_cmpstr (text, ==, expected);
}

static ToyLedger *
fill_ledger (void)
{
  ToyLedger *ledger = toy_ledger_new ();
  DocketUuid account = toy_ledger_given (ledger, toy_open_account ("Ada"));
  DocketUuid other = toy_ledger_given (ledger, toy_open_account ("Bob"));

  toy_ledger_given (ledger, toy_deposit (&account, 50));
  toy_ledger_given (ledger, toy_transfer (&account, &other, 20));
  g_object_unref (toy_ledger_when (ledger, toy_withdraw (&account, 4711), DOCKET_DISPATCH_NORMAL));
  g_object_unref (toy_ledger_when (ledger, toy_withdraw (&account, 1), DOCKET_DISPATCH_DRY_RUN));
  return ledger;
}

static void
test_rows (void)
{
  g_autoptr (ToyLedger) ledger = fill_ledger ();
  g_autoptr (GPtrArray) rows = load_rows (ledger, FALSE, NULL);

  g_assert_cmpuint (rows->len, ==, 5);
  assert_text (rows, 0, "command", "WithdrawMoney");
  assert_text (rows, 0, "outcome", "rejected");
  assert_text (rows, 0, "error-code", "rejected");
  assert_text (rows, 0, "error-field", "amount");
  assert_text (rows, 0, "message", "Cannot take 4711: there is only 29.");
  assert_text (rows, 0, "events", "0");
  assert_text (rows, 1, "command", "TransferMoney");
  assert_text (rows, 1, "outcome", "accepted");
  assert_text (rows, 1, "events", "3");
  assert_text (rows, 1, "first-position", "4");
  assert_text (rows, 1, "last-position", "6");
  assert_text (rows, 1, "actor", "teller");
  assert_text (rows, 1, "lag", "0");
}

static void
test_filters (void)
{
  g_autoptr (ToyLedger) ledger = fill_ledger ();
  g_autoptr (GPtrArray) opened = load_rows (ledger, FALSE, "command", "OpenAccount", NULL);
  g_autoptr (GPtrArray) rejected = load_rows (ledger, FALSE, "outcome", "rejected", NULL);
  g_autoptr (GPtrArray) accepted = load_rows (ledger, FALSE, "outcome", "accepted", NULL);
  g_autoptr (GPtrArray) found = load_rows (ledger, FALSE, "search", "CANNOT take", NULL);
  g_autoptr (GPtrArray) limited = load_rows (ledger, FALSE, "limit", (gint64) 2, NULL);
  g_autoptr (DocketListQuery) wrong = g_object_new (DOCKET_TYPE_JOURNAL_QUERY, "outcome", "maybe", NULL);
  g_autoptr (DocketDatabase) database = docket_database_open (ledger->write_path, DOCKET_DATABASE_READER, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (opened->len, ==, 2);
  g_assert_cmpuint (rejected->len, ==, 1);
  g_assert_cmpuint (accepted->len, ==, 4);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpuint (limited->len, ==, 2);
  g_assert_null (docket_list_query_load_keys (wrong, database, NULL, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_INVALID);
}

static void
test_lag (void)
{
  g_autoptr (ToyLedger) ledger = fill_ledger ();
  g_autoptr (DocketDatabase) views = docket_database_open (ledger->read_path, DOCKET_DATABASE_WRITER, NULL);
  g_autoptr (GPtrArray) rows = NULL;

  docket_database_execute_script (views,
                                  "CREATE TABLE projection_lag (position INTEGER PRIMARY KEY, committed INTEGER, projected INTEGER);"
                                  "INSERT INTO projection_lag VALUES (3, 1000, 1250), (6, 2000, 2400)", NULL);
  rows = load_rows (ledger, TRUE, NULL);
  assert_text (rows, 0, "lag", "0");
  assert_text (rows, 1, "lag", "400");
  assert_text (rows, 2, "lag", "250");
  assert_text (rows, 3, "lag", "0");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journal/rows", test_rows);
  g_test_add_func ("/journal/filters", test_filters);
  g_test_add_func ("/journal/lag", test_lag);
  return g_test_run ();
}
