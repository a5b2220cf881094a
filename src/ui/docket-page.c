/* docket-page.c: the base of the window's pages
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-page.h"

#include "docket-compat-glib.h"

typedef struct
{
  DocketShell *shell;
  char *title;
  char *subtitle;
  char *search_text;
  char *search_hint;
  GtkWidget *header;
  gboolean can_search;
  gboolean is_waiting;
} DocketPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (DocketPage, docket_page, GTK_TYPE_WIDGET)

enum
{
  PROP_SHELL = 1,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_CAN_SEARCH,
  PROP_SEARCH_TEXT,
  PROP_SEARCH_HINT,
  PROP_HEADER,
  PROP_CHILD,
  PROP_IS_WAITING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static DocketPagePrivate *
get_private (DocketPage *self)
{
  return docket_page_get_instance_private (self);
}

static void
docket_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DocketPagePrivate *private = get_private (DOCKET_PAGE (object));

  switch (id)
    {
    case PROP_SHELL:
      g_value_set_object (value, private->shell);
      break;
    case PROP_TITLE:
      g_value_set_string (value, private->title);
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, private->subtitle);
      break;
    case PROP_CAN_SEARCH:
      g_value_set_boolean (value, private->can_search);
      break;
    case PROP_SEARCH_TEXT:
      g_value_set_string (value, private->search_text);
      break;
    case PROP_SEARCH_HINT:
      g_value_set_string (value, private->search_hint);
      break;
    case PROP_HEADER:
      g_value_set_object (value, private->header);
      break;
    case PROP_CHILD:
      g_value_set_object (value, docket_page_get_child (DOCKET_PAGE (object)));
      break;
    case PROP_IS_WAITING:
      g_value_set_boolean (value, private->is_waiting);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
docket_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  DocketPage *self = DOCKET_PAGE (object);
  DocketPagePrivate *private = get_private (self);

  switch (id)
    {
    case PROP_SHELL:
      private->shell = g_value_dup_object (value);
      break;
    case PROP_TITLE:
      docket_page_set_title (self, g_value_get_string (value));
      break;
    case PROP_SUBTITLE:
      docket_page_set_subtitle (self, g_value_get_string (value));
      break;
    case PROP_CAN_SEARCH:
      docket_page_set_can_search (self, g_value_get_boolean (value));
      break;
    case PROP_SEARCH_TEXT:
      docket_page_set_search_text (self, g_value_get_string (value));
      break;
    case PROP_SEARCH_HINT:
      if (g_set_str (&private->search_hint, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_HEADER:
      docket_page_set_header (self, g_value_get_object (value));
      break;
    case PROP_CHILD:
      docket_page_set_child (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
docket_page_dispose (GObject *object)
{
  docket_page_set_child (DOCKET_PAGE (object), NULL);
  G_OBJECT_CLASS (docket_page_parent_class)->dispose (object);
}

static void
docket_page_finalize (GObject *object)
{
  DocketPagePrivate *private = get_private (DOCKET_PAGE (object));

  g_clear_object (&private->header);
  g_clear_object (&private->shell);
  g_clear_pointer (&private->title, g_free);
  g_clear_pointer (&private->subtitle, g_free);
  g_clear_pointer (&private->search_text, g_free);
  g_clear_pointer (&private->search_hint, g_free);
  G_OBJECT_CLASS (docket_page_parent_class)->finalize (object);
}

static void
docket_page_class_init (DocketPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = docket_page_get_property;
  object_class->set_property = docket_page_set_property;
  object_class->dispose = docket_page_dispose;
  object_class->finalize = docket_page_finalize;

  properties[PROP_SHELL] = g_param_spec_object ("shell", NULL, NULL, DOCKET_TYPE_SHELL,
                                                G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  properties[PROP_CAN_SEARCH] = g_param_spec_boolean ("can-search", NULL, NULL, FALSE, flags);
  properties[PROP_SEARCH_TEXT] = g_param_spec_string ("search-text", NULL, NULL, NULL, flags);
  properties[PROP_SEARCH_HINT] = g_param_spec_string ("search-hint", NULL, NULL, NULL, flags);
  properties[PROP_HEADER] = g_param_spec_object ("header", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_IS_WAITING] = g_param_spec_boolean ("is-waiting", NULL, NULL, FALSE,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
docket_page_init (DocketPage *self)
{
}

DocketShell *
docket_page_get_shell (DocketPage *self)
{
  g_return_val_if_fail (DOCKET_IS_PAGE (self), NULL);

  return get_private (self)->shell;
}

const char *
docket_page_get_title (DocketPage *self)
{
  g_return_val_if_fail (DOCKET_IS_PAGE (self), NULL);

  return get_private (self)->title;
}

void
docket_page_set_title (DocketPage *self, const char *title)
{
  g_return_if_fail (DOCKET_IS_PAGE (self));

  if (g_set_str (&get_private (self)->title, title))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

const char *
docket_page_get_subtitle (DocketPage *self)
{
  g_return_val_if_fail (DOCKET_IS_PAGE (self), NULL);

  return get_private (self)->subtitle;
}

void
docket_page_set_subtitle (DocketPage *self, const char *subtitle)
{
  g_return_if_fail (DOCKET_IS_PAGE (self));

  if (g_set_str (&get_private (self)->subtitle, subtitle))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUBTITLE]);
}

gboolean
docket_page_get_can_search (DocketPage *self)
{
  g_return_val_if_fail (DOCKET_IS_PAGE (self), FALSE);

  return get_private (self)->can_search;
}

void
docket_page_set_can_search (DocketPage *self, gboolean can_search)
{
  DocketPagePrivate *private;

  g_return_if_fail (DOCKET_IS_PAGE (self));

  private = get_private (self);
  if (private->can_search == can_search)
    return;
  private->can_search = can_search;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_SEARCH]);
}

gboolean
docket_page_is_waiting (DocketPage *self)
{
  g_return_val_if_fail (DOCKET_IS_PAGE (self), FALSE);

  return get_private (self)->is_waiting;
}

void
docket_page_set_is_waiting (DocketPage *self, gboolean is_waiting)
{
  g_return_if_fail (DOCKET_IS_PAGE (self));

  if (get_private (self)->is_waiting == is_waiting)
    return;
  get_private (self)->is_waiting = is_waiting;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_WAITING]);
}

const char *
docket_page_get_search_text (DocketPage *self)
{
  const char *text;

  g_return_val_if_fail (DOCKET_IS_PAGE (self), "");

  text = get_private (self)->search_text;
  return text != NULL ? text : "";
}

void
docket_page_set_search_text (DocketPage *self, const char *text)
{
  g_return_if_fail (DOCKET_IS_PAGE (self));

  if (text == NULL)
    text = "";
  if (g_strcmp0 (docket_page_get_search_text (self), text) == 0)
    return;
  g_set_str (&get_private (self)->search_text, text);
  if (DOCKET_PAGE_GET_CLASS (self)->search != NULL)
    DOCKET_PAGE_GET_CLASS (self)->search (self, text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH_TEXT]);
}

/* The widget tree alone knows the child: a template that is disposed takes it away behind everyone's back. */
GtkWidget *
docket_page_get_child (DocketPage *self)
{
  g_return_val_if_fail (DOCKET_IS_PAGE (self), NULL);

  return gtk_widget_get_first_child (GTK_WIDGET (self));
}

void
docket_page_set_child (DocketPage *self, GtkWidget *child)
{
  GtkWidget *old;

  g_return_if_fail (DOCKET_IS_PAGE (self));

  old = docket_page_get_child (self);
  if (old == child)
    return;
  if (old != NULL)
    gtk_widget_unparent (old);
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHILD]);
}

GtkWidget *
docket_page_get_header (DocketPage *self)
{
  g_return_val_if_fail (DOCKET_IS_PAGE (self), NULL);

  return get_private (self)->header;
}

void
docket_page_set_header (DocketPage *self, GtkWidget *header)
{
  DocketPagePrivate *private;

  g_return_if_fail (DOCKET_IS_PAGE (self));
  g_return_if_fail (header == NULL || GTK_IS_WIDGET (header));

  private = get_private (self);
  if (private->header == header)
    return;
  g_clear_object (&private->header);
  if (header != NULL)
    private->header = g_object_ref_sink (header);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HEADER]);
}

void
docket_page_open (DocketPage *self, DocketQuery *what)
{
  g_return_if_fail (DOCKET_IS_PAGE (self));

  if (DOCKET_PAGE_GET_CLASS (self)->opened != NULL)
    DOCKET_PAGE_GET_CLASS (self)->opened (self, what);
}

gboolean
docket_page_activate_scan (DocketPage *self, const char *text)
{
  DocketPageClass *klass;

  g_return_val_if_fail (DOCKET_IS_PAGE (self), FALSE);

  klass = DOCKET_PAGE_GET_CLASS (self);
  return klass->activate_scan != NULL && klass->activate_scan (self, text);
}

gboolean
docket_page_go_back (DocketPage *self)
{
  DocketPageClass *klass;

  g_return_val_if_fail (DOCKET_IS_PAGE (self), FALSE);

  klass = DOCKET_PAGE_GET_CLASS (self);
  return klass->go_back != NULL && klass->go_back (self);
}

gboolean
docket_page_leave (DocketPage *self)
{
  DocketPageClass *klass;

  g_return_val_if_fail (DOCKET_IS_PAGE (self), TRUE);

  klass = DOCKET_PAGE_GET_CLASS (self);
  return klass->leave == NULL || klass->leave (self);
}

DocketQuery *
docket_page_describe (DocketPage *self)
{
  DocketPageClass *klass;

  g_return_val_if_fail (DOCKET_IS_PAGE (self), NULL);

  klass = DOCKET_PAGE_GET_CLASS (self);
  return klass->describe != NULL ? klass->describe (self) : NULL;
}
