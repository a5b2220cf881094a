/* docket-cells.c: cells of tables that follow their row by themselves
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-cells.h"

#include <glib/gi18n.h>

#include "docket-cell.h"

static const char column_key[] = "docket-column";
static const char swatches_key[] = "docket-swatches";
static const char width_key[] = "docket-width";

/* Widgets that nobody sees and that have the colours of the states: the cells paint their icons themselves. */
static GHashTable *
make_swatches (GtkColumnView *view)
{
  static const char *const styles[] = { "success", "warning", "error", "accent" };
  GHashTable *swatches = g_object_get_data (G_OBJECT (view), swatches_key);

  if (swatches != NULL)
    return swatches;
  swatches = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) gtk_widget_unparent);
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      GtkWidget *swatch = gtk_label_new (NULL);

      gtk_widget_add_css_class (swatch, styles[i]);
      gtk_widget_set_visible (swatch, FALSE);
      gtk_widget_set_parent (swatch, GTK_WIDGET (view));
      g_hash_table_insert (swatches, (gpointer) styles[i], swatch);
    }
  g_object_set_data_full (G_OBJECT (view), swatches_key, swatches, (GDestroyNotify) g_hash_table_unref);
  g_signal_connect_swapped (view, "destroy", G_CALLBACK (g_hash_table_remove_all), swatches);
  return swatches;
}

typedef struct
{
  const DocketColumn *column;
  GHashTable *swatches;
} CellMaker;

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  const CellMaker *maker = data;

  gtk_list_item_set_child (item, docket_cell_new (maker->column, maker->swatches));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  docket_cell_set_item (DOCKET_CELL (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  docket_cell_set_item (DOCKET_CELL (gtk_list_item_get_child (item)), NULL);
}

/* SQL sorts. The sorter is only there so that headings can be pressed and show a direction, and to be asked which was: the
 * first column whose sorter the view's own asks is the chosen one, and the view turns the answer round where it is descending. */
static const DocketColumn *probed;

static int
probe (gconstpointer a, gconstpointer b, gpointer column)
{
  if (probed == NULL)
    probed = column;
  return -1;
}

static GtkSorter *
make_sorter (const DocketColumn *column)
{
  return GTK_SORTER (gtk_custom_sorter_new (probe, (gpointer) column, NULL));
}

static void
free_maker_cb (gpointer data, GClosure *closure)
{
  CellMaker *maker = data;

  g_hash_table_unref (maker->swatches);
  g_free (maker);
}

static GtkWidget *
find_label (GtkWidget *widget)
{
  if (widget == NULL || GTK_IS_LABEL (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *label = find_label (child);

      if (label != NULL)
        return label;
    }
  return NULL;
}

/* A heading stands above its figures; columns have no property for that. The view's first child is the row of headings. */
static void
align_last_heading (GtkColumnView *view)
{
  GtkWidget *headings = gtk_widget_get_first_child (GTK_WIDGET (view));
  GtkWidget *label = headings != NULL ? find_label (gtk_widget_get_last_child (headings)) : NULL;

  if (label == NULL)
    return;
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
}

/* GTK 4.8 keeps room for columns of a fixed width also where they are hidden: they have none meanwhile. */
static void
visible_cb (GtkColumnViewColumn *column)
{
  if (gtk_column_view_column_get_visible (column))
    gtk_column_view_column_set_fixed_width (column, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (column), width_key)));
  else
    {
      g_object_set_data (G_OBJECT (column), width_key, GINT_TO_POINTER (gtk_column_view_column_get_fixed_width (column)));
      gtk_column_view_column_set_fixed_width (column, -1);
    }
}

GtkColumnViewColumn *
docket_cells_add_column (GtkColumnView *view, const DocketColumn *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) made = gtk_column_view_column_new (_(column->title), factory);
  g_autoptr (GtkSorter) sorter = column->sort != NULL ? make_sorter (column) : NULL;
  CellMaker *maker = g_new (CellMaker, 1);

  maker->column = column;
  maker->swatches = g_hash_table_ref (make_swatches (view));
  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), maker, free_maker_cb, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_column_view_column_set_sorter (made, sorter);
  gtk_column_view_column_set_resizable (made, TRUE);
  if (column->width > 0)
    gtk_column_view_column_set_fixed_width (made, column->width);
  else
    gtk_column_view_column_set_expand (made, TRUE);
  g_object_set_data (G_OBJECT (made), column_key, (gpointer) column);
  g_signal_connect (made, "notify::visible", G_CALLBACK (visible_cb), NULL);
  gtk_column_view_append_column (view, made);
  if (column->cell == DOCKET_CELL_FIGURE)
    align_last_heading (view);
  return made;
}

static const DocketColumn *
find_column (const DocketColumn *columns, guint n_columns, const char *sort)
{
  const char *name = sort[0] == '-' ? sort + 1 : sort;

  for (guint i = 0; i < n_columns; i++)
    if (g_strcmp0 (columns[i].sort, name) == 0)
      return &columns[i];
  return NULL;
}

const DocketColumn *
docket_cells_get_column (GtkColumnViewColumn *column)
{
  return g_object_get_data (G_OBJECT (column), column_key);
}

static GtkColumnViewColumn *
find_view_column (GtkColumnView *view, const DocketColumn *column)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) candidate = g_list_model_get_item (columns, i);

      if (g_object_get_data (G_OBJECT (candidate), column_key) == column)
        return candidate;
    }
  return NULL;
}

char *
docket_cells_get_sort (GtkColumnView *view)
{
  g_autoptr (GObject) item = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GObject) other = g_object_new (G_TYPE_OBJECT, NULL);
  GtkOrdering ordering;

  g_return_val_if_fail (GTK_IS_COLUMN_VIEW (view), NULL);

  probed = NULL;
  ordering = gtk_sorter_compare (gtk_column_view_get_sorter (view), item, other);
  if (probed == NULL)
    return NULL;
  return g_strconcat (ordering == GTK_ORDERING_LARGER ? "-" : "", probed->sort, NULL);
}

void
docket_cells_set_sort (GtkColumnView *view, const DocketColumn *columns, guint n_columns, const char *sort)
{
  const DocketColumn *column;

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));

  column = sort != NULL ? find_column (columns, n_columns, sort) : NULL;
  gtk_column_view_sort_by_column (view, column != NULL ? find_view_column (view, column) : NULL,
                                  sort != NULL && sort[0] == '-' ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}
