/* test-gradual-list.c: a table is told of every change, and its slots hold the right rows
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <gtk/gtk.h>

#include "docket-gradual-list.h"
#include "docket-slot.h"

#define N_ROUNDS 2000

/* What a table knows of the list, by its signals alone. It holds some of the slots, those that it has widgets for. */
typedef struct
{
  GListStore *rows;
  GtkSingleSelection *selection;
  GPtrArray *slots;
} Table;

static void
slot_free (gpointer slot)
{
  if (slot != NULL)
    g_object_unref (slot);
}

static gboolean
has_widget (guint position)
{
  return position < 60 || (position > 300 && position < 340);
}

static void
items_changed_cb (GListModel *list, guint position, guint n_removed, guint n_added, gpointer data)
{
  Table *table = data;

  g_assert_cmpuint (position + n_removed, <=, table->slots->len);
  if (n_removed > 0)
    g_ptr_array_remove_range (table->slots, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    g_ptr_array_insert (table->slots, (int) (position + i),
                        has_widget (position + i) ? g_list_model_get_item (list, position + i) : NULL);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, table->slots->len);
}

static void
set_up (Table *table)
{
  table->rows = g_list_store_new (G_TYPE_OBJECT);
  table->selection = docket_gradual_list_new_selection (G_LIST_MODEL (table->rows), NULL);
  table->slots = g_ptr_array_new_with_free_func (slot_free);
  g_signal_connect (table->selection, "items-changed", G_CALLBACK (items_changed_cb), table);
}

static void
tear_down (Table *table)
{
  g_signal_handlers_disconnect_by_data (table->selection, table);
  g_ptr_array_unref (table->slots);
  g_assert_finalize_object (table->selection);
  g_assert_finalize_object (table->rows);
}

/* n_old rows from position on make room for new ones. */
static void
splice (Table *table, guint position, guint n_old, guint n_new)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_new; i++)
    g_ptr_array_add (rows, g_object_new (G_TYPE_OBJECT, NULL));
  g_list_store_splice (table->rows, position, n_old, rows->pdata, n_new);
}

static GObject *
get_shown (Table *table, guint position)
{
  g_autoptr (DocketSlot) slot = g_list_model_get_item (G_LIST_MODEL (table->selection), position);

  return docket_slot_get_row (slot);
}

static void
check (Table *table)
{
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (table->selection));

  g_assert_cmpuint (n_shown, ==, table->slots->len);
  for (guint i = 0; i < n_shown; i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (G_LIST_MODEL (table->rows), i);
      g_autoptr (DocketSlot) slot = g_list_model_get_item (G_LIST_MODEL (table->selection), i);

      g_assert_true (docket_slot_get_row (slot) == row);
      if (table->slots->pdata[i] != NULL)
        g_assert_true (table->slots->pdata[i] == (gpointer) slot);
    }
}

/* All of the list, as it is when its frames have come. */
static void
show_all (Table *table)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (table->rows));

  docket_gradual_list_select (table->selection, n - 1);
  gtk_single_selection_set_selected (table->selection, GTK_INVALID_LIST_POSITION);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (table->selection)), ==, n);
}

static void
test_exchange_keeps_slots (void)
{
  Table table;
  g_autoptr (DocketSlot) slot = NULL;

  set_up (&table);
  splice (&table, 0, 0, 1000);
  show_all (&table);
  slot = g_list_model_get_item (G_LIST_MODEL (table.selection), 3);
  splice (&table, 0, 1000, 7);
  g_assert_true (table.slots->pdata[3] == (gpointer) slot);
  check (&table);
  splice (&table, 0, 7, 700);
  g_assert_true (table.slots->pdata[3] == (gpointer) slot);
  check (&table);
  tear_down (&table);
}

static void
test_small_change_moves_slots (void)
{
  Table table;
  g_autoptr (DocketSlot) slot = NULL;

  set_up (&table);
  splice (&table, 0, 0, 1000);
  show_all (&table);
  slot = g_list_model_get_item (G_LIST_MODEL (table.selection), 3);
  splice (&table, 1, 0, 2);
  g_assert_true (table.slots->pdata[5] == (gpointer) slot);
  check (&table);
  tear_down (&table);
}

static void
test_selection_goes_with_its_row (void)
{
  Table table;
  GObject *row;

  set_up (&table);
  splice (&table, 0, 0, 30);
  show_all (&table);
  row = get_shown (&table, 5);
  docket_gradual_list_select (table.selection, 5);
  splice (&table, 0, 0, 17);
  g_assert_cmpuint (gtk_single_selection_get_selected (table.selection), ==, 22);
  g_assert_true (docket_gradual_list_get_selected_row (table.selection) == row);
  splice (&table, 0, 47, 60);
  g_assert_null (docket_gradual_list_get_selected_row (table.selection));
  g_assert_cmpuint (gtk_single_selection_get_selected (table.selection), ==, GTK_INVALID_LIST_POSITION);
  tear_down (&table);
}

/* Within one change. */
static void
test_selection_follows_a_move (void)
{
  Table table;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  set_up (&table);
  splice (&table, 0, 0, 300);
  show_all (&table);
  docket_gradual_list_select (table.selection, 2);
  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (rows, g_list_model_get_item (G_LIST_MODEL (table.rows), 2 - i));
  g_list_store_splice (table.rows, 0, 3, rows->pdata, 3);
  g_assert_cmpuint (gtk_single_selection_get_selected (table.selection), ==, 0);
  check (&table);
  tear_down (&table);
}

static void
test_empty_slot_is_no_choice (void)
{
  Table table;

  set_up (&table);
  splice (&table, 0, 0, 100);
  show_all (&table);
  splice (&table, 0, 100, 4);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (table.selection)), >, 4);
  gtk_single_selection_set_selected (table.selection, 10);
  g_assert_cmpuint (gtk_single_selection_get_selected (table.selection), ==, GTK_INVALID_LIST_POSITION);
  gtk_single_selection_set_selected (table.selection, 3);
  g_assert_cmpuint (gtk_single_selection_get_selected (table.selection), ==, 3);
  tear_down (&table);
}

static void
test_any_changes (void)
{
  Table table;

  set_up (&table);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      guint n = g_list_model_get_n_items (G_LIST_MODEL (table.rows));
      gboolean is_swap = g_test_rand_int_range (0, 4) == 0;
      guint position = is_swap ? 0 : (guint) g_test_rand_int_range (0, (gint32) n + 1);
      guint most = g_test_rand_int_range (0, 3) == 0 ? 500 : 20;
      guint n_removed = (guint) g_test_rand_int_range (0, (gint32) most);
      guint n_added = (guint) g_test_rand_int_range (0, (gint32) most);

      splice (&table, position, is_swap ? n : MIN (n - position, n_removed), n_added);
      n = g_list_model_get_n_items (G_LIST_MODEL (table.rows));
      if (n > 0 && g_test_rand_int_range (0, 5) == 0)
        docket_gradual_list_select (table.selection, (guint) g_test_rand_int_range (0, (gint32) n));
      check (&table);
    }
  tear_down (&table);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/gradual-list/exchange-keeps-slots", test_exchange_keeps_slots);
  g_test_add_func ("/gradual-list/small-change-moves-slots", test_small_change_moves_slots);
  g_test_add_func ("/gradual-list/selection-goes-with-its-row", test_selection_goes_with_its_row);
  g_test_add_func ("/gradual-list/selection-follows-a-move", test_selection_follows_a_move);
  g_test_add_func ("/gradual-list/empty-slot-is-no-choice", test_empty_slot_is_no_choice);
  g_test_add_func ("/gradual-list/any-changes", test_any_changes);
  return g_test_run ();
}
