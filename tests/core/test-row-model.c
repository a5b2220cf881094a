/* test-row-model.c: a lazy list says at every moment what the SQL says
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "toy-watcher.h"

#include <stdlib.h>

static void
change_something (ToyTally *tally, GRand *random, int range)
{
  static const char *const labels[] = { "ada", "Ben", "cleo", "dan", "Eve", "fay", "ada ben", "zoe", NULL };
  int number = g_rand_int_range (random, 1, range);

  if (g_rand_int_range (random, 0, 4) == 0)
    toy_tally_drop (tally, number);
  else
    toy_tally_set (tally, number, labels[g_rand_int_range (random, 0, 9)], g_rand_int_range (random, 0, 12));
}

static ToyCountersQuery *
random_query (GRand *random)
{
  static const char *const sorts[] = { NULL, "label", "-label", "value", "-value", "case" };
  static const char *const searches[] = { NULL, NULL, "a", "b" };
  ToyCountersQuery *query = toy_counters_query_new (searches[g_rand_int_range (random, 0, 4)], sorts[g_rand_int_range (random, 0, 6)]);

  query->minimum = g_rand_int_range (random, 0, 3) == 0 ? 5 : 0;
  query->limit = g_rand_int_range (random, 0, 5) == 0 ? 20 : 0;
  return query;
}

/* Commits of all sizes, some settled, some on the heels of each other, under queries of all kinds. */
static void
run_random_session (guint32 seed, int range, guint n_steps)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (ToyCountersQuery) first = random_query (random);
  g_autoptr (ToyWatcher) watcher = NULL;

  g_test_message ("seed %u", seed);
  for (int i = 0; i < range / 2; i++)
    change_something (tally, random, range);
  toy_tally_settle (tally);
  watcher = toy_watcher_new (docket_row_model_new (tally->bus, DOCKET_LIST_QUERY (first)));
  for (guint i = 0; i < n_steps; i++)
    {
      static const int sizes[] = { 1, 1, 1, 2, 3, 10, 50, 400 };
      int n = sizes[g_rand_int_range (random, 0, G_N_ELEMENTS (sizes))];

      while (n-- > 0)
        change_something (tally, random, range);
      toy_tally_commit (tally);
      for (int k = g_rand_int_range (random, 0, 3); k > 0; k--)
        g_main_context_iteration (NULL, FALSE);
      if (g_rand_int_range (random, 0, 10) == 0)
        {
          g_autoptr (ToyCountersQuery) query = random_query (random);

          docket_row_model_set_query (watcher->model, DOCKET_LIST_QUERY (query));
        }
      if (g_rand_int_range (random, 0, 3) == 0)
        toy_watcher_assert (tally, watcher);
      if (watcher->selected == NULL && watcher->keys->len > 0)
        toy_watcher_select (watcher, (guint) g_rand_int_range (random, 0, (int) watcher->keys->len));
    }
  toy_watcher_assert (tally, watcher);
}

static void
test_random (void)
{
  for (guint i = 0; i < 6; i++)
    run_random_session ((guint32) g_test_rand_int (), i % 2 == 0 ? 40 : 1500, 60);
}

static gboolean
is_complete (gpointer data)
{
  gboolean is_complete_now;
  gboolean is_loading;

  g_object_get (data, "is-complete", &is_complete_now, "is-loading", &is_loading, NULL);
  return is_complete_now && !is_loading;
}

static gboolean
has_error (gpointer data)
{
  g_autofree char *error = NULL;

  g_object_get (data, "error", &error, NULL);
  return error != NULL;
}

/* One change, one signal, and it says exactly what happened. */
static void
test_exact (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (ToyCountersQuery) query = toy_counters_query_new (NULL, "value");
  g_autoptr (ToyWatcher) watcher = NULL;
  guint n;

  for (int i = 1; i <= 300; i++)
    toy_tally_set (tally, i, "label", 10 * i);
  toy_tally_settle (tally);
  watcher = toy_watcher_new (docket_row_model_new (tally->bus, DOCKET_LIST_QUERY (query)));
  toy_watcher_assert (tally, watcher);
  g_assert_true (is_complete (watcher->model));
  toy_watcher_select (watcher, 150);

  /* In place: no signal at all, but the row notifies. */
  n = watcher->n_signals;
  toy_tally_set (tally, 151, "other", 1511);
  toy_tally_commit (tally);
  toy_watcher_assert (tally, watcher);
  g_assert_cmpuint (watcher->n_signals, ==, n);
  g_assert_cmpstr (TOY_COUNTER_ROW (watcher->selected)->label, ==, "other");

  /* Above and below: the selection stays. */
  toy_tally_set (tally, 1000, "new", 5);
  toy_tally_drop (tally, 300);
  toy_tally_commit (tally);
  toy_watcher_assert (tally, watcher);
  g_assert_cmpuint (watcher->n_signals, ==, n + 2);
  g_assert_cmpuint (watcher->selected_position, ==, 151);

  /* A short move is one signal, and the row that moves stays selected. */
  toy_tally_set (tally, 151, "other", 1400 + 5);
  toy_tally_commit (tally);
  toy_watcher_assert (tally, watcher);
  g_assert_cmpuint (watcher->n_signals, ==, n + 3);
  g_assert_nonnull (watcher->selected);
  g_assert_cmpint (docket_row_get_key (DOCKET_ROW (watcher->selected)), ==, 151);

  /* Many that stand together are one signal: no more than a machine under load takes in one batch. */
  for (int i = 0; i < 16; i++)
    toy_tally_set (tally, 2000 + i, "many", 705);
  toy_tally_commit (tally);
  toy_watcher_assert (tally, watcher);
  g_assert_cmpuint (watcher->n_signals, ==, n + 4);
}

/* More than a page: rows come as they are asked for, one object for each key. */
static void
test_pages (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (ToyCountersQuery) query = toy_counters_query_new (NULL, NULL);
  g_autoptr (DocketRow) row = NULL;
  g_autoptr (DocketRow) same = NULL;
  g_autoptr (ToyWatcher) watcher = NULL;

  for (int i = 1; i <= 2000; i++)
    toy_tally_set (tally, i, "label", i);
  toy_tally_settle (tally);
  watcher = toy_watcher_new (docket_row_model_new (tally->bus, DOCKET_LIST_QUERY (query)));
  toy_wait_until (is_complete, watcher->model);
  g_assert_cmpint (g_list_model_get_item_type (G_LIST_MODEL (watcher->model)), ==, DOCKET_TYPE_ROW);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (watcher->model), 2000));
  row = g_list_model_get_item (G_LIST_MODEL (watcher->model), 1000);
  same = g_list_model_get_item (G_LIST_MODEL (watcher->model), 1000);
  g_assert_true (row == same);
  g_assert_false (docket_row_is_loaded (row));
  g_assert_cmpint (docket_row_get_key (row), ==, 1000);
  toy_wait_until ((gboolean (*) (gpointer)) docket_row_is_loaded, row);
  g_assert_cmpint (TOY_COUNTER_ROW (row)->value, ==, 1000);
  toy_watcher_assert (tally, watcher);
  g_assert_cmpuint (docket_row_model_count_live_rows (watcher->model), <, 1000);
}

static void
fill_million (ToyTally *tally)
{
  toy_tally_stop (tally);
  toy_tally_script (tally->read_path,
                    "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 1000000)"
                    " INSERT INTO counters SELECT i, 'counter ' || i, i * 7919 % 1000003 FROM n;"
                    " CREATE INDEX counters_value ON counters (value)");
  toy_tally_start (tally);
}

static gboolean
is_window_loaded (gpointer data)
{
  GPtrArray *window = data;

  for (guint i = 0; i < window->len; i++)
    if (!docket_row_is_loaded (g_ptr_array_index (window, i)))
      return FALSE;
  return TRUE;
}

static gboolean
has_key_first (gpointer data)
{
  ToyWatcher *watcher = data;

  return watcher->keys->len > 0 && g_array_index (watcher->keys, gint64, 0) == 2000000;
}

static void
scroll (ToyWatcher *watcher)
{
  g_autoptr (GPtrArray) window = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (watcher->model));

  for (guint at = 0; at + 200 < n; at += 9973)
    {
      for (guint i = 0; i < 200; i++)
        g_ptr_array_add (window, g_list_model_get_item (G_LIST_MODEL (watcher->model), at + i));
      if (window->len > 200)
        g_ptr_array_remove_range (window, 0, window->len - 200);
      if (at % 5 == 0)
        toy_wait_until (is_window_loaded, window);
      g_assert_cmpuint (docket_row_model_count_live_rows (watcher->model), <, 1000);
    }
  toy_wait_until (is_window_loaded, window);
}

/* What a list of a million rows costs: eight bytes a row, and the objects of what is shown. */
static void
test_million (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (ToyCountersQuery) query = toy_counters_query_new (NULL, NULL);
  g_autoptr (ToyCountersQuery) by_value = toy_counters_query_new (NULL, "-value");
  g_autoptr (ToyWatcher) watcher = NULL;
  gint64 first_visible;

  toy_wait_for_signals (tally);
  fill_million (tally);
  watcher = toy_watcher_new (docket_row_model_new (tally->bus, DOCKET_LIST_QUERY (query)));
  toy_wait_until (is_complete, watcher->model);
  g_assert_cmpuint (watcher->keys->len, ==, 1000000);
  scroll (watcher);

  /* A row above: the selected row and the first visible one stay what they are. */
  toy_watcher_select (watcher, 500000);
  first_visible = docket_row_model_get_key (watcher->model, 499990);
  toy_tally_set (tally, 2000000, "new", 2000000);
  toy_tally_settle (tally);
  toy_wait_until (has_key_first, watcher);
  g_assert_cmpuint (watcher->selected_position, ==, 500001);
  g_assert_cmpint (docket_row_model_get_key (watcher->model, 500001), ==, watcher->selected_key);
  g_assert_cmpint (docket_row_model_get_key (watcher->model, 499991), ==, first_visible);

  /* The same in an order that is not the key's. */
  docket_row_model_set_query (watcher->model, DOCKET_LIST_QUERY (by_value));
  toy_wait_until (is_complete, watcher->model);
  g_assert_cmpuint (watcher->keys->len, ==, 1000001);
  toy_watcher_select (watcher, 700000);
  toy_tally_drop (tally, 2000000);
  toy_tally_set (tally, 2000000, "newer", 3000000);
  toy_tally_set (tally, 2000001, "newest", -5);
  toy_tally_settle (tally);
  toy_wait_for_signals (tally);
  while (watcher->keys->len != 1000002)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (g_array_index (watcher->keys, gint64, 1000001), ==, 2000001);
  g_assert_cmpuint (watcher->selected_position, ==, 700000);
  g_assert_cmpuint (watcher->largest_replacement, <, 2048);
  scroll (watcher);
}

/* Whatever was asked before, and however long it would take, the newest query is answered. */
static void
test_newest_wins (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (ToyCountersQuery) newest = toy_counters_query_new ("ada", "label");
  g_autoptr (ToyWatcher) watcher = NULL;
  gpointer asked;

  toy_tally_set (tally, 1, "ada", 1);
  toy_tally_set (tally, 2, "ben", 2);
  toy_tally_settle (tally);
  watcher = toy_watcher_new (docket_row_model_new (tally->bus, NULL));
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (ToyCountersQuery) slow = toy_counters_query_new (NULL, "value");

      slow->weight = G_MAXINT64;
      docket_row_model_set_query (watcher->model, DOCKET_LIST_QUERY (slow));
    }
  docket_row_model_set_query (watcher->model, DOCKET_LIST_QUERY (newest));
  toy_wait_until (is_complete, watcher->model);
  toy_watcher_assert (tally, watcher);
  g_assert_cmpuint (watcher->keys->len, ==, 1);
  g_assert_cmpuint (watcher->n_swaps, ==, 1);
  g_object_get (watcher->model, "query", &asked, NULL);
  g_assert_true (asked == newest);
  g_object_unref (asked);

  docket_row_model_set_query (watcher->model, NULL);
  g_assert_cmpuint (watcher->keys->len, ==, 0);
}

static void
test_error (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (ToyCountersQuery) wrong = toy_counters_query_new (NULL, "size");
  g_autoptr (ToyCountersQuery) right = toy_counters_query_new (NULL, "value");
  g_autoptr (ToyWatcher) watcher = NULL;

  toy_tally_set (tally, 1, "ada", 1);
  toy_tally_settle (tally);
  watcher = toy_watcher_new (docket_row_model_new (tally->bus, DOCKET_LIST_QUERY (right)));
  toy_watcher_assert (tally, watcher);
  docket_row_model_set_query (watcher->model, DOCKET_LIST_QUERY (wrong));
  toy_wait_until (has_error, watcher->model);
  g_assert_cmpuint (watcher->keys->len, ==, 0);
  docket_row_model_set_query (watcher->model, DOCKET_LIST_QUERY (right));
  toy_watcher_assert (tally, watcher);
  g_assert_false (has_error (watcher->model));
}

static gboolean
was_tried_again (gpointer data)
{
  return toy_count_unreadable () >= GPOINTER_TO_INT (data);
}

static gboolean
has_no_error (gpointer data)
{
  return !has_error (data);
}

/* A page that cannot be read is told, tried again by and by, and there once it can be read, without a change. */
static void
test_unreadable_page (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (ToyCountersQuery) query = toy_counters_query_new (NULL, "value");
  g_autoptr (DocketRow) row = NULL;
  g_autoptr (DocketRow) other = NULL;
  g_autoptr (ToyWatcher) watcher = NULL;

  for (int i = 1; i <= 2000; i++)
    toy_tally_set (tally, i, "label", i);
  toy_tally_settle (tally);
  watcher = toy_watcher_new (docket_row_model_new (tally->bus, DOCKET_LIST_QUERY (query)));
  toy_wait_until (is_complete, watcher->model);

  toy_set_unreadable_number (1500);
  row = g_list_model_get_item (G_LIST_MODEL (watcher->model), 1600);
  toy_wait_until (has_error, watcher->model);
  toy_wait_until (was_tried_again, GINT_TO_POINTER (3));
  g_assert_false (docket_row_is_loaded (row));
  g_assert_true (has_error (watcher->model));

  /* Others are read meanwhile; the trouble is not over for that. */
  other = g_list_model_get_item (G_LIST_MODEL (watcher->model), 600);
  toy_wait_until ((gboolean (*) (gpointer)) docket_row_is_loaded, other);
  g_assert_true (has_error (watcher->model));
  g_assert_cmpint (toy_count_unreadable (), <, 10);

  toy_set_unreadable_number (0);
  toy_wait_until ((gboolean (*) (gpointer)) docket_row_is_loaded, row);
  toy_wait_until (has_no_error, watcher->model);
  g_assert_cmpint (TOY_COUNTER_ROW (row)->value, ==, 1601);
}

/* The same where it is the list itself. */
static void
test_unreadable_list (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (ToyCountersQuery) query = toy_counters_query_new (NULL, "value");
  g_autoptr (ToyWatcher) watcher = NULL;

  for (int i = 1; i <= 300; i++)
    toy_tally_set (tally, i, "label", i);
  toy_tally_settle (tally);
  toy_set_unreadable_number (1);
  watcher = toy_watcher_new (docket_row_model_new (tally->bus, DOCKET_LIST_QUERY (query)));
  toy_wait_until (has_error, watcher->model);
  g_assert_cmpuint (watcher->keys->len, ==, 0);
  toy_set_unreadable_number (0);
  toy_watcher_assert (tally, watcher);
  g_assert_false (has_error (watcher->model));
}

static gboolean
has_some (gpointer data)
{
  return ((ToyWatcher *) data)->keys->len > 0;
}

static void
note_progress_cb (DocketProjectionRunner *runner G_GNUC_UNUSED, const char *view G_GNUC_UNUSED, gint64 position,
                  gint64 last_position G_GNUC_UNUSED, gpointer data)
{
  *(gint64 *) data = position;
}

static gboolean
has_progressed (gpointer data)
{
  return *(gint64 *) data > 0;
}

/* As after an update: the program starts, all views are made again, and somebody looks at a list that is half made. */
static void
test_open_during_rebuild (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (ToyCountersQuery) query = toy_counters_query_new (NULL, "value");
  g_autoptr (ToyCountersQuery) other_query = toy_counters_query_new (NULL, "-value");
  g_autoptr (ToyWatcher) watcher = NULL;
  g_autoptr (ToyWatcher) other = NULL;
  gint64 progress = 0;

  for (int i = 1; i <= 12000; i++)
    toy_tally_set (tally, i, "label", i);
  toy_tally_settle (tally);
  toy_tally_stop (tally);
  toy_tally_script (tally->read_path, "DELETE FROM checkpoint");

  toy_hold_value (11000);
  toy_tally_start (tally);
  g_signal_connect (tally->runner, "progress", G_CALLBACK (note_progress_cb), &progress);
  toy_wait_until (has_progressed, &progress);
  watcher = toy_watcher_new (docket_row_model_new (tally->bus, DOCKET_LIST_QUERY (query)));
  toy_wait_until (is_complete, watcher->model);
  g_assert_cmpuint (watcher->keys->len, >, 0);
  g_assert_cmpuint (watcher->keys->len, <, 11000);

  /* One that has just begun to ask. */
  other = toy_watcher_new (docket_row_model_new (tally->bus, DOCKET_LIST_QUERY (other_query)));
  toy_hold_value (0);
  toy_wait_until (has_some, other);
  toy_watcher_assert (tally, watcher);
  toy_watcher_assert (tally, other);
  g_assert_cmpuint (watcher->keys->len, ==, 12000);
}

/* The view is made again under the model. */
static void
test_rebuild (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (ToyCountersQuery) query = toy_counters_query_new (NULL, "value");
  g_autoptr (GError) error = NULL;
  g_autoptr (ToyWatcher) watcher = NULL;

  for (int i = 1; i <= 500; i++)
    toy_tally_set (tally, i, "label", i * 7919 % 1009);
  toy_tally_settle (tally);
  watcher = toy_watcher_new (docket_row_model_new (tally->bus, DOCKET_LIST_QUERY (query)));
  toy_watcher_assert (tally, watcher);
  docket_projection_runner_rebuild (tally->runner, NULL, NULL, &error);
  g_assert_no_error (error);
  toy_watcher_assert (tally, watcher);
}

/* Whoever hears of a change may ask for something else, or let go, at once. */
static void
ask_again_cb (GListModel *model, guint position G_GNUC_UNUSED, guint n_removed G_GNUC_UNUSED, guint n_added G_GNUC_UNUSED,
              gpointer data)
{
  g_autoptr (ToyCountersQuery) query = toy_counters_query_new (NULL, "-value");
  guint *n = data;

  if (++*n % 2 == 0 && *n < 20)
    docket_row_model_set_query (DOCKET_ROW_MODEL (model), DOCKET_LIST_QUERY (query));
}

static void
dispose_cb (GListModel *model, guint position G_GNUC_UNUSED, guint n_removed G_GNUC_UNUSED, guint n_added G_GNUC_UNUSED,
            gpointer data G_GNUC_UNUSED)
{
  g_object_run_dispose (G_OBJECT (model));
}

static void
test_reentrant (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (ToyCountersQuery) query = toy_counters_query_new (NULL, "value");
  g_autoptr (ToyWatcher) watcher = NULL;
  DocketRowModel *model;
  guint n = 0;

  for (int i = 1; i <= 300; i++)
    toy_tally_set (tally, i, "label", i);
  toy_tally_settle (tally);
  watcher = toy_watcher_new (docket_row_model_new (tally->bus, DOCKET_LIST_QUERY (query)));
  g_signal_connect (watcher->model, "items-changed", G_CALLBACK (ask_again_cb), &n);
  for (int i = 1; i <= 20; i++)
    {
      toy_tally_set (tally, 1000 + i, "label", 1000 - i);
      toy_tally_drop (tally, 10 * i);
      toy_tally_settle (tally);
      toy_wait_for_signals (tally);
    }
  /* From the second change on, which the rows after the first page are, the same is asked for again and again. */
  while (n < 2)
    g_main_context_iteration (NULL, TRUE);
  toy_watcher_assert (tally, watcher);

  for (guint i = 0; i < 3; i++)
    {
      model = docket_row_model_new (tally->bus, DOCKET_LIST_QUERY (query));
      if (i == 0)
        g_signal_connect (model, "items-changed", G_CALLBACK (dispose_cb), NULL);
      for (guint k = 0; k < 3 * i; k++)
        g_main_context_iteration (NULL, FALSE);
      if (i == 0)
        while (docket_row_model_get_query (model) != NULL)
          g_main_context_iteration (NULL, TRUE);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_assert_finalize_object (model);
    }
}

/* A list of the log is read again when the views have caught up. */
static gboolean
has_three (gpointer data)
{
  return g_list_model_get_n_items (data) == 3;
}

static void
test_log (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (DocketListQuery) query = g_object_new (toy_log_query_get_type (), NULL);
  DocketRowModel *model;

  toy_tally_set (tally, 1, "ada", 1);
  toy_tally_settle (tally);
  model = docket_row_model_new (tally->bus, query);
  toy_wait_until (is_complete, model);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 1);
  toy_tally_set (tally, 2, "ben", 1);
  toy_tally_set (tally, 3, "cleo", 1);
  toy_tally_settle (tally);
  toy_wait_until (has_three, model);
  g_assert_finalize_object (model);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/row-model/exact", test_exact);
  g_test_add_func ("/row-model/pages", test_pages);
  g_test_add_func ("/row-model/random", test_random);
  g_test_add_func ("/row-model/million", test_million);
  g_test_add_func ("/row-model/newest-wins", test_newest_wins);
  g_test_add_func ("/row-model/error", test_error);
  g_test_add_func ("/row-model/unreadable-page", test_unreadable_page);
  g_test_add_func ("/row-model/unreadable-list", test_unreadable_list);
  g_test_add_func ("/row-model/rebuild", test_rebuild);
  g_test_add_func ("/row-model/open-during-rebuild", test_open_during_rebuild);
  g_test_add_func ("/row-model/reentrant", test_reentrant);
  g_test_add_func ("/row-model/log", test_log);
  return g_test_run ();
}
