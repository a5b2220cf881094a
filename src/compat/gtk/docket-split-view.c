/* docket-split-view.c: a sidebar beside the content, or above it where there is no room
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-split-view.h"

#include <adwaita.h>

struct _DocketSplitView
{
  GtkWidget parent_instance;

  GtkWidget *content;
  GtkWidget *shade;
  GtkWidget *sidebar;
  AdwAnimation *animation;
  double reveal;
  int sidebar_width;
  int fold_width;
  gboolean is_folded;
  gboolean show_sidebar;
  guint fold_source;
};

static void docket_split_view_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DocketSplitView, docket_split_view, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, docket_split_view_buildable_init))

enum
{
  PROP_SIDEBAR = 1,
  PROP_CONTENT,
  PROP_SIDEBAR_WIDTH,
  PROP_FOLD_WIDTH,
  PROP_IS_FOLDED,
  PROP_SHOW_SIDEBAR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
docket_split_view_buildable_init (GtkBuildableIface *iface)
{
}

/* What lies under the sidebar can neither be pressed nor reached by the keyboard. */
static void
update_children (DocketSplitView *self)
{
  gboolean covered = self->is_folded && self->reveal > 0;

  gtk_widget_set_child_visible (self->shade, covered);
  gtk_widget_set_opacity (self->shade, self->reveal);
  if (self->sidebar != NULL)
    gtk_widget_set_child_visible (self->sidebar, !self->is_folded || self->reveal > 0);
  if (self->content != NULL)
    gtk_widget_set_can_focus (self->content, !(self->is_folded && self->show_sidebar));
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
reveal_cb (double value, gpointer data)
{
  DocketSplitView *self = data;

  self->reveal = value;
  update_children (self);
}

static void
set_is_folded (DocketSplitView *self, gboolean is_folded)
{
  if (self->is_folded == is_folded)
    return;
  self->is_folded = is_folded;
  self->show_sidebar = FALSE;
  adw_animation_reset (self->animation);
  self->reveal = 0;
  if (is_folded)
    gtk_widget_add_css_class (GTK_WIDGET (self), "folded");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "folded");
  update_children (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_FOLDED]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_SIDEBAR]);
}

static gboolean
fold_cb (gpointer data)
{
  DocketSplitView *self = data;

  self->fold_source = 0;
  set_is_folded (self, gtk_widget_get_width (GTK_WIDGET (self)) < self->fold_width);
  return G_SOURCE_REMOVE;
}

static void
shade_pressed_cb (DocketSplitView *self)
{
  docket_split_view_set_show_sidebar (self, FALSE);
}

static GtkSizeRequestMode
docket_split_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
measure_child (GtkWidget *child, GtkOrientation orientation, int *minimum, int *natural)
{
  *minimum = *natural = 0;
  if (child != NULL)
    gtk_widget_measure (child, orientation, -1, minimum, natural, NULL, NULL);
}

static void
docket_split_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                           int *minimum_baseline, int *natural_baseline)
{
  DocketSplitView *self = DOCKET_SPLIT_VIEW (widget);
  int content_minimum, content_natural, sidebar_minimum, sidebar_natural;

  measure_child (self->content, orientation, &content_minimum, &content_natural);
  measure_child (self->sidebar, orientation, &sidebar_minimum, &sidebar_natural);
  *minimum = MAX (content_minimum, sidebar_minimum);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = content_natural + MAX (self->sidebar_width, sidebar_minimum);
  else
    *natural = MAX (content_natural, sidebar_natural);
}

static void
allocate_at (GtkWidget *child, int x, int width, int height)
{
  GtkAllocation allocation = { x, 0, width, height };

  if (child != NULL && gtk_widget_get_child_visible (child))
    gtk_widget_size_allocate (child, &allocation, -1);
}

static void
docket_split_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  DocketSplitView *self = DOCKET_SPLIT_VIEW (widget);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int sidebar_minimum, content_minimum, natural, sidebar_width, content_width, sidebar_x, content_x;

  measure_child (self->sidebar, GTK_ORIENTATION_HORIZONTAL, &sidebar_minimum, &natural);
  measure_child (self->content, GTK_ORIENTATION_HORIZONTAL, &content_minimum, &natural);
  sidebar_width = MAX (self->sidebar_width, sidebar_minimum);
  content_width = MAX (self->is_folded ? width : width - sidebar_width, content_minimum);
  sidebar_x = self->is_folded ? (int) ((self->reveal - 1) * sidebar_width) : 0;
  content_x = self->is_folded ? 0 : sidebar_width;
  if (is_rtl)
    {
      sidebar_x = width - sidebar_width - sidebar_x;
      content_x = width - content_width - content_x;
    }
  allocate_at (self->content, content_x, content_width, height);
  allocate_at (self->shade, 0, width, height);
  allocate_at (self->sidebar, sidebar_x, sidebar_width, height);

  /* Folding changes what is visible, which an allocation must not. */
  if ((width < self->fold_width) != self->is_folded && self->fold_source == 0)
    self->fold_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fold_cb, self, NULL);
}

static void
set_child (DocketSplitView *self, GtkWidget **member, GtkWidget *child, GParamSpec *pspec)
{
  if (*member == child)
    return;
  g_clear_pointer (member, gtk_widget_unparent);
  *member = child;
  /* Drawn in order: content, shade, sidebar. Reached by the keyboard in order: sidebar, content. */
  if (child != NULL && child == self->content)
    gtk_widget_insert_before (child, GTK_WIDGET (self), self->shade);
  else if (child != NULL)
    gtk_widget_insert_after (child, GTK_WIDGET (self), self->shade);
  update_children (self);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
docket_split_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DocketSplitView *self = DOCKET_SPLIT_VIEW (object);

  switch (id)
    {
    case PROP_SIDEBAR:
      g_value_set_object (value, self->sidebar);
      break;
    case PROP_CONTENT:
      g_value_set_object (value, self->content);
      break;
    case PROP_SIDEBAR_WIDTH:
      g_value_set_int (value, self->sidebar_width);
      break;
    case PROP_FOLD_WIDTH:
      g_value_set_int (value, self->fold_width);
      break;
    case PROP_IS_FOLDED:
      g_value_set_boolean (value, self->is_folded);
      break;
    case PROP_SHOW_SIDEBAR:
      g_value_set_boolean (value, self->show_sidebar);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_width (DocketSplitView *self, int *member, int width, GParamSpec *pspec)
{
  if (*member == width)
    return;
  *member = width;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
docket_split_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  DocketSplitView *self = DOCKET_SPLIT_VIEW (object);

  switch (id)
    {
    case PROP_SIDEBAR:
      set_child (self, &self->sidebar, g_value_get_object (value), pspec);
      break;
    case PROP_CONTENT:
      set_child (self, &self->content, g_value_get_object (value), pspec);
      break;
    case PROP_SIDEBAR_WIDTH:
      set_width (self, &self->sidebar_width, g_value_get_int (value), pspec);
      break;
    case PROP_FOLD_WIDTH:
      set_width (self, &self->fold_width, g_value_get_int (value), pspec);
      break;
    case PROP_SHOW_SIDEBAR:
      docket_split_view_set_show_sidebar (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
docket_split_view_dispose (GObject *object)
{
  DocketSplitView *self = DOCKET_SPLIT_VIEW (object);

  g_clear_handle_id (&self->fold_source, g_source_remove);
  if (self->animation != NULL)
    adw_animation_reset (self->animation);
  g_clear_object (&self->animation);
  g_clear_pointer (&self->sidebar, gtk_widget_unparent);
  g_clear_pointer (&self->shade, gtk_widget_unparent);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  G_OBJECT_CLASS (docket_split_view_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_SIDEBAR] = g_param_spec_object ("sidebar", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_SIDEBAR_WIDTH] = g_param_spec_int ("sidebar-width", NULL, NULL, 0, G_MAXINT, 220, flags);
  properties[PROP_FOLD_WIDTH] = g_param_spec_int ("fold-width", NULL, NULL, 0, G_MAXINT, 780, flags);
  properties[PROP_IS_FOLDED] = g_param_spec_boolean ("is-folded", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOW_SIDEBAR] = g_param_spec_boolean ("show-sidebar", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (klass, N_PROPS, properties);
}

static void
docket_split_view_class_init (DocketSplitViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = docket_split_view_get_property;
  object_class->set_property = docket_split_view_set_property;
  object_class->dispose = docket_split_view_dispose;
  install_properties (object_class);

  widget_class->get_request_mode = docket_split_view_get_request_mode;
  widget_class->measure = docket_split_view_measure;
  widget_class->size_allocate = docket_split_view_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "splitview");
}

static void
docket_split_view_init (DocketSplitView *self)
{
  AdwAnimationTarget *target = adw_callback_animation_target_new (reveal_cb, self, NULL);
  GtkGesture *click = gtk_gesture_click_new ();

  self->sidebar_width = 220;
  self->fold_width = 780;
  self->animation = adw_timed_animation_new (GTK_WIDGET (self), 0, 1, 200, target);

  self->shade = g_object_new (ADW_TYPE_BIN, "css-classes", (const char *[]) { "shade", NULL }, "accessible-role",
                              GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (self->shade, GTK_WIDGET (self));
  gtk_widget_set_child_visible (self->shade, FALSE);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (shade_pressed_cb), self);
  gtk_widget_add_controller (self->shade, GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

gboolean
docket_split_view_get_is_folded (DocketSplitView *self)
{
  g_return_val_if_fail (DOCKET_IS_SPLIT_VIEW (self), FALSE);

  return self->is_folded;
}

gboolean
docket_split_view_get_show_sidebar (DocketSplitView *self)
{
  g_return_val_if_fail (DOCKET_IS_SPLIT_VIEW (self), FALSE);

  return self->show_sidebar;
}

void
docket_split_view_set_show_sidebar (DocketSplitView *self, gboolean show_sidebar)
{
  g_return_if_fail (DOCKET_IS_SPLIT_VIEW (self));

  show_sidebar = show_sidebar && self->is_folded;
  if (self->show_sidebar == show_sidebar)
    return;
  self->show_sidebar = show_sidebar;
  adw_timed_animation_set_value_from (ADW_TIMED_ANIMATION (self->animation), self->reveal);
  adw_timed_animation_set_value_to (ADW_TIMED_ANIMATION (self->animation), show_sidebar ? 1 : 0);
  adw_animation_play (self->animation);
  update_children (self);
  if (show_sidebar && self->sidebar != NULL)
    gtk_widget_child_focus (self->sidebar, GTK_DIR_TAB_FORWARD);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_SIDEBAR]);
}
