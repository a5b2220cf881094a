/* docket-two-columns.c: two columns that fold to one where there is no room
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-two-columns.h"

#define NARROWEST_END 280
#define WIDEST_END 380

struct _DocketTwoColumns
{
  GtkWidget parent_instance;

  GtkWidget *start;
  GtkWidget *end;
  int fold_width;
  int spacing;
};

G_DEFINE_FINAL_TYPE (DocketTwoColumns, docket_two_columns, GTK_TYPE_WIDGET)

enum
{
  PROP_START = 1,
  PROP_END,
  PROP_FOLD_WIDTH,
  PROP_SPACING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

typedef struct
{
  gboolean is_folded;
  int start_width;
  int end_width;
} Widths;

/* The narrow column takes a third, but neither less than its content needs nor more than reads well. */
static Widths
divide (DocketTwoColumns *self, int width)
{
  Widths widths = { TRUE, width, width };
  int least_start, least_end, end;

  gtk_widget_measure (self->start, GTK_ORIENTATION_HORIZONTAL, -1, &least_start, NULL, NULL, NULL);
  gtk_widget_measure (self->end, GTK_ORIENTATION_HORIZONTAL, -1, &least_end, NULL, NULL, NULL);
  end = MAX (CLAMP (width / 3, NARROWEST_END, WIDEST_END), least_end);
  if (width < self->fold_width || width - self->spacing - end < least_start)
    return widths;
  widths.is_folded = FALSE;
  widths.end_width = end;
  widths.start_width = width - self->spacing - end;
  return widths;
}

static int
get_height (GtkWidget *child, int width)
{
  int least;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &least, NULL, NULL, NULL);
  return least;
}

static void
measure_width (DocketTwoColumns *self, int *minimum, int *natural)
{
  int start_minimum, start_natural, end_minimum, end_natural;

  gtk_widget_measure (self->start, GTK_ORIENTATION_HORIZONTAL, -1, &start_minimum, &start_natural, NULL, NULL);
  gtk_widget_measure (self->end, GTK_ORIENTATION_HORIZONTAL, -1, &end_minimum, &end_natural, NULL, NULL);
  *minimum = MAX (start_minimum, end_minimum);
  *natural = MAX (start_natural + self->spacing + end_natural, self->fold_width);
}

static int
measure_height (DocketTwoColumns *self, int width)
{
  Widths widths;
  int start, end, natural;

  if (width < 0)
    measure_width (self, &start, &width);
  widths = divide (self, width);
  start = get_height (self->start, widths.start_width);
  end = get_height (self->end, widths.end_width);
  natural = widths.is_folded ? start + self->spacing + end : MAX (start, end);
  return natural;
}

static GtkSizeRequestMode
docket_two_columns_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
docket_two_columns_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                        int *natural_baseline)
{
  DocketTwoColumns *self = DOCKET_TWO_COLUMNS (widget);

  *minimum_baseline = *natural_baseline = -1;
  if (self->start == NULL || self->end == NULL)
    *minimum = *natural = 0;
  else if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (self, minimum, natural);
  else
    *minimum = *natural = measure_height (self, for_size);
}

static void
docket_two_columns_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  DocketTwoColumns *self = DOCKET_TWO_COLUMNS (widget);
  gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkAllocation start = { 0, 0, width, height };
  GtkAllocation end = start;
  Widths widths;

  if (self->start == NULL || self->end == NULL)
    return;
  widths = divide (self, width);
  if (widths.is_folded)
    {
      start.height = get_height (self->start, width);
      end.y = start.height + self->spacing;
      end.height = MAX (height - end.y, get_height (self->end, width));
    }
  else
    {
      start.width = widths.start_width;
      end.width = widths.end_width;
      start.x = is_mirrored ? width - start.width : 0;
      end.x = is_mirrored ? 0 : width - end.width;
    }
  gtk_widget_size_allocate (self->start, &start, -1);
  gtk_widget_size_allocate (self->end, &end, -1);
}

static void
set_child (DocketTwoColumns *self, GtkWidget **child, GtkWidget *widget, GtkWidget *previous)
{
  if (*child != NULL)
    gtk_widget_unparent (*child);
  *child = widget;
  if (widget != NULL)
    gtk_widget_insert_after (widget, GTK_WIDGET (self), previous);
}

static void
docket_two_columns_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DocketTwoColumns *self = DOCKET_TWO_COLUMNS (object);

  switch (id)
    {
    case PROP_START:
      g_value_set_object (value, self->start);
      break;
    case PROP_END:
      g_value_set_object (value, self->end);
      break;
    case PROP_FOLD_WIDTH:
      g_value_set_int (value, self->fold_width);
      break;
    case PROP_SPACING:
      g_value_set_int (value, self->spacing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
docket_two_columns_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  DocketTwoColumns *self = DOCKET_TWO_COLUMNS (object);

  switch (id)
    {
    case PROP_START:
      set_child (self, &self->start, g_value_get_object (value), NULL);
      break;
    case PROP_END:
      set_child (self, &self->end, g_value_get_object (value), self->start);
      break;
    case PROP_FOLD_WIDTH:
      self->fold_width = g_value_get_int (value);
      break;
    case PROP_SPACING:
      self->spacing = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
docket_two_columns_dispose (GObject *object)
{
  DocketTwoColumns *self = DOCKET_TWO_COLUMNS (object);

  g_clear_pointer (&self->start, gtk_widget_unparent);
  g_clear_pointer (&self->end, gtk_widget_unparent);
  G_OBJECT_CLASS (docket_two_columns_parent_class)->dispose (object);
}

static void
docket_two_columns_class_init (DocketTwoColumnsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = docket_two_columns_get_property;
  object_class->set_property = docket_two_columns_set_property;
  object_class->dispose = docket_two_columns_dispose;
  widget_class->get_request_mode = docket_two_columns_get_request_mode;
  widget_class->measure = docket_two_columns_measure;
  widget_class->size_allocate = docket_two_columns_size_allocate;
  properties[PROP_START] = g_param_spec_object ("start", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_END] = g_param_spec_object ("end", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_FOLD_WIDTH] = g_param_spec_int ("fold-width", NULL, NULL, 0, G_MAXINT, 720, flags);
  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 24, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
docket_two_columns_init (DocketTwoColumns *self)
{
  self->fold_width = 720;
  self->spacing = 24;
}
