/* docket-wrap-layout.c: children side by side, on as many lines as they need
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-wrap-layout.h"

struct _DocketWrapLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
};

G_DEFINE_FINAL_TYPE (DocketWrapLayout, docket_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

enum
{
  PROP_SPACING = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* One line: its first child, the one after its last, and what they take. */
typedef struct
{
  GtkWidget *first;
  GtkWidget *end;
  int width;
  int height;
} Line;

static GtkWidget *
skip_hidden (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static void
measure_child (GtkWidget *child, int available, int *width, int *height)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  *width = MAX (minimum, MIN (natural, available));
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, *width, height, NULL, NULL, NULL);
}

static Line
fill_line (DocketWrapLayout *self, GtkWidget *first, int available)
{
  Line line = { first, NULL, 0, 0 };

  for (line.end = first; line.end != NULL; line.end = skip_hidden (gtk_widget_get_next_sibling (line.end)))
    {
      int width, height;

      measure_child (line.end, available, &width, &height);
      if (line.end != first && line.width + self->spacing + width > available)
        break;
      line.width += (line.end != first ? self->spacing : 0) + width;
      line.height = MAX (line.height, height);
    }
  return line;
}

static void
measure_width (DocketWrapLayout *self, GtkWidget *widget, int *minimum, int *natural)
{
  *minimum = *natural = 0;
  for (GtkWidget *child = skip_hidden (gtk_widget_get_first_child (widget)); child != NULL;
       child = skip_hidden (gtk_widget_get_next_sibling (child)))
    {
      int child_minimum, child_natural;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural += (*natural > 0 ? self->spacing : 0) + child_natural;
    }
}

static int
measure_height (DocketWrapLayout *self, GtkWidget *widget, int width)
{
  int total = 0;
  Line line = { .end = skip_hidden (gtk_widget_get_first_child (widget)) };

  while (line.end != NULL)
    {
      line = fill_line (self, line.end, width < 0 ? G_MAXINT : width);
      total += (total > 0 ? self->spacing : 0) + line.height;
    }
  return total;
}

static GtkSizeRequestMode
docket_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
docket_wrap_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                            int *natural, int *minimum_baseline, int *natural_baseline)
{
  DocketWrapLayout *self = DOCKET_WRAP_LAYOUT (manager);

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (self, widget, minimum, natural);
  else
    *minimum = *natural = measure_height (self, widget, for_size);
}

static void
allocate_line (DocketWrapLayout *self, const Line *line, gboolean is_mirrored, int width, int y)
{
  int x = 0;

  for (GtkWidget *child = line->first; child != line->end; child = skip_hidden (gtk_widget_get_next_sibling (child)))
    {
      GtkAllocation allocation = { 0, y, 0, line->height };
      int height;

      measure_child (child, width, &allocation.width, &height);
      allocation.x = is_mirrored ? width - x - allocation.width : x;
      gtk_widget_size_allocate (child, &allocation, -1);
      x += allocation.width + self->spacing;
    }
}

static void
docket_wrap_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  DocketWrapLayout *self = DOCKET_WRAP_LAYOUT (manager);
  gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  Line line = { .end = skip_hidden (gtk_widget_get_first_child (widget)) };
  int y = 0;

  while (line.end != NULL)
    {
      line = fill_line (self, line.end, width);
      allocate_line (self, &line, is_mirrored, width, y);
      y += line.height + self->spacing;
    }
}

static void
docket_wrap_layout_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SPACING)
    g_value_set_int (value, DOCKET_WRAP_LAYOUT (object)->spacing);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
docket_wrap_layout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SPACING)
    DOCKET_WRAP_LAYOUT (object)->spacing = g_value_get_int (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (object));
}

static void
docket_wrap_layout_class_init (DocketWrapLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = docket_wrap_layout_get_property;
  object_class->set_property = docket_wrap_layout_set_property;
  layout_class->get_request_mode = docket_wrap_layout_get_request_mode;
  layout_class->measure = docket_wrap_layout_measure;
  layout_class->allocate = docket_wrap_layout_allocate;
  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 6, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
docket_wrap_layout_init (DocketWrapLayout *self)
{
  self->spacing = 6;
}
