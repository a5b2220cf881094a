/* docket-cell.c: one cell of a table, which costs next to nothing until it is seen
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-cell.h"

#include "docket-compat-gtk.h"
#include "docket-row.h"
#include "docket-slot.h"
#include "docket-words.h"

#define ICON_SIZE 16
#define ICON_SPACING 6

/* What a column that takes the rest of the width keeps at least. */
#define EXPANDING_CHARACTERS 14

/* As the style sheet does it with a status that matters little. */
#define DIM 0.6f

/* A table keeps some two hundred rows of widgets around the thirty that are seen, and a leap binds all of them anew. Labels would
 * shape two thousand texts for it, and ask for a new layout of the table; here a text is made, shaped and told to screen
 * readers when it is painted, and never changes a size. */
struct _DocketCell
{
  GtkWidget parent_instance;

  const DocketColumn *column;
  GHashTable *swatches;
  GObject *item;
  gulong notify_handler;
  PangoLayout *layout;
  const DocketWord *word;
  gboolean is_stale;
};

G_DEFINE_FINAL_TYPE (DocketCell, docket_cell, GTK_TYPE_WIDGET)

/* The row, if there is something to show of it. */
static GObject *
get_row (DocketCell *self)
{
  GObject *row = DOCKET_IS_SLOT (self->item) ? docket_slot_get_row (DOCKET_SLOT (self->item)) : self->item;

  return row != NULL && (!DOCKET_IS_ROW (row) || docket_row_is_loaded (DOCKET_ROW (row))) ? row : NULL;
}

/* The property itself, or what the column's function makes of up to four of them. */
static void
evaluate (DocketCell *self, GObject *row, GType type, GValue *result)
{
  const DocketColumn *column = self->column;
  const char *names[] = { column->property, column->second, column->third, column->fourth };
  GValue values[1 + G_N_ELEMENTS (names)] = { G_VALUE_INIT };
  g_autoptr (GClosure) closure = NULL;
  guint n_values = 1;

  g_value_init_from_instance (&values[0], row);
  for (guint i = 0; i < G_N_ELEMENTS (names) && names[i] != NULL; i++)
    g_object_get_property (row, names[i], &values[n_values++]);
  g_value_init (result, type);
  if (column->closure != NULL)
    {
      closure = g_cclosure_new (column->closure, NULL, NULL);
      g_closure_ref (closure);
      g_closure_sink (closure);
      g_closure_set_marshal (closure, g_cclosure_marshal_generic);
      g_closure_invoke (closure, result, n_values, values, NULL);
    }
  else if (type == G_TYPE_POINTER)
    g_value_set_pointer (result, (gpointer) docket_words_find (G_VALUE_TYPE (&values[1]), g_value_get_enum (&values[1])));
  else
    g_value_copy (&values[1], result);
  for (guint i = 0; i < n_values; i++)
    g_value_unset (&values[i]);
}

static char *
make_text (DocketCell *self)
{
  GObject *row = get_row (self);
  g_auto (GValue) value = G_VALUE_INIT;

  self->word = NULL;
  if (row == NULL)
    return g_strdup ("");
  if (self->column->cell != DOCKET_CELL_STATUS)
    {
      evaluate (self, row, G_TYPE_STRING, &value);
      return g_value_dup_string (&value);
    }
  evaluate (self, row, G_TYPE_POINTER, &value);
  self->word = g_value_get_pointer (&value);
  return g_strdup (self->word != NULL ? self->word->word : "");
}

static PangoLayout *
create_layout (DocketCell *self)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  /* Figures of one width, below each other. */
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  return layout;
}

static void
refresh (DocketCell *self)
{
  g_autofree char *text = NULL;

  if (!self->is_stale && self->layout != NULL)
    return;
  self->is_stale = FALSE;
  text = make_text (self);
  if (self->layout == NULL)
    self->layout = create_layout (self);
  pango_layout_set_text (self->layout, text != NULL ? text : "", -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text != NULL ? text : "", -1);
}

static gboolean
is_dim (DocketCell *self)
{
  return g_strcmp0 (self->word->style, "dim-label") == 0;
}

static GdkRGBA
get_icon_color (DocketCell *self)
{
  GtkWidget *swatch = self->word->style != NULL ? g_hash_table_lookup (self->swatches, self->word->style) : NULL;
  GdkRGBA color;

  docket_widget_get_color (swatch != NULL ? swatch : GTK_WIDGET (self), &color);
  if (is_dim (self))
    color.alpha *= DIM;
  return color;
}

static void
snapshot_icon (DocketCell *self, GtkSnapshot *snapshot, int x)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));
  g_autoptr (GtkIconPaintable) icon =
    gtk_icon_theme_lookup_icon (theme, self->word->icon, NULL, ICON_SIZE, gtk_widget_get_scale_factor (GTK_WIDGET (self)),
                                gtk_widget_get_direction (GTK_WIDGET (self)), GTK_ICON_LOOKUP_FORCE_SYMBOLIC);
  GdkRGBA color = get_icon_color (self);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) ((gtk_widget_get_height (GTK_WIDGET (self)) - ICON_SIZE) / 2)));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, ICON_SIZE, ICON_SIZE, &color, 1);
  gtk_snapshot_restore (snapshot);
}

static void
snapshot_text (DocketCell *self, GtkSnapshot *snapshot, int x, int width)
{
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  gboolean is_at_end = (self->column->cell == DOCKET_CELL_FIGURE) != is_rtl;
  PangoRectangle extents;
  GdkRGBA color;

  pango_layout_set_width (self->layout, MAX (width, 0) * PANGO_SCALE);
  pango_layout_get_pixel_extents (self->layout, NULL, &extents);
  docket_widget_get_color (GTK_WIDGET (self), &color);
  if (self->word != NULL && is_dim (self))
    color.alpha *= DIM;
  /* Right-to-left text is aligned by Pango within the width. */
  if (extents.x == 0 && is_at_end)
    x += width - extents.width;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) ((gtk_widget_get_height (GTK_WIDGET (self)) - extents.height) / 2)));
  gtk_snapshot_append_layout (snapshot, self->layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
docket_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  DocketCell *self = DOCKET_CELL (widget);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int width = gtk_widget_get_width (widget);
  int indent;

  refresh (self);
  indent = self->column->cell == DOCKET_CELL_STATUS ? ICON_SIZE + ICON_SPACING : 0;
  if (self->word != NULL && self->word->icon != NULL)
    snapshot_icon (self, snapshot, is_rtl ? width - ICON_SIZE : 0);
  snapshot_text (self, snapshot, is_rtl ? 0 : indent, width - indent);
}

typedef struct
{
  int height;
  int character_width;
} FontSize;

/* Of the few fonts of tables: Pango shapes a text to tell, and each of two thousand cells would ask. */
static const FontSize *
get_font_size (PangoContext *context)
{
  static GHashTable *sizes;
  static double resolution;
  const PangoFontDescription *font = pango_context_get_font_description (context);
  PangoFontMetrics *metrics;
  FontSize *size;

  if (sizes == NULL)
    sizes = g_hash_table_new_full ((GHashFunc) pango_font_description_hash, (GEqualFunc) pango_font_description_equal,
                                   (GDestroyNotify) pango_font_description_free, g_free);
  if (resolution != pango_cairo_context_get_resolution (context))
    g_hash_table_remove_all (sizes);
  resolution = pango_cairo_context_get_resolution (context);
  size = g_hash_table_lookup (sizes, font);
  if (size != NULL)
    return size;
  metrics = pango_context_get_metrics (context, NULL, NULL);
  size = g_new (FontSize, 1);
  size->height = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics));
  size->character_width = pango_font_metrics_get_approximate_char_width (metrics);
  pango_font_metrics_unref (metrics);
  g_hash_table_insert (sizes, pango_font_description_copy (font), size);
  return size;
}

static void
docket_cell_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                     int *natural_baseline)
{
  DocketCell *self = DOCKET_CELL (widget);
  const FontSize *size;

  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL && self->column->width > 0)
    return;
  size = get_font_size (gtk_widget_get_pango_context (widget));
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = PANGO_PIXELS_CEIL (EXPANDING_CHARACTERS * size->character_width);
  else
    *minimum = *natural = MAX (size->height, ICON_SIZE);
}

static void
docket_cell_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  DocketCell *self = DOCKET_CELL (widget);

  GTK_WIDGET_CLASS (docket_cell_parent_class)->css_changed (widget, change);
  if (self->layout != NULL)
    pango_layout_context_changed (self->layout);
}

static void
docket_cell_dispose (GObject *object)
{
  DocketCell *self = DOCKET_CELL (object);

  docket_cell_set_item (self, NULL);
  g_clear_object (&self->layout);
  g_clear_pointer (&self->swatches, g_hash_table_unref);
  G_OBJECT_CLASS (docket_cell_parent_class)->dispose (object);
}

static void
docket_cell_class_init (DocketCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_cell_dispose;
  widget_class->snapshot = docket_cell_snapshot;
  widget_class->measure = docket_cell_measure;
  widget_class->css_changed = docket_cell_css_changed;
  gtk_widget_class_set_css_name (widget_class, "label");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
docket_cell_init (DocketCell *self)
{
}

static void
set_stale (DocketCell *self)
{
  if (self->is_stale)
    return;
  self->is_stale = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

GtkWidget *
docket_cell_new (const DocketColumn *column, GHashTable *swatches)
{
  DocketCell *self = g_object_new (DOCKET_TYPE_CELL, NULL);

  self->column = column;
  self->swatches = g_hash_table_ref (swatches);
  if (column->style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), column->style);
  return GTK_WIDGET (self);
}

void
docket_cell_set_item (DocketCell *self, GObject *item)
{
  g_return_if_fail (DOCKET_IS_CELL (self));

  if (self->item == item)
    return;
  if (self->item != NULL)
    g_clear_signal_handler (&self->notify_handler, self->item);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  self->notify_handler = g_signal_connect_swapped (item, "notify", G_CALLBACK (set_stale), self);
  set_stale (self);
}
