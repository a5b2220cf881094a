/* toy-watcher.c: what a widget knows of a list, to compare with what the SQL says
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "toy-watcher.h"

static void
find_again (ToyWatcher *watcher, guint position, guint n_added)
{
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (watcher->model), i);

      if (item == watcher->selected)
        {
          watcher->selected_position = i;
          return;
        }
    }
  g_clear_object (&watcher->selected);
}

static void
items_changed_cb (GListModel *model, guint position, guint n_removed, guint n_added, ToyWatcher *watcher)
{
  g_assert_cmpuint (position + n_removed, <=, watcher->keys->len);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, watcher->keys->len - n_removed + n_added);
  g_array_remove_range (watcher->keys, position, n_removed);
  for (guint i = 0; i < n_added; i += 1024)
    {
      gint64 keys[1024];
      guint n = MIN (1024, n_added - i);

      for (guint j = 0; j < n; j++)
        keys[j] = docket_row_model_get_key (watcher->model, position + i + j);
      g_array_insert_vals (watcher->keys, position + i, keys, n);
    }
  watcher->n_signals++;
  if (n_removed > 0 && n_added > 0)
    watcher->largest_replacement = MAX (watcher->largest_replacement, n_added);
  if (watcher->selected == NULL || watcher->selected_position < position)
    return;
  if (watcher->selected_position >= position + n_removed)
    watcher->selected_position += n_added - n_removed;
  else
    find_again (watcher, position, n_added);
}

/* What a page does: it selects again by key. */
static void
swapped_cb (DocketRowModel *model, ToyWatcher *watcher)
{
  guint position;

  watcher->n_swaps++;
  if (watcher->selected_key != 0 && docket_row_model_find_key (model, watcher->selected_key, &position))
    {
      g_set_object (&watcher->selected, NULL);
      watcher->selected = g_list_model_get_item (G_LIST_MODEL (model), position);
      watcher->selected_position = position;
    }
}

ToyWatcher *
toy_watcher_new (DocketRowModel *model)
{
  ToyWatcher *watcher = g_new0 (ToyWatcher, 1);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 0);
  watcher->model = model;
  watcher->keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), watcher);
  g_signal_connect (model, "swapped", G_CALLBACK (swapped_cb), watcher);
  return watcher;
}

void
toy_watcher_free (ToyWatcher *watcher)
{
  g_clear_object (&watcher->selected);
  g_array_unref (watcher->keys);
  g_assert_finalize_object (watcher->model);
  g_free (watcher);
}

void
toy_watcher_select (ToyWatcher *watcher, guint position)
{
  g_clear_object (&watcher->selected);
  watcher->selected = g_list_model_get_item (G_LIST_MODEL (watcher->model), position);
  watcher->selected_position = position;
  watcher->selected_key = docket_row_get_key (DOCKET_ROW (watcher->selected));
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
  ToyWatcher *watcher;
  GPtrArray *rows;
  GPtrArray *held;
} Expectation;

static gboolean
has_expected_keys (gpointer data)
{
  Expectation *expectation = data;
  DocketRowModel *model = expectation->watcher->model;
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
  GListModel *model = G_LIST_MODEL (expectation->watcher->model);

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

void
toy_watcher_assert (ToyTally *tally, ToyWatcher *watcher)
{
  g_autoptr (GPtrArray) rows = NULL;
  Expectation expectation = { watcher, NULL, NULL };

  docket_projection_runner_wait (tally->runner, -1);
  rows = expectation.rows = list_rows (tally, watcher->model);
  toy_wait_until (has_expected_rows, &expectation);
  g_clear_pointer (&expectation.held, g_ptr_array_unref);
  g_assert_cmpuint (watcher->keys->len, ==, rows->len);
  for (guint i = 0; i < rows->len; i++)
    {
      gint64 key = docket_row_get_key (g_ptr_array_index (rows, i));
      guint position = G_MAXUINT;

      g_assert_cmpint (g_array_index (watcher->keys, gint64, i), ==, key);
      g_assert_true (docket_row_model_find_key (watcher->model, key, &position));
      g_assert_cmpuint (position, ==, i);
    }
  g_assert_cmpuint (watcher->largest_replacement, <, 2048);
  if (watcher->selected != NULL)
    g_assert_cmpint (g_array_index (watcher->keys, gint64, watcher->selected_position), ==,
                     docket_row_get_key (DOCKET_ROW (watcher->selected)));
}
