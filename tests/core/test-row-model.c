/* test-row-model.c: a lazy list says at every moment what the SQL says
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-row-model.h"
#include "toy-tally.h"

#include <stdlib.h>

/* A widget's view of a list: what it knows of it by its signals alone, and a selection like GtkSingleSelection's. */
typedef struct
{
  DocketRowModel *model;
  GArray *keys;
  GObject *selected;
  gint64 selected_key;
  guint selected_position;
  guint n_signals;
  guint n_swaps;
  guint largest_replacement;
} Shadow;

static void
find_again (Shadow *shadow, guint position, guint n_added)
{
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (shadow->model), i);

      if (item == shadow->selected)
        {
          shadow->selected_position = i;
          return;
        }
    }
  g_clear_object (&shadow->selected);
}

static void
items_changed_cb (GListModel *model, guint position, guint n_removed, guint n_added, Shadow *shadow)
{
  g_assert_cmpuint (position + n_removed, <=, shadow->keys->len);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, shadow->keys->len - n_removed + n_added);
  g_array_remove_range (shadow->keys, position, n_removed);
  for (guint i = 0; i < n_added; i += 1024)
    {
      gint64 keys[1024];
      guint n = MIN (1024, n_added - i);

      for (guint j = 0; j < n; j++)
        keys[j] = docket_row_model_get_key (shadow->model, position + i + j);
      g_array_insert_vals (shadow->keys, position + i, keys, n);
    }
  shadow->n_signals++;
  if (n_removed > 0 && n_added > 0)
    shadow->largest_replacement = MAX (shadow->largest_replacement, n_added);
  if (shadow->selected == NULL || shadow->selected_position < position)
    return;
  if (shadow->selected_position >= position + n_removed)
    shadow->selected_position += n_added - n_removed;
  else
    find_again (shadow, position, n_added);
}

/* What a page does: it selects again by key. */
static void
swapped_cb (DocketRowModel *model, Shadow *shadow)
{
  guint position;

  shadow->n_swaps++;
  if (shadow->selected_key != 0 && docket_row_model_find_key (model, shadow->selected_key, &position))
    {
      g_set_object (&shadow->selected, NULL);
      shadow->selected = g_list_model_get_item (G_LIST_MODEL (model), position);
      shadow->selected_position = position;
    }
}

static Shadow *
shadow_new (DocketRowModel *model)
{
  Shadow *shadow = g_new0 (Shadow, 1);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 0);
  shadow->model = model;
  shadow->keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), shadow);
  g_signal_connect (model, "swapped", G_CALLBACK (swapped_cb), shadow);
  return shadow;
}

static void
shadow_free (Shadow *shadow)
{
  g_clear_object (&shadow->selected);
  g_array_unref (shadow->keys);
  g_assert_finalize_object (shadow->model);
  g_free (shadow);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Shadow, shadow_free)

static void
shadow_select (Shadow *shadow, guint position)
{
  g_clear_object (&shadow->selected);
  shadow->selected = g_list_model_get_item (G_LIST_MODEL (shadow->model), position);
  shadow->selected_position = position;
  shadow->selected_key = docket_row_get_key (DOCKET_ROW (shadow->selected));
}

static gboolean
collect_row (DocketRow *row, gpointer data)
{
  g_ptr_array_add (data, g_object_ref (row));
  return TRUE;
}

static GPtrArray *
list_rows (ToyTally *tally, DocketRowModel *model)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  docket_query_bus_list_rows (tally->bus, docket_row_model_get_query (model), collect_row, rows, &error);
  g_assert_no_error (error);
  return rows;
}

/* held: row objects, as widgets hold them. */
typedef struct
{
  Shadow *shadow;
  GPtrArray *rows;
  GPtrArray *held;
} Expectation;

static gboolean
has_expected_keys (gpointer data)
{
  Expectation *expectation = data;
  DocketRowModel *model = expectation->shadow->model;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (model));

  if (n != expectation->rows->len)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (docket_row_model_get_key (model, i) != docket_row_get_key (g_ptr_array_index (expectation->rows, i)))
      return FALSE;
  return TRUE;
}

static gboolean
equals_expected (ToyCounterRow *row, ToyCounterRow *expected)
{
  return docket_row_is_loaded (DOCKET_ROW (row)) && row->value == expected->value && row->doubled == expected->doubled &&
         g_strcmp0 (row->label, expected->label) == 0;
}

/* Rows are held from one look to the next, or a long list would never be loaded all at once. */
static void
hold_rows (Expectation *expectation)
{
  GPtrArray *held = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *model = G_LIST_MODEL (expectation->shadow->model);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (held, g_list_model_get_item (model, i));
  g_clear_pointer (&expectation->held, g_ptr_array_unref);
  expectation->held = held;
}

static gboolean
has_expected_rows (gpointer data)
{
  Expectation *expectation = data;

  hold_rows (expectation);
  if (!has_expected_keys (data))
    return FALSE;
  for (guint i = 0; i < expectation->rows->len; i++)
    if (!equals_expected (g_ptr_array_index (expectation->held, i), g_ptr_array_index (expectation->rows, i)))
      return FALSE;
  return TRUE;
}

/* The model, and whoever followed its signals, hold what the SQL gives, in its order. */
static void
assert_model (ToyTally *tally, Shadow *shadow)
{
  g_autoptr (GPtrArray) rows = NULL;
  Expectation expectation = { shadow, NULL, NULL };

  docket_projection_runner_wait (tally->runner, -1);
  rows = expectation.rows = list_rows (tally, shadow->model);
  toy_wait_until (has_expected_rows, &expectation);
  g_clear_pointer (&expectation.held, g_ptr_array_unref);
  g_assert_cmpuint (shadow->keys->len, ==, rows->len);
  for (guint i = 0; i < rows->len; i++)
    {
      gint64 key = docket_row_get_key (g_ptr_array_index (rows, i));
      guint position = G_MAXUINT;

      g_assert_cmpint (g_array_index (shadow->keys, gint64, i), ==, key);
      g_assert_true (docket_row_model_find_key (shadow->model, key, &position));
      g_assert_cmpuint (position, ==, i);
    }
  g_assert_cmpuint (shadow->largest_replacement, <, 2048);
  if (shadow->selected != NULL)
    g_assert_cmpint (g_array_index (shadow->keys, gint64, shadow->selected_position), ==,
                     docket_row_get_key (DOCKET_ROW (shadow->selected)));
}

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
  g_autoptr (Shadow) shadow = NULL;

  g_test_message ("seed %u", seed);
  for (int i = 0; i < range / 2; i++)
    change_something (tally, random, range);
  toy_tally_settle (tally);
  shadow = shadow_new (docket_row_model_new (tally->bus, DOCKET_LIST_QUERY (first)));
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

          docket_row_model_set_query (shadow->model, DOCKET_LIST_QUERY (query));
        }
      if (g_rand_int_range (random, 0, 3) == 0)
        assert_model (tally, shadow);
      if (shadow->selected == NULL && shadow->keys->len > 0)
        shadow_select (shadow, (guint) g_rand_int_range (random, 0, (int) shadow->keys->len));
    }
  assert_model (tally, shadow);
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
  g_autoptr (Shadow) shadow = NULL;
  guint n;

  for (int i = 1; i <= 300; i++)
    toy_tally_set (tally, i, "label", 10 * i);
  toy_tally_settle (tally);
  shadow = shadow_new (docket_row_model_new (tally->bus, DOCKET_LIST_QUERY (query)));
  assert_model (tally, shadow);
  g_assert_true (is_complete (shadow->model));
  shadow_select (shadow, 150);

  /* In place: no signal at all, but the row notifies. */
  n = shadow->n_signals;
  toy_tally_set (tally, 151, "other", 1511);
  toy_tally_commit (tally);
  assert_model (tally, shadow);
  g_assert_cmpuint (shadow->n_signals, ==, n);
  g_assert_cmpstr (TOY_COUNTER_ROW (shadow->selected)->label, ==, "other");

  /* Above and below: the selection stays. */
  toy_tally_set (tally, 1000, "new", 5);
  toy_tally_drop (tally, 300);
  toy_tally_commit (tally);
  assert_model (tally, shadow);
  g_assert_cmpuint (shadow->n_signals, ==, n + 2);
  g_assert_cmpuint (shadow->selected_position, ==, 151);

  /* A short move is one signal, and the row that moves stays selected. */
  toy_tally_set (tally, 151, "other", 1400 + 5);
  toy_tally_commit (tally);
  assert_model (tally, shadow);
  g_assert_cmpuint (shadow->n_signals, ==, n + 3);
  g_assert_nonnull (shadow->selected);
  g_assert_cmpint (docket_row_get_key (DOCKET_ROW (shadow->selected)), ==, 151);

  /* Many that stand together are one signal. */
  for (int i = 0; i < 200; i++)
    toy_tally_set (tally, 2000 + i, "many", 705);
  toy_tally_commit (tally);
  assert_model (tally, shadow);
  g_assert_cmpuint (shadow->n_signals, ==, n + 4);
}

/* More than a page: rows come as they are asked for, one object for each key. */
static void
test_pages (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (ToyCountersQuery) query = toy_counters_query_new (NULL, NULL);
  g_autoptr (DocketRow) row = NULL;
  g_autoptr (DocketRow) same = NULL;
  g_autoptr (Shadow) shadow = NULL;

  for (int i = 1; i <= 2000; i++)
    toy_tally_set (tally, i, "label", i);
  toy_tally_settle (tally);
  shadow = shadow_new (docket_row_model_new (tally->bus, DOCKET_LIST_QUERY (query)));
  toy_wait_until (is_complete, shadow->model);
  g_assert_cmpint (g_list_model_get_item_type (G_LIST_MODEL (shadow->model)), ==, DOCKET_TYPE_ROW);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (shadow->model), 2000));
  row = g_list_model_get_item (G_LIST_MODEL (shadow->model), 1000);
  same = g_list_model_get_item (G_LIST_MODEL (shadow->model), 1000);
  g_assert_true (row == same);
  g_assert_false (docket_row_is_loaded (row));
  g_assert_cmpint (docket_row_get_key (row), ==, 1000);
  toy_wait_until ((gboolean (*) (gpointer)) docket_row_is_loaded, row);
  g_assert_cmpint (TOY_COUNTER_ROW (row)->value, ==, 1000);
  assert_model (tally, shadow);
  g_assert_cmpuint (docket_row_model_count_live_rows (shadow->model), <, 1000);
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
  Shadow *shadow = data;

  return shadow->keys->len > 0 && g_array_index (shadow->keys, gint64, 0) == 2000000;
}

static void
scroll (Shadow *shadow)
{
  g_autoptr (GPtrArray) window = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (shadow->model));

  for (guint at = 0; at + 200 < n; at += 9973)
    {
      for (guint i = 0; i < 200; i++)
        g_ptr_array_add (window, g_list_model_get_item (G_LIST_MODEL (shadow->model), at + i));
      if (window->len > 200)
        g_ptr_array_remove_range (window, 0, window->len - 200);
      if (at % 5 == 0)
        toy_wait_until (is_window_loaded, window);
      g_assert_cmpuint (docket_row_model_count_live_rows (shadow->model), <, 1000);
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
  g_autoptr (Shadow) shadow = NULL;
  gint64 first_visible;

  toy_wait_for_signals (tally);
  fill_million (tally);
  shadow = shadow_new (docket_row_model_new (tally->bus, DOCKET_LIST_QUERY (query)));
  toy_wait_until (is_complete, shadow->model);
  g_assert_cmpuint (shadow->keys->len, ==, 1000000);
  scroll (shadow);

  /* A row above: the selected row and the first visible one stay what they are. */
  shadow_select (shadow, 500000);
  first_visible = docket_row_model_get_key (shadow->model, 499990);
  toy_tally_set (tally, 2000000, "new", 2000000);
  toy_tally_settle (tally);
  toy_wait_until (has_key_first, shadow);
  g_assert_cmpuint (shadow->selected_position, ==, 500001);
  g_assert_cmpint (docket_row_model_get_key (shadow->model, 500001), ==, shadow->selected_key);
  g_assert_cmpint (docket_row_model_get_key (shadow->model, 499991), ==, first_visible);

  /* The same in an order that is not the key's. */
  docket_row_model_set_query (shadow->model, DOCKET_LIST_QUERY (by_value));
  toy_wait_until (is_complete, shadow->model);
  g_assert_cmpuint (shadow->keys->len, ==, 1000001);
  shadow_select (shadow, 700000);
  toy_tally_drop (tally, 2000000);
  toy_tally_set (tally, 2000000, "newer", 3000000);
  toy_tally_set (tally, 2000001, "newest", -5);
  toy_tally_settle (tally);
  toy_wait_for_signals (tally);
  while (shadow->keys->len != 1000002)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (g_array_index (shadow->keys, gint64, 1000001), ==, 2000001);
  g_assert_cmpuint (shadow->selected_position, ==, 700000);
  g_assert_cmpuint (shadow->largest_replacement, <, 2048);
  scroll (shadow);
}

/* Whatever was asked before, and however long it would take, the newest query is answered. */
static void
test_newest_wins (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (ToyCountersQuery) newest = toy_counters_query_new ("ada", "label");
  g_autoptr (Shadow) shadow = NULL;
  gpointer asked;

  toy_tally_set (tally, 1, "ada", 1);
  toy_tally_set (tally, 2, "ben", 2);
  toy_tally_settle (tally);
  shadow = shadow_new (docket_row_model_new (tally->bus, NULL));
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (ToyCountersQuery) slow = toy_counters_query_new (NULL, "value");

      slow->weight = G_MAXINT64;
      docket_row_model_set_query (shadow->model, DOCKET_LIST_QUERY (slow));
    }
  docket_row_model_set_query (shadow->model, DOCKET_LIST_QUERY (newest));
  toy_wait_until (is_complete, shadow->model);
  assert_model (tally, shadow);
  g_assert_cmpuint (shadow->keys->len, ==, 1);
  g_assert_cmpuint (shadow->n_swaps, ==, 1);
  g_object_get (shadow->model, "query", &asked, NULL);
  g_assert_true (asked == newest);
  g_object_unref (asked);

  docket_row_model_set_query (shadow->model, NULL);
  g_assert_cmpuint (shadow->keys->len, ==, 0);
}

static void
test_error (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (ToyCountersQuery) wrong = toy_counters_query_new (NULL, "size");
  g_autoptr (ToyCountersQuery) right = toy_counters_query_new (NULL, "value");
  g_autoptr (Shadow) shadow = NULL;

  toy_tally_set (tally, 1, "ada", 1);
  toy_tally_settle (tally);
  shadow = shadow_new (docket_row_model_new (tally->bus, DOCKET_LIST_QUERY (right)));
  assert_model (tally, shadow);
  docket_row_model_set_query (shadow->model, DOCKET_LIST_QUERY (wrong));
  toy_wait_until (has_error, shadow->model);
  g_assert_cmpuint (shadow->keys->len, ==, 0);
  docket_row_model_set_query (shadow->model, DOCKET_LIST_QUERY (right));
  assert_model (tally, shadow);
  g_assert_false (has_error (shadow->model));
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
  g_autoptr (Shadow) shadow = NULL;

  for (int i = 1; i <= 2000; i++)
    toy_tally_set (tally, i, "label", i);
  toy_tally_settle (tally);
  shadow = shadow_new (docket_row_model_new (tally->bus, DOCKET_LIST_QUERY (query)));
  toy_wait_until (is_complete, shadow->model);

  toy_set_unreadable_number (1500);
  row = g_list_model_get_item (G_LIST_MODEL (shadow->model), 1600);
  toy_wait_until (has_error, shadow->model);
  toy_wait_until (was_tried_again, GINT_TO_POINTER (3));
  g_assert_false (docket_row_is_loaded (row));
  g_assert_true (has_error (shadow->model));

  /* Others are read meanwhile; the trouble is not over for that. */
  other = g_list_model_get_item (G_LIST_MODEL (shadow->model), 600);
  toy_wait_until ((gboolean (*) (gpointer)) docket_row_is_loaded, other);
  g_assert_true (has_error (shadow->model));
  g_assert_cmpint (toy_count_unreadable (), <, 10);

  toy_set_unreadable_number (0);
  toy_wait_until ((gboolean (*) (gpointer)) docket_row_is_loaded, row);
  toy_wait_until (has_no_error, shadow->model);
  g_assert_cmpint (TOY_COUNTER_ROW (row)->value, ==, 1601);
}

/* The same where it is the list itself. */
static void
test_unreadable_list (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (ToyCountersQuery) query = toy_counters_query_new (NULL, "value");
  g_autoptr (Shadow) shadow = NULL;

  for (int i = 1; i <= 300; i++)
    toy_tally_set (tally, i, "label", i);
  toy_tally_settle (tally);
  toy_set_unreadable_number (1);
  shadow = shadow_new (docket_row_model_new (tally->bus, DOCKET_LIST_QUERY (query)));
  toy_wait_until (has_error, shadow->model);
  g_assert_cmpuint (shadow->keys->len, ==, 0);
  toy_set_unreadable_number (0);
  assert_model (tally, shadow);
  g_assert_false (has_error (shadow->model));
}

static gboolean
has_some (gpointer data)
{
  return ((Shadow *) data)->keys->len > 0;
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
  g_autoptr (Shadow) shadow = NULL;
  g_autoptr (Shadow) other = NULL;
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
  shadow = shadow_new (docket_row_model_new (tally->bus, DOCKET_LIST_QUERY (query)));
  toy_wait_until (is_complete, shadow->model);
  g_assert_cmpuint (shadow->keys->len, >, 0);
  g_assert_cmpuint (shadow->keys->len, <, 11000);

  /* One that has just begun to ask. */
  other = shadow_new (docket_row_model_new (tally->bus, DOCKET_LIST_QUERY (other_query)));
  toy_hold_value (0);
  toy_wait_until (has_some, other);
  assert_model (tally, shadow);
  assert_model (tally, other);
  g_assert_cmpuint (shadow->keys->len, ==, 12000);
}

/* The view is made again under the model. */
static void
test_rebuild (void)
{
  g_autoptr (ToyTally) tally = toy_tally_new ();
  g_autoptr (ToyCountersQuery) query = toy_counters_query_new (NULL, "value");
  g_autoptr (GError) error = NULL;
  g_autoptr (Shadow) shadow = NULL;

  for (int i = 1; i <= 500; i++)
    toy_tally_set (tally, i, "label", i * 7919 % 1009);
  toy_tally_settle (tally);
  shadow = shadow_new (docket_row_model_new (tally->bus, DOCKET_LIST_QUERY (query)));
  assert_model (tally, shadow);
  docket_projection_runner_rebuild (tally->runner, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_model (tally, shadow);
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
  g_autoptr (Shadow) shadow = NULL;
  DocketRowModel *model;
  guint n = 0;

  for (int i = 1; i <= 300; i++)
    toy_tally_set (tally, i, "label", i);
  toy_tally_settle (tally);
  shadow = shadow_new (docket_row_model_new (tally->bus, DOCKET_LIST_QUERY (query)));
  g_signal_connect (shadow->model, "items-changed", G_CALLBACK (ask_again_cb), &n);
  for (int i = 1; i <= 20; i++)
    {
      toy_tally_set (tally, 1000 + i, "label", 1000 - i);
      toy_tally_drop (tally, 10 * i);
      toy_tally_settle (tally);
      toy_wait_for_signals (tally);
    }
  assert_model (tally, shadow);

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
