/* test-record.c: properties, text, bounds, copies and columns that follow from a field table
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <sqlite3.h>

#include "toy-bank.h"

#define ID "018f4a3b-9c00-7abc-8def-0123456789ab"

static void
count_cb (GObject *object, GParamSpec *pspec, guint *n_notified)
{
  (*n_notified)++;
}

static ToyOwner *
new_owner (const char *name)
{
  return g_object_new (TOY_TYPE_OWNER, "name", name, "country", "NL", NULL);
}

static ToyOpenAccount *
new_command (void)
{
  g_autoptr (ToyOwner) owner = new_owner ("Grace");

  return g_object_new (TOY_TYPE_OPEN_ACCOUNT, "owner", owner, "first-deposit", G_GINT64_CONSTANT (500), NULL);
}

static void
test_properties (void)
{
  g_autoptr (ToyAccountOpened) event = NULL;
  g_autoptr (ToyOwner) owner = new_owner ("Grace");
  g_autoptr (GPtrArray) fees = docket_records_new ();
  const char *const tags[] = { "new", "online", NULL };
  g_autofree char *account = NULL, *valid_from = NULL, *first_day = NULL;
  g_autoptr (GPtrArray) same_fees = NULL;
  g_autoptr (ToyOwner) same_owner = NULL;
  g_auto (GStrv) same_tags = NULL;
  ToyAccountKind kind;
  gint64 balance;
  gboolean is_joint;

  event = g_object_new (TOY_TYPE_ACCOUNT_OPENED, "account", ID, "number", "A-1", "kind", TOY_ACCOUNT_LOAN, "balance",
                        G_GINT64_CONSTANT (-7), "is-joint", TRUE, "valid-from", "2026-11-22T21:00:00.5Z", "first-day", "2026-11-22",
                        "owner", owner, "fees", fees, "tags", tags, NULL);
  g_assert_cmpint (event->valid_from, ==, G_GINT64_CONSTANT (1795381200500000));
  g_assert_cmpint (event->first_day, ==, 20261122);
  g_assert_true (event->owner == owner);
  g_assert_true (event->fees == fees);

  g_object_get (event, "account", &account, "kind", &kind, "balance", &balance, "is-joint", &is_joint, "valid-from", &valid_from,
                "first-day", &first_day, "owner", &same_owner, "fees", &same_fees, "tags", &same_tags, NULL);
  g_assert_cmpstr (account, ==, ID);
  g_assert_cmpint (kind, ==, TOY_ACCOUNT_LOAN);
  g_assert_cmpint (balance, ==, -7);
  g_assert_true (is_joint);
  g_assert_cmpstr (valid_from, ==, "2026-11-22T21:00:00.5Z");
  g_assert_cmpstr (first_day, ==, "2026-11-22");
  g_assert_true (same_owner == owner);
  g_assert_true (same_fees == fees);
  g_assert_cmpstrv (same_tags, tags);
}

static void
test_notify_on_change_only (void)
{
  g_autoptr (ToyAccountOpened) event = g_object_new (TOY_TYPE_ACCOUNT_OPENED, NULL);
  g_autoptr (ToyOwner) owner = new_owner ("Grace");
  g_autoptr (ToyOwner) twin = new_owner ("Grace");
  const char *const tags[] = { "new", NULL };
  guint n_notified = 0;

  g_signal_connect (event, "notify", G_CALLBACK (count_cb), &n_notified);
#define EXPECT(n, ...) \
  g_object_set (event, __VA_ARGS__, NULL); \
  g_assert_cmpuint (n_notified, ==, n)
  EXPECT (1, "number", "A-1");
  EXPECT (1, "number", "A-1");
  EXPECT (2, "number", NULL);
  EXPECT (2, "number", NULL);
  EXPECT (2, "balance", G_GINT64_CONSTANT (0));
  EXPECT (3, "balance", G_GINT64_CONSTANT (1));
  EXPECT (3, "balance", G_GINT64_CONSTANT (1));
  EXPECT (4, "tags", tags);
  EXPECT (4, "tags", tags);
  EXPECT (5, "account", ID);
  EXPECT (5, "account", ID);
  EXPECT (6, "account", "");
  EXPECT (7, "owner", owner);
  EXPECT (7, "owner", owner);
  EXPECT (8, "owner", twin);
  EXPECT (9, "owner", NULL);
#undef EXPECT
}

static void
test_set_and_unset (void)
{
  g_autoptr (ToyAccountOpened) event = g_object_new (TOY_TYPE_ACCOUNT_OPENED, NULL);
  DocketRecord *record = DOCKET_RECORD (event);

  g_assert_false (docket_record_has (record, "is-joint"));
  g_object_set (event, "is-joint", FALSE, "kind", TOY_ACCOUNT_CURRENT, "number", "", NULL);
  g_assert_true (docket_record_has (record, "is-joint"));
  g_assert_true (docket_record_has (record, "is_joint"));
  g_assert_true (docket_record_has (record, "kind"));
  g_assert_true (docket_record_has (record, "number"));
  g_object_set (event, "number", NULL, NULL);
  g_assert_false (docket_record_has (record, "number"));
  g_assert_false (docket_record_has (record, "unknown"));
  event->first_day = 20261122;
  g_assert_true (docket_record_has (record, "first-day"));
  g_assert_true (docket_record_is_set (record, docket_record_class_find_field (DOCKET_RECORD_GET_CLASS (record), "first-day")));
}

static void
test_wrong_property_text (void)
{
  g_autoptr (ToyAccountOpened) event = g_object_new (TOY_TYPE_ACCOUNT_OPENED, "account", ID, NULL);
  g_autofree char *account = NULL;

  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING, "*account*UUID*nonsense*");
  g_object_set (event, "account", "nonsense", NULL);
  g_test_assert_expected_messages ();
  g_object_get (event, "account", &account, NULL);
  g_assert_cmpstr (account, ==, ID);
}

static void
test_text (void)
{
  static const char *const good[][3] = {
    { "account", ID, ID },
    { "number", "A-1", "A-1" },
    { "number", "", "" },
    { "kind", "savings", "savings" },
    { "balance", "-12", "-12" },
    { "is_joint", "true", "true" },
    { "is-joint", "false", "false" },
    { "valid-from", "2026-11-22T21:00:00+01:00", "2026-11-22T20:00:00Z" },
    { "first-day", "2026-11-22", "2026-11-22" },
    { "tags", "new, online", "new, online" },
    { "tags", "[\"a, b\"]", "a, b" },
  };
  g_autoptr (DocketRecord) record = g_object_new (TOY_TYPE_ACCOUNT_OPENED, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      g_assert_true (docket_record_set_text (record, good[i][0], good[i][1], &error));
      g_assert_no_error (error);
      g_assert_true (docket_record_has (record, good[i][0]));
      text = docket_record_get_text (record, good[i][0]);
      g_assert_cmpstr (text, ==, good[i][2]);
    }
  g_assert_true (docket_record_set_text (record, "first-day", "", NULL));
  g_assert_false (docket_record_has (record, "first-day"));
  g_assert_true (docket_record_set_text (record, "number", NULL, NULL));
  g_assert_null (docket_record_get_text (record, "number"));
  g_assert_null (docket_record_get_text (record, "unknown"));
  g_assert_null (docket_record_get_text (record, "owner"));
}

static void
test_wrong_text (void)
{
  static const char *const wrong[][2] = {
    { "account", "nonsense" }, { "kind", "Savings" }, { "balance", "1.5" }, { "balance", "9223372036854775808" }, { "balance", " 1" },
    { "is-joint", "yes" }, { "valid-from", "yesterday" }, { "first-day", "2026-02-30" }, { "tags", "[1]" }, { "tags", "[\"a\"" },
    { "owner", "{}" }, { "fees", "[]" }, { "unknown", "1" }, { "number", "\xff" },
  };
  g_autoptr (DocketRecord) record = g_object_new (TOY_TYPE_ACCOUNT_OPENED, NULL);
  guint n_notified = 0;

  g_signal_connect (record, "notify", G_CALLBACK (count_cb), &n_notified);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (docket_record_set_text (record, wrong[i][0], wrong[i][1], &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == DOCKET_ERROR);
      g_assert_false (docket_record_has (record, wrong[i][0]));
      if (error->code == DOCKET_ERROR_INVALID)
        g_assert_true (g_str_has_prefix (docket_error_get_field (error), wrong[i][0]));
    }
  g_assert_cmpuint (n_notified, ==, 0);
}

static void
check_invalid (DocketRecord *record, const char *field)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (docket_record_validate (record, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_INVALID);
  g_assert_cmpstr (docket_error_get_field (error), ==, field);
}

static void
test_validate (void)
{
  g_autoptr (ToyOpenAccount) command = new_command ();
  DocketRecord *record = DOCKET_RECORD (command);
  g_autoptr (GError) error = NULL;

  g_assert_true (docket_record_validate (record, &error));
  g_assert_no_error (error);

  command->first_deposit = 0;
  check_invalid (record, "first-deposit");
  command->first_deposit = 1000001;
  check_invalid (record, "first-deposit");
  command->first_deposit = 1000000;
  command->kind = 17;
  check_invalid (record, "kind");
  command->kind = TOY_ACCOUNT_LOAN;
  command->is_joint = TRUE;
  check_invalid (record, "is-joint");
  command->is_joint = FALSE;
  docket_command_set_day (DOCKET_COMMAND (command), 20260230);
  check_invalid (record, "day");
  docket_command_set_day (DOCKET_COMMAND (command), 20260228);
  docket_command_set_time (DOCKET_COMMAND (command), -1);
  check_invalid (record, "time");
  docket_command_set_time (DOCKET_COMMAND (command), 1);
  g_assert_true (docket_record_validate (record, NULL));
}

static void
test_validate_nested (void)
{
  g_autoptr (ToyOpenAccount) command = new_command ();
  DocketRecord *record = DOCKET_RECORD (command);

  g_object_set (command->owner, "name", "", NULL);
  check_invalid (record, "owner.name");
  g_object_set (command->owner, "name", "é23456789012345678901", NULL);
  check_invalid (record, "owner.name");
  g_object_set (command->owner, "name", "é2345678901234567890", NULL);
  g_assert_true (docket_record_validate (record, NULL));

  command->fees = docket_records_new ();
  for (int i = 0; i < 2; i++)
    g_ptr_array_add (command->fees, g_object_new (TOY_TYPE_FEE, "label", "x", "amount", (gint64) i * 501, NULL));
  check_invalid (record, "fees[1].amount");
  g_object_set (g_ptr_array_index (command->fees, 1), "amount", G_GINT64_CONSTANT (1), "label", NULL, NULL);
  check_invalid (record, "fees[1].label");
  for (int i = 0; i < 2; i++)
    g_ptr_array_add (command->fees, g_object_new (TOY_TYPE_FEE, NULL));
  check_invalid (record, "fees");
  g_clear_pointer (&command->fees, g_ptr_array_unref);
  command->tags = g_strsplit ("a,b,c,d,e", ",", -1);
  check_invalid (record, "tags");
  g_clear_object (&command->owner);
  check_invalid (record, "owner");
}

static void
test_copy_and_equal (void)
{
  g_autoptr (ToyOpenAccount) command = new_command ();
  g_autoptr (DocketRecord) record = NULL;
  ToyOpenAccount *copy;
  const guint8 salt[16] = { 1, 2, 3 };
  DocketUuid id = docket_uuid_generate (1);

  docket_command_set_id (DOCKET_COMMAND (command), &id);
  docket_command_set_actor (DOCKET_COMMAND (command), "grace");
  docket_command_set_salt (DOCKET_COMMAND (command), salt);
  command->fees = docket_records_new ();
  g_ptr_array_add (command->fees, g_object_new (TOY_TYPE_FEE, "label", "x", NULL));
  command->tags = g_strsplit ("a,b", ",", -1);
  g_object_set (command, "is-joint", FALSE, NULL);

  record = docket_record_copy (DOCKET_RECORD (command));
  copy = TOY_OPEN_ACCOUNT (record);
  g_assert_true (docket_record_equal (DOCKET_RECORD (command), record));
  g_assert_true (copy->owner != command->owner && copy->fees != command->fees && copy->tags != command->tags);
  g_assert_true (docket_record_has (record, "is-joint"));
  g_assert_cmpmem (docket_command_get_salt (DOCKET_COMMAND (copy)), 16, salt, 16);

  g_object_set (g_ptr_array_index (copy->fees, 0), "label", "y", NULL);
  g_assert_false (docket_record_equal (DOCKET_RECORD (command), record));
  g_object_set (g_ptr_array_index (copy->fees, 0), "label", "x", NULL);
  g_assert_true (docket_record_equal (DOCKET_RECORD (command), record));
  g_object_set (copy, "kind", TOY_ACCOUNT_CURRENT, NULL);
  g_assert_false (docket_record_equal (DOCKET_RECORD (command), record));
  g_assert_false (docket_record_equal (DOCKET_RECORD (command), DOCKET_RECORD (command->owner)));
}

static void
test_empty_lists (void)
{
  const char *const none[] = { NULL };
  g_autoptr (ToyOpenAccount) command = new_command ();
  g_autoptr (ToyOpenAccount) other = new_command ();

  g_object_set (other, "tags", none, NULL);
  g_assert_nonnull (other->tags);
  g_assert_true (docket_record_has (DOCKET_RECORD (other), "tags"));
  g_assert_false (docket_record_equal (DOCKET_RECORD (command), DOCKET_RECORD (other)));
  docket_record_assign (DOCKET_RECORD (command), DOCKET_RECORD (other));
  g_assert_nonnull (command->tags);
  g_assert_true (docket_record_equal (DOCKET_RECORD (command), DOCKET_RECORD (other)));
}

static void
test_assign (void)
{
  g_autoptr (ToyOpenAccount) command = new_command ();
  g_autoptr (ToyOpenAccount) other = new_command ();
  ToyOwner *owner = command->owner;
  guint n_notified = 0, n_tags = 0;

  other->kind = TOY_ACCOUNT_SAVINGS;
  other->tags = g_strsplit ("a,b", ",", -1);
  docket_command_set_actor (DOCKET_COMMAND (other), "grace");
  g_signal_connect (command, "notify", G_CALLBACK (count_cb), &n_notified);
  g_signal_connect (command, "notify::tags", G_CALLBACK (count_cb), &n_tags);
  docket_record_assign (DOCKET_RECORD (command), DOCKET_RECORD (other));
  g_assert_cmpuint (n_notified, ==, 3);
  g_assert_cmpuint (n_tags, ==, 1);
  g_assert_true (command->owner == owner);
  g_assert_true (docket_record_equal (DOCKET_RECORD (command), DOCKET_RECORD (other)));
  docket_record_assign (DOCKET_RECORD (command), DOCKET_RECORD (other));
  g_assert_cmpuint (n_notified, ==, 3);
}

static void
collect_cb (const DocketField *field, gpointer data)
{
  g_string_append_printf (data, "%s ", field->name);
}

static void
test_class (void)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (TOY_TYPE_OPEN_ACCOUNT);
  DocketRecordClass *record_class = DOCKET_RECORD_CLASS (klass);
  g_autoptr (GString) names = g_string_new (NULL);

  docket_record_class_foreach_field (record_class, collect_cb, names);
  g_assert_cmpstr (names->str, ==, "id time day actor station undoes owner kind first-deposit is-joint number fees tags ");
  g_assert_cmpstr (docket_record_class_find_field (record_class, "first_deposit")->name, ==, "first-deposit");
  g_assert_cmpstr (docket_record_class_find_field (record_class, "actor")->name, ==, "actor");
  g_assert_null (docket_record_class_find_field (record_class, "deposit"));
}

static void
test_command (void)
{
  g_autoptr (ToyOpenAccount) toy = new_command ();
  DocketCommand *command = DOCKET_COMMAND (toy);
  DocketUuid id = docket_uuid_generate (G_GINT64_CONSTANT (1795381200000000));
  DocketUuid first, again, second;
  g_autofree char *text = NULL;
  guint n_notified = 0;

  g_assert_true (docket_uuid_is_null (docket_command_get_id (command)));
  g_signal_connect (command, "notify", G_CALLBACK (count_cb), &n_notified);
  for (int i = 0; i < 2; i++)
    {
      docket_command_set_id (command, &id);
      docket_command_set_time (command, G_GINT64_CONSTANT (1795381200000000));
      docket_command_set_day (command, 20261122);
      docket_command_set_actor (command, "grace");
      docket_command_set_station (command, "front");
      docket_command_set_undoes (command, &id);
    }
  g_assert_cmpuint (n_notified, ==, 6);
  g_object_get (command, "time", &text, NULL);
  g_assert_cmpstr (text, ==, "2026-11-22T21:00:00Z");
  g_assert_cmpstr (docket_command_get_station (command), ==, "front");

  first = docket_command_derive_id (command, "account", 0);
  again = docket_command_derive_id (command, "account", 0);
  second = docket_command_derive_id (command, "account", 1);
  g_assert_true (docket_uuid_equal (&first, &again));
  g_assert_false (docket_uuid_equal (&first, &second));
  docket_command_set_undoes (command, NULL);
  g_assert_true (docket_uuid_is_null (docket_command_get_undoes (command)));
}

static void
fill_row (ToyAccountRow *row, const char *values)
{
  g_autoptr (GString) sql = g_string_new ("SELECT 17, ");
  sqlite3 *connection;
  sqlite3_stmt *columns;

  docket_record_append_columns (DOCKET_RECORD_GET_CLASS (row), sql);
  g_string_append_printf (sql,
                          " FROM (SELECT column1 AS account, column2 AS number, column3 AS kind, column4 AS credit, column5 AS debit, "
                          "column6 AS is_joint, column7 AS opened_at, column8 AS day, column9 AS tags, column10 AS owner, "
                          "column11 AS fees FROM (VALUES (%s)))",
                          values);
  g_assert_cmpint (sqlite3_open (":memory:", &connection), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (connection, sql->str, -1, &columns, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (columns), ==, SQLITE_ROW);
  docket_record_fill (DOCKET_RECORD (row), columns, 1);
  sqlite3_finalize (columns);
  sqlite3_close (connection);
}

static void
test_columns (void)
{
  g_autoptr (ToyAccountRow) row = g_object_new (TOY_TYPE_ACCOUNT_ROW, "key", G_GINT64_CONSTANT (17), NULL);
  g_autofree char *json = NULL;
  g_autofree char *text = NULL;

  fill_row (row, "x'018f4a3b9c007abc8def0123456789ab', 'A-1', 1, 30, 30, 0, 1795381200000000, 20261122, 'new, old', "
                 "'{\"name\":\"Grace\"}', '[{\"label\":\"x\",\"amount\":2}]'");
  json = docket_record_to_json (DOCKET_RECORD (row), DOCKET_PART_ALL);
  g_assert_cmpstr (json, ==,
                   "{\"account\":\"" ID "\",\"number\":\"A-1\",\"kind\":\"savings\",\"balance\":0,\"is-joint\":false,"
                   "\"opened-at\":\"2026-11-22T21:00:00Z\",\"day\":\"2026-11-22\",\"tags\":[\"new\",\"old\"],"
                   "\"owner\":{\"name\":\"Grace\"},\"fees\":[{\"label\":\"x\",\"amount\":2}]}");
  text = docket_record_get_text (DOCKET_RECORD (row), "balance");
  g_assert_cmpstr (text, ==, "0");
  g_assert_cmpuint (row->n_loaded, ==, 1);

  fill_row (row, "'" ID "', NULL, 'loan', 7, 2, 1, NULL, NULL, '', NULL, NULL");
  g_clear_pointer (&json, g_free);
  json = docket_record_to_json (DOCKET_RECORD (row), DOCKET_PART_ALL);
  g_assert_cmpstr (json, ==,
                   "{\"account\":\"" ID "\",\"kind\":\"loan\",\"balance\":5,\"is-joint\":true,\"tags\":[],\"doubled-balance\":10}");
}

static void
test_row (void)
{
  g_autoptr (ToyAccountRow) row = g_object_new (TOY_TYPE_ACCOUNT_ROW, "key", G_GINT64_CONSTANT (17), NULL);
  g_autoptr (ToyAccountRow) fresh = g_object_new (TOY_TYPE_ACCOUNT_ROW, NULL);
  guint n_notified = 0, n_loaded = 0;
  gboolean is_loaded;

  g_assert_cmpint (docket_row_get_key (DOCKET_ROW (row)), ==, 17);
  g_assert_false (docket_row_is_loaded (DOCKET_ROW (row)));
  fresh->balance = 4;
  fresh->number = g_strdup ("A-1");
  g_signal_connect (row, "notify", G_CALLBACK (count_cb), &n_notified);
  g_signal_connect (row, "notify::is-loaded", G_CALLBACK (count_cb), &n_loaded);
  docket_row_update (DOCKET_ROW (row), DOCKET_ROW (fresh));
  g_assert_cmpuint (n_notified, ==, 3);
  g_assert_cmpuint (n_loaded, ==, 1);
  g_assert_cmpint (row->doubled_balance, ==, 8);
  g_object_get (row, "is-loaded", &is_loaded, NULL);
  g_assert_true (is_loaded);
  g_assert_cmpint (docket_row_get_key (DOCKET_ROW (row)), ==, 17);

  fresh->balance = 5;
  docket_row_update (DOCKET_ROW (row), DOCKET_ROW (fresh));
  g_assert_cmpuint (n_loaded, ==, 1);
  g_assert_cmpint (row->doubled_balance, ==, 10);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/properties", test_properties);
  g_test_add_func ("/record/notify-on-change-only", test_notify_on_change_only);
  g_test_add_func ("/record/set-and-unset", test_set_and_unset);
  g_test_add_func ("/record/wrong-property-text", test_wrong_property_text);
  g_test_add_func ("/record/text", test_text);
  g_test_add_func ("/record/wrong-text", test_wrong_text);
  g_test_add_func ("/record/validate", test_validate);
  g_test_add_func ("/record/validate-nested", test_validate_nested);
  g_test_add_func ("/record/copy-and-equal", test_copy_and_equal);
  g_test_add_func ("/record/empty-lists", test_empty_lists);
  g_test_add_func ("/record/assign", test_assign);
  g_test_add_func ("/record/class", test_class);
  g_test_add_func ("/record/command", test_command);
  g_test_add_func ("/record/columns", test_columns);
  g_test_add_func ("/record/row", test_row);
  return g_test_run ();
}
