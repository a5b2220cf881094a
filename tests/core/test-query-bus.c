/* test-query-bus.c: answers from workers, and one that keeps itself true
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-live-record.h"
#include "toy-tally.h"

#include <glib/gstdio.h>
#include <string.h>

static DocketQuery *
counter_query (gint64 number)
{
  return g_object_new (toy_counter_query_get_type (), "number", number, NULL);
}

static void
test_types (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (GPtrArray) names = docket_query_bus_list (tally->bus);

  g_assert_cmpuint (names->len, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (names, 0), ==, "counter");
  g_assert_cmpstr (g_ptr_array_index (names, 1), ==, "counters");
  g_assert_cmpint (docket_query_bus_find_type (tally->bus, "counters"), ==, toy_counters_query_get_type ());
  g_assert_cmpint (docket_query_bus_find_type (tally->bus, "orders"), ==, G_TYPE_INVALID);
  g_assert_true (docket_query_bus_get_runner (tally->bus) == tally->runner);
}

static void
test_ask (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (DocketQuery) query = counter_query (2);
  g_autoptr (DocketQuery) nothing = counter_query (99);
  g_autoptr (DocketRecord) answer = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (docket_query_get_name (query), ==, "counter");
  g_assert_true (docket_query_is_about (query, "counters"));
  g_assert_false (docket_query_is_about (query, "sums"));
  toy_tally_set (tally, 2, "two", 20);
  toy_tally_settle (tally);
  answer = docket_query_bus_ask (tally->bus, query, &error);
  g_assert_no_error (error);
  g_assert_cmpint (TOY_COUNTER_ANSWER (answer)->value, ==, 20);
  g_assert_null (docket_query_bus_ask (tally->bus, nothing, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_NOT_FOUND);
}

static gboolean
append_row (DocketRow *row, gpointer data)
{
  g_string_append_printf (data, "%d=%s/%d ", (int) docket_row_get_key (row), TOY_COUNTER_ROW (row)->label,
                          (int) TOY_COUNTER_ROW (row)->doubled);
  return ((GString *) data)->len < 1000;
}

static void
assert_rows (ToyTally *tally, const char *search, const char *sort, gint64 limit, const char *expected)
{
  g_autoptr (ToyCountersQuery) query = toy_counters_query_new (search, sort);
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  query->limit = limit;
  docket_query_bus_list_rows (tally->bus, DOCKET_LIST_QUERY (query), append_row, rows, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (rows->str, ==, expected);
}

static void
test_list_rows (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (ToyCountersQuery) wrong = toy_counters_query_new (NULL, "size");
  g_autoptr (GError) error = NULL;

  toy_tally_set (tally, 1, "one", 10);
  toy_tally_set (tally, 2, "two", 5);
  toy_tally_set (tally, 3, "three", 7);
  toy_tally_settle (tally);
  assert_rows (tally, NULL, NULL, 0, "3=three/14 2=two/10 1=one/20 ");
  assert_rows (tally, NULL, "value", 2, "2=two/10 3=three/14 ");
  assert_rows (tally, "t", NULL, 0, "3=three/14 2=two/10 ");
  assert_rows (tally, "t", NULL, 1, "3=three/14 ");
  assert_rows (tally, "t", "label", 0, "3=three/14 2=two/10 ");
  g_assert_false (docket_query_bus_list_rows (tally->bus, DOCKET_LIST_QUERY (wrong), append_row, NULL, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_INVALID);
}

static gboolean
stop_at_three (DocketRow *row G_GNUC_UNUSED, gpointer data)
{
  return ++*(guint *) data < 3;
}

static void
test_list_rows_stopped (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (ToyCountersQuery) query = toy_counters_query_new (NULL, NULL);
  guint n = 0;

  for (int i = 1; i <= 10; i++)
    toy_tally_set (tally, i, "label", i);
  toy_tally_settle (tally);
  g_assert_true (docket_query_bus_list_rows (tally->bus, DOCKET_LIST_QUERY (query), stop_at_three, &n, NULL));
  g_assert_cmpuint (n, ==, 3);
}

/* The log's connection sees the views as `views`. */
static void
test_write_source (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (DocketListQuery) query = g_object_new (toy_log_query_get_type (), NULL);
  g_autoptr (GError) error = NULL;
  guint n = 0;

  toy_tally_set (tally, 1, "one", 1);
  toy_tally_set (tally, 2, "two", 2);
  toy_tally_settle (tally);
  docket_query_bus_list_rows (tally->bus, query, stop_at_three, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 2);
}

typedef struct
{
  gboolean is_done;
  gpointer answer;
  GError *error;
} Answer;

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->answer = docket_query_bus_read_finish (DOCKET_QUERY_BUS (source), result, &answer->error);
  answer->is_done = TRUE;
}

static gboolean
is_answered (gpointer data)
{
  return ((Answer *) data)->is_done;
}

static void
test_ask_async (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (DocketQuery) query = counter_query (2);
  Answer answer = { 0 };

  toy_tally_set (tally, 2, "two", 20);
  toy_tally_settle (tally);
  docket_query_bus_ask_async (tally->bus, query, NULL, answered_cb, &answer);
  /* What is asked is asked as it was. */
  g_object_set (query, "number", (gint64) 99, NULL);
  toy_wait_until (is_answered, &answer);
  g_assert_no_error (answer.error);
  g_assert_cmpstr (TOY_COUNTER_ANSWER (answer.answer)->label, ==, "two");
  g_object_unref (answer.answer);
}

static gpointer
count_for_ever (DocketDatabase *database, gpointer data, GCancellable *cancellable G_GNUC_UNUSED, GError **error)
{
  gint64 n;

  g_atomic_int_set ((gint *) data, TRUE);
  if (!docket_database_get_integer (database, 0, &n, error,
                                    "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT max (i) FROM n", NULL))
    return NULL;
  g_assert_not_reached ();
}

static gboolean
is_begun (gpointer data)
{
  return g_atomic_int_get ((gint *) data);
}

static gboolean
tick_cb (gpointer data G_GNUC_UNUSED)
{
  return G_SOURCE_CONTINUE;
}

/* In the middle of a statement that would never end, by a cancellable and by the end of the bus. */
static void
test_give_up (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Answer cancelled = { 0 };
  Answer stopped = { 0 };
  Answer late = { 0 };
  gint is_first_begun = FALSE;
  gint is_second_begun = FALSE;
  guint tick = g_timeout_add (1, tick_cb, NULL);

  docket_query_bus_read_async (tally->bus, DOCKET_QUERY_READ, count_for_ever, &is_first_begun, NULL, NULL, cancellable, answered_cb,
                               &cancelled);
  docket_query_bus_read_async (tally->bus, DOCKET_QUERY_WRITE, count_for_ever, &is_second_begun, NULL, NULL, NULL, answered_cb,
                               &stopped);
  toy_wait_until (is_begun, &is_first_begun);
  toy_wait_until (is_begun, &is_second_begun);
  g_cancellable_cancel (cancellable);
  toy_wait_until (is_answered, &cancelled);
  g_assert_error (cancelled.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  docket_query_bus_stop (tally->bus);
  toy_wait_until (is_answered, &stopped);
  g_assert_error (stopped.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  docket_query_bus_read_async (tally->bus, DOCKET_QUERY_READ, count_for_ever, &is_first_begun, NULL, NULL, NULL, answered_cb, &late);
  toy_wait_until (is_answered, &late);
  g_assert_error (late.error, DOCKET_ERROR, DOCKET_ERROR_STORAGE);
  g_source_remove (tick);
  g_clear_error (&cancelled.error);
  g_clear_error (&stopped.error);
  g_clear_error (&late.error);
}

/* A reader that meets damage has the views made again, and reads the new ones. */
static void
test_damage (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (GError) damage = g_error_new (DOCKET_ERROR, DOCKET_ERROR_CORRUPT, "It smells");
  GStatBuf status;

  toy_tally_set (tally, 1, "one", 10);
  toy_tally_settle (tally);
  assert_rows (tally, NULL, NULL, 0, "1=one/20 ");
  g_assert_cmpint (g_stat (tally->read_path, &status), ==, 0);
  docket_projection_runner_report_damage (tally->runner, (guint64) status.st_ino, damage);
  toy_tally_set (tally, 2, "two", 5);
  toy_tally_settle (tally);
  assert_rows (tally, NULL, NULL, 0, "2=two/10 1=one/20 ");
}

/* With the name of the property that was notified last. */
static void
notify_cb (GObject *object G_GNUC_UNUSED, GParamSpec *pspec, gpointer data)
{
  g_string_append_printf (data, "%s ", pspec->name);
}

typedef struct
{
  DocketLiveRecord *live;
  guint n_updates;
  gint64 value;
} Watch;

static void
updated_cb (DocketLiveRecord *live G_GNUC_UNUSED, Watch *watch)
{
  watch->n_updates++;
}

static gboolean
has_value (gpointer data)
{
  Watch *watch = data;
  DocketRecord *record = docket_live_record_get_record (watch->live);

  return record != NULL && TOY_COUNTER_ANSWER (record)->value == watch->value;
}

static gboolean
has_error (gpointer data)
{
  Watch *watch = data;

  return docket_live_record_get_error (watch->live) != NULL && docket_live_record_get_record (watch->live) == NULL;
}

static void
test_live_record (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (DocketQuery) query = counter_query (1);
  g_autoptr (DocketQuery) other = counter_query (2);
  g_autoptr (GString) notified = g_string_new (NULL);
  Watch watch = { 0 };
  gpointer record;

  toy_tally_set (tally, 1, "one", 10);
  toy_tally_set (tally, 2, "two", 77);
  toy_tally_settle (tally);
  watch.live = docket_live_record_new (tally->bus, query);
  g_signal_connect (watch.live, "updated", G_CALLBACK (updated_cb), &watch);
  watch.value = 10;
  toy_wait_until (has_value, &watch);
  record = docket_live_record_get_record (watch.live);
  g_signal_connect (record, "notify", G_CALLBACK (notify_cb), notified);

  watch.value = 11;
  toy_tally_set (tally, 1, "one", 11);
  toy_tally_settle (tally);
  toy_wait_until (has_value, &watch);
  g_assert_true (docket_live_record_get_record (watch.live) == record);
  g_assert_cmpstr (notified->str, ==, "value ");
  g_assert_cmpuint (watch.n_updates, >=, 2);

  toy_tally_drop (tally, 1);
  toy_tally_settle (tally);
  toy_wait_until (has_error, &watch);

  watch.value = 77;
  docket_live_record_set_query (watch.live, counter_query (1));
  g_object_unref (docket_live_record_get_query (watch.live));
  docket_live_record_set_query (watch.live, other);
  toy_wait_until (has_value, &watch);
  g_assert_null (docket_live_record_get_error (watch.live));

  /* It may go away while it asks. */
  docket_live_record_set_query (watch.live, query);
  g_assert_finalize_object (watch.live);
}

static ToyCounterAnswer *
answer_new (const char *label, gint64 value)
{
  return g_object_new (toy_counter_answer_get_type (), "label", label, "value", value, NULL);
}

static void
count_cb (GListModel *model G_GNUC_UNUSED, guint position, guint n_removed, guint n_added, gpointer data)
{
  g_string_append_printf (data, "(%u %u %u)", position, n_removed, n_added);
}

static void
assert_update (GListStore *store, const char *labels, const char *changes)
{
  g_autoptr (GPtrArray) records = docket_records_new ();
  g_autoptr (GString) seen = g_string_new (NULL);
  gulong handler = g_signal_connect (store, "items-changed", G_CALLBACK (count_cb), seen);

  for (guint i = 0; labels[i] != '\0'; i++)
    {
      char label[2] = { labels[i], '\0' };

      if (labels[i] == '#')
        g_ptr_array_add (records, g_object_new (toy_counter_row_get_type (), NULL));
      else
        g_ptr_array_add (records, answer_new (label, labels[i]));
    }
  docket_record_store_update (store, records);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, strlen (labels));
  for (guint i = 0; labels[i] != '\0'; i++)
    {
      g_autoptr (DocketRecord) item = g_list_model_get_item (G_LIST_MODEL (store), i);

      g_assert_true (docket_record_equal (item, g_ptr_array_index (records, i)));
    }
  g_assert_cmpstr (seen->str, ==, changes);
  g_signal_handler_disconnect (store, handler);
}

static void
test_store_update (void)
{
  g_autoptr (GListStore) store = g_list_store_new (DOCKET_TYPE_RECORD);

  assert_update (store, "", "");
  assert_update (store, "abc", "(0 0 3)");
  assert_update (store, "abc", "");
  assert_update (store, "axc", "");
  assert_update (store, "zaxc", "(0 0 1)");
  assert_update (store, "zxc", "(1 1 0)");
  assert_update (store, "zx", "(2 1 0)");
  assert_update (store, "abcd", "(2 0 2)");
  assert_update (store, "ab#d", "(2 1 1)");
  assert_update (store, "", "(0 4 0)");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/query-bus/types", test_types);
  g_test_add_func ("/query-bus/ask", test_ask);
  g_test_add_func ("/query-bus/list-rows", test_list_rows);
  g_test_add_func ("/query-bus/list-rows-stopped", test_list_rows_stopped);
  g_test_add_func ("/query-bus/write-source", test_write_source);
  g_test_add_func ("/query-bus/ask-async", test_ask_async);
  g_test_add_func ("/query-bus/give-up", test_give_up);
  g_test_add_func ("/query-bus/damage", test_damage);
  g_test_add_func ("/live-record/follows", test_live_record);
  g_test_add_func ("/live-record/store-update", test_store_update);
  return g_test_run ();
}
