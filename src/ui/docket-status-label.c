/* docket-status-label.c: a status as a word with an icon
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-status-label.h"

struct _DocketStatusLabel
{
  GtkWidget parent_instance;

  GtkWidget *icon;
  GtkWidget *label;
  const char *style;
  GType kind;
  int value;
  gboolean is_pill;
};

G_DEFINE_FINAL_TYPE (DocketStatusLabel, docket_status_label, GTK_TYPE_WIDGET)

enum
{
  PROP_KIND = 1,
  PROP_VALUE,
  PROP_IS_PILL,
  PROP_WORD,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_style (DocketStatusLabel *self, const char *style)
{
  if (self->style == style)
    return;
  if (self->style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->style);
  self->style = style;
  if (style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), style);
}

static void
docket_status_label_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DocketStatusLabel *self = DOCKET_STATUS_LABEL (object);

  switch (id)
    {
    case PROP_KIND:
      g_value_set_gtype (value, self->kind);
      break;
    case PROP_VALUE:
      g_value_set_int (value, self->value);
      break;
    case PROP_IS_PILL:
      g_value_set_boolean (value, self->is_pill);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_is_pill (DocketStatusLabel *self, gboolean is_pill)
{
  self->is_pill = is_pill;
  if (is_pill)
    gtk_widget_add_css_class (GTK_WIDGET (self), "pill");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "pill");
}

static void
docket_status_label_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  DocketStatusLabel *self = DOCKET_STATUS_LABEL (object);

  switch (id)
    {
    case PROP_KIND:
      self->kind = g_value_get_gtype (value);
      break;
    case PROP_VALUE:
      docket_status_label_set_value (self, g_value_get_int (value));
      break;
    case PROP_IS_PILL:
      set_is_pill (self, g_value_get_boolean (value));
      break;
    case PROP_WORD:
      docket_status_label_set_word (self, g_value_get_pointer (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
docket_status_label_dispose (GObject *object)
{
  DocketStatusLabel *self = DOCKET_STATUS_LABEL (object);

  g_clear_pointer (&self->icon, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  G_OBJECT_CLASS (docket_status_label_parent_class)->dispose (object);
}

static void
docket_status_label_class_init (DocketStatusLabelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = docket_status_label_get_property;
  object_class->set_property = docket_status_label_set_property;
  object_class->dispose = docket_status_label_dispose;
  properties[PROP_KIND] = g_param_spec_gtype ("kind", NULL, NULL, G_TYPE_NONE, flags);
  properties[PROP_VALUE] = g_param_spec_int ("value", NULL, NULL, -1, G_MAXINT, -1, flags);
  properties[PROP_IS_PILL] = g_param_spec_boolean ("is-pill", NULL, NULL, FALSE, flags);
  properties[PROP_WORD] = g_param_spec_pointer ("word", NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "status");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
docket_status_label_init (DocketStatusLabel *self)
{
  self->value = -1;
  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

GtkWidget *
docket_status_label_new (GType kind)
{
  return g_object_new (DOCKET_TYPE_STATUS_LABEL, "kind", kind, NULL);
}

void
docket_status_label_set_value (DocketStatusLabel *self, int value)
{
  g_return_if_fail (DOCKET_IS_STATUS_LABEL (self));

  self->value = value;
  docket_status_label_set_word (self, docket_words_find (self->kind, value));
}

void
docket_status_label_set_word (DocketStatusLabel *self, const DocketWord *word)
{
  g_return_if_fail (DOCKET_IS_STATUS_LABEL (self));

  set_style (self, word != NULL ? word->style : NULL);
  gtk_label_set_label (GTK_LABEL (self->label), word != NULL ? word->word : "");
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), word != NULL ? word->icon : NULL);
  gtk_widget_set_child_visible (self->icon, word != NULL);
}
