/* docket-cells.c: cells of tables that follow their row by themselves
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-cells.h"

#include <glib/gi18n.h>
#include <string.h>

#include "docket-row.h"
#include "docket-status-label.h"

/* What a column that takes the rest of the width keeps at least. */
#define EXPANDING_CHARACTERS 14

static const char column_key[] = "docket-column";
static const char width_key[] = "docket-width";

/* The item of the cell: what all properties are looked up in. */
static GtkExpression *
item_property (GType row_type, const char *property)
{
  return gtk_property_expression_new (row_type, gtk_property_expression_new (GTK_TYPE_LIST_ITEM, NULL, "item"), property);
}

/* What a closure makes of properties of the row. */
static GtkExpression *
row_closure (GType row_type, GType value_type, GCallback closure, const char *const *names)
{
  GtkExpression *parameters[4];
  guint n_parameters = 0;

  while (n_parameters < G_N_ELEMENTS (parameters) && names[n_parameters] != NULL)
    {
      parameters[n_parameters] = item_property (row_type, names[n_parameters]);
      n_parameters++;
    }
  return gtk_cclosure_expression_new (value_type, NULL, n_parameters, parameters, closure, NULL, NULL);
}

/* Text of the row: the property itself, or what a closure makes of it. */
static GtkExpression *
row_text (GType row_type, const char *const *names, GCallback closure)
{
  return closure == NULL ? item_property (row_type, names[0]) : row_closure (row_type, G_TYPE_STRING, closure, names);
}

static GtkWidget *
make_label (const DocketColumn *column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), column->cell == DOCKET_CELL_FIGURE ? 1 : 0);
  if (column->width == 0)
    gtk_label_set_width_chars (GTK_LABEL (label), EXPANDING_CHARACTERS);
  if (column->cell == DOCKET_CELL_FIGURE)
    gtk_widget_add_css_class (label, "numeric");
  return label;
}

/* A row that is still on its way has all its codes at 0, which would be words: show none of them before it is there. */
static int
loaded_value (gpointer object, gboolean is_loaded, int value)
{
  return is_loaded ? value : -1;
}

static void
bind_status (GtkWidget *label, GtkListItem *item, GType row_type, const DocketColumn *column)
{
  const char *plain[] = { "is-loaded", column->property, NULL };
  const char *words[] = { column->property, column->second, column->third, column->fourth, NULL };

  if (column->closure == NULL)
    gtk_expression_bind (row_closure (row_type, G_TYPE_INT, G_CALLBACK (loaded_value), plain), label, "value", item);
  else
    gtk_expression_bind (row_closure (row_type, G_TYPE_POINTER, column->closure, words), label, "word", item);
}

static GType
get_status_type (GType row_type, const char *property)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (row_type);
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_CLASS (klass), property);

  g_assert (pspec != NULL);
  return G_PARAM_SPEC_VALUE_TYPE (pspec);
}

typedef struct
{
  const DocketColumn *column;
  GType row_type;
} CellMaker;

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  const CellMaker *maker = data;
  const DocketColumn *column = maker->column;
  const char *names[] = { column->property, column->second, column->third, column->fourth, NULL };
  GtkWidget *child;

  if (column->cell == DOCKET_CELL_STATUS)
    {
      child = docket_status_label_new (get_status_type (maker->row_type, column->property));
      bind_status (child, item, maker->row_type, column);
    }
  else
    {
      child = make_label (column);
      gtk_expression_bind (row_text (maker->row_type, names, column->closure), child, "label", item);
    }
  if (column->style != NULL)
    gtk_widget_add_css_class (child, column->style);
  gtk_list_item_set_child (item, child);
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
  g_free (data);
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
docket_cells_add_column (GtkColumnView *view, GType row_type, const DocketColumn *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) made = gtk_column_view_column_new (_(column->title), factory);
  g_autoptr (GtkSorter) sorter = column->sort != NULL ? make_sorter (column) : NULL;
  CellMaker *maker = g_new (CellMaker, 1);

  maker->column = column;
  maker->row_type = row_type;
  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), maker, free_maker_cb, 0);
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

void
docket_cells_bind_label (GtkLabel *label, GtkListItem *item, GType row_type, const char *property, GCallback closure,
                         const char *second)
{
  const char *names[] = { property, second, NULL };

  g_return_if_fail (GTK_IS_LABEL (label));

  gtk_expression_bind (row_text (row_type, names, closure), label, "label", item);
}
