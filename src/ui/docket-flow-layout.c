/* docket-flow-layout.c: columns of one width, as many as there is room for
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-flow-layout.h"

struct _DocketFlowLayout
{
  GtkLayoutManager parent_instance;

  int column_width;
  int spacing;
  int maximum_columns;
};

G_DEFINE_FINAL_TYPE (DocketFlowLayout, docket_flow_layout, GTK_TYPE_LAYOUT_MANAGER)

enum
{
  PROP_COLUMN_WIDTH = 1,
  PROP_SPACING,
  PROP_MAXIMUM_COLUMNS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* The least a column takes: what was asked for, or what the widest child needs, which grows with the text. */
static int
get_column_width (DocketFlowLayout *self, GtkWidget *widget)
{
  int width = self->column_width;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int minimum;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      width = MAX (width, minimum);
    }
  return width;
}

static int
get_n_columns (DocketFlowLayout *self, GtkWidget *widget, int width)
{
  int column_width = get_column_width (self, widget);
  int n_columns = self->maximum_columns;

  while (n_columns > 1 && n_columns * column_width + (n_columns - 1) * self->spacing > width)
    n_columns = (n_columns + 1) / 2;
  return n_columns;
}

static int
get_row_height (GtkWidget *first, int n_columns, int width, GtkWidget **next)
{
  int height = 0;

  for (*next = first; *next != NULL && n_columns > 0; *next = gtk_widget_get_next_sibling (*next))
    {
      int minimum, natural;

      if (!gtk_widget_should_layout (*next))
        continue;
      gtk_widget_measure (*next, GTK_ORIENTATION_VERTICAL, width, &minimum, &natural, NULL, NULL);
      height = MAX (height, natural);
      n_columns--;
    }
  return height;
}

static int
get_child_width (DocketFlowLayout *self, int n_columns, int width)
{
  return (width - (n_columns - 1) * self->spacing) / n_columns;
}

static int
get_height (DocketFlowLayout *self, GtkWidget *widget, int width)
{
  int n_columns = get_n_columns (self, widget, width);
  int child_width = get_child_width (self, n_columns, width);
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int height = 0;

  while (child != NULL)
    {
      int row_height = get_row_height (child, n_columns, child_width, &child);

      height += row_height + (child != NULL ? self->spacing : 0);
    }
  return height;
}

static GtkSizeRequestMode
docket_flow_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
docket_flow_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                            int *natural, int *minimum_baseline, int *natural_baseline)
{
  DocketFlowLayout *self = DOCKET_FLOW_LAYOUT (manager);
  int column_width = get_column_width (self, widget);
  int widest = self->maximum_columns * column_width + (self->maximum_columns - 1) * self->spacing;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = column_width;
      *natural = widest;
    }
  else
    *minimum = *natural = get_height (self, widget, for_size >= 0 ? for_size : widest);
}

static void
docket_flow_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  DocketFlowLayout *self = DOCKET_FLOW_LAYOUT (manager);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int n_columns = get_n_columns (self, widget, width);
  GtkAllocation allocation = { .width = get_child_width (self, n_columns, width) };
  GtkWidget *child = gtk_widget_get_first_child (widget);

  while (child != NULL)
    {
      GtkWidget *next;
      int column = 0;

      allocation.height = get_row_height (child, n_columns, allocation.width, &next);
      for (; child != next; child = gtk_widget_get_next_sibling (child))
        {
          int x = column * (allocation.width + self->spacing);

          if (!gtk_widget_should_layout (child))
            continue;
          allocation.x = is_rtl ? width - x - allocation.width : x;
          gtk_widget_size_allocate (child, &allocation, -1);
          column++;
        }
      allocation.y += allocation.height + self->spacing;
    }
}

static void
docket_flow_layout_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DocketFlowLayout *self = DOCKET_FLOW_LAYOUT (object);

  switch (id)
    {
    case PROP_COLUMN_WIDTH:
      g_value_set_int (value, self->column_width);
      break;
    case PROP_SPACING:
      g_value_set_int (value, self->spacing);
      break;
    case PROP_MAXIMUM_COLUMNS:
      g_value_set_int (value, self->maximum_columns);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
docket_flow_layout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  DocketFlowLayout *self = DOCKET_FLOW_LAYOUT (object);

  switch (id)
    {
    case PROP_COLUMN_WIDTH:
      self->column_width = g_value_get_int (value);
      break;
    case PROP_SPACING:
      self->spacing = g_value_get_int (value);
      break;
    case PROP_MAXIMUM_COLUMNS:
      self->maximum_columns = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}

static void
docket_flow_layout_class_init (DocketFlowLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = docket_flow_layout_get_property;
  object_class->set_property = docket_flow_layout_set_property;
  layout_class->get_request_mode = docket_flow_layout_get_request_mode;
  layout_class->measure = docket_flow_layout_measure;
  layout_class->allocate = docket_flow_layout_allocate;

  properties[PROP_COLUMN_WIDTH] = g_param_spec_int ("column-width", NULL, NULL, 1, G_MAXINT, 160, flags);
  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 12, flags);
  properties[PROP_MAXIMUM_COLUMNS] = g_param_spec_int ("maximum-columns", NULL, NULL, 1, G_MAXINT, 4, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
docket_flow_layout_init (DocketFlowLayout *self)
{
  self->column_width = 160;
  self->spacing = 12;
  self->maximum_columns = 4;
}
