/* docket-suggest-entry.c: an entry that suggests rows of a view while one types
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-suggest-entry.h"

#include <glib/gi18n.h>

#include "docket-row-model.h"

struct _DocketSuggestEntry
{
  GtkWidget parent_instance;

  const DocketSuggestKind *kind;
  DocketQueryBus *bus;
  DocketRowModel *model;
  GtkSingleSelection *selection;
  GtkWidget *entry;
  GtkWidget *popover;
  GtkWidget *list;
  GtkWidget *scroller;
  GtkWidget *offer;
  gboolean is_quiet;
};

G_DEFINE_FINAL_TYPE (DocketSuggestEntry, docket_suggest_entry, GTK_TYPE_WIDGET)

enum
{
  PROP_PLACEHOLDER_TEXT = 1,
  PROP_LABEL,
  PROP_ICON_NAME,
  N_PROPS
};

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_ENTERED,
  SIGNAL_OFFERED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static const char *
get_text (DocketSuggestEntry *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

/* The rows */

static void
update_row (GtkListItem *item)
{
  DocketRow *row = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  DocketSuggestEntry *self = g_object_get_data (G_OBJECT (item), "docket-entry");
  GtkLabel *title = g_object_get_data (G_OBJECT (box), "title");
  GtkLabel *detail = g_object_get_data (G_OBJECT (box), "detail");
  GtkLabel *figure = g_object_get_data (G_OBJECT (box), "figure");
  DocketSuggestion suggestion = { NULL, NULL, NULL };

  if (row != NULL && docket_row_is_loaded (row))
    self->kind->describe (row, &suggestion);
  gtk_label_set_label (title, suggestion.title != NULL ? suggestion.title : "");
  gtk_label_set_label (detail, suggestion.detail != NULL ? suggestion.detail : "");
  gtk_label_set_label (figure, suggestion.figure != NULL ? suggestion.figure : "");
  g_free (suggestion.title);
  g_free (suggestion.detail);
  g_free (suggestion.figure);
}

static GtkWidget *
add_label (GtkWidget *box, GtkWidget *owner, const char *name, float xalign, const char *style)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", xalign, "ellipsize", xalign < 0.5f ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE,
                                   NULL);

  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  g_object_set_data (G_OBJECT (owner), name, label);
  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, DocketSuggestEntry *self)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "spacing", 12, "margin-top", 6, "margin-bottom", 6, NULL);
  GtkWidget *texts = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "hexpand", TRUE, NULL);

  gtk_box_append (GTK_BOX (box), texts);
  add_label (texts, box, "title", 0, NULL);
  gtk_widget_add_css_class (add_label (texts, box, "detail", 0, "caption"), "dim-label");
  add_label (box, box, "figure", 1, "numeric");
  g_object_set_data (G_OBJECT (item), "docket-entry", self);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, DocketSuggestEntry *self)
{
  gulong handler = g_signal_connect_swapped (gtk_list_item_get_item (item), "notify", G_CALLBACK (update_row), item);

  g_object_set_data (G_OBJECT (item), "docket-handler", (gpointer) handler);
  update_row (item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, DocketSuggestEntry *self)
{
  gulong handler = (gulong) g_object_get_data (G_OBJECT (item), "docket-handler");

  g_signal_handler_disconnect (gtk_list_item_get_item (item), handler);
}

/* The list below the entry */

static void
close_list (DocketSuggestEntry *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
update_list (DocketSuggestEntry *self)
{
  guint n_rows = self->model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->model)) : 0;
  gboolean is_open = gtk_widget_get_visible (self->popover);
  gboolean wants_open = *get_text (self) != '\0' && !self->is_quiet && gtk_widget_get_mapped (self->entry);
  g_autofree char *offer = NULL;

  gtk_widget_set_visible (self->scroller, n_rows > 0);
  if (wants_open && self->kind->offer != NULL)
    offer = self->kind->offer (get_text (self));
  gtk_widget_set_visible (self->offer, offer != NULL);
  if (offer != NULL)
    gtk_label_set_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->offer))), offer);
  if (is_open && !wants_open)
    close_list (self);
  else if (wants_open && !is_open && (n_rows > 0 || offer != NULL))
    {
      gtk_widget_set_size_request (self->popover, gtk_widget_get_width (self->entry), -1);
      gtk_popover_popup (GTK_POPOVER (self->popover));
    }
}

static void
select_row (DocketSuggestEntry *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", position);
}

static void
items_changed_cb (DocketSuggestEntry *self)
{
  update_list (self);
}

static void
changed_cb (DocketSuggestEntry *self)
{
  const char *text = get_text (self);
  g_autoptr (DocketListQuery) query = NULL;

  if (self->kind == NULL || self->is_quiet)
    return;
  if (*text == '\0')
    {
      close_list (self);
      return;
    }
  query = self->kind->make_query (text);
  if (self->model == NULL)
    {
      self->model = docket_row_model_new (self->bus, query);
      gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->model));
      g_signal_connect_object (self->model, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
    }
  else
    docket_row_model_set_query (self->model, query);
  update_list (self);
}

static void
choose (DocketSuggestEntry *self, guint position)
{
  g_autoptr (DocketRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (row == NULL || !docket_row_is_loaded (row))
    return;
  close_list (self);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, row);
}

static void
row_activated_cb (DocketSuggestEntry *self, guint position)
{
  choose (self, position);
}

static void
activate_cb (DocketSuggestEntry *self)
{
  guint selected = gtk_single_selection_get_selected (self->selection);
  g_autofree char *text = g_strstrip (g_strdup (get_text (self)));

  if (gtk_widget_get_visible (self->popover) && selected != GTK_INVALID_LIST_POSITION)
    {
      choose (self, selected);
      return;
    }
  close_list (self);
  if (*text != '\0')
    g_signal_emit (self, signals[SIGNAL_ENTERED], 0, text);
}

static void
offer_clicked_cb (DocketSuggestEntry *self)
{
  g_autofree char *text = g_strstrip (g_strdup (get_text (self)));

  close_list (self);
  g_signal_emit (self, signals[SIGNAL_OFFERED], 0, text);
}

static void
move (DocketSuggestEntry *self, int step)
{
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint selected = gtk_single_selection_get_selected (self->selection);

  if (n_rows == 0)
    return;
  if (selected == GTK_INVALID_LIST_POSITION)
    select_row (self, step > 0 ? 0 : n_rows - 1);
  else if (step < 0 && selected == 0)
    select_row (self, GTK_INVALID_LIST_POSITION);
  else
    select_row (self, MIN (selected + (guint) step, n_rows - 1));
}

static gboolean
key_pressed_cb (DocketSuggestEntry *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (!gtk_widget_get_visible (self->popover) || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      close_list (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
focus_left_cb (DocketSuggestEntry *self)
{
  close_list (self);
}

/* The widget */

static void
docket_suggest_entry_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                              int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (DOCKET_SUGGEST_ENTRY (widget)->entry, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
}

static void
docket_suggest_entry_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  DocketSuggestEntry *self = DOCKET_SUGGEST_ENTRY (widget);

  gtk_widget_size_allocate (self->entry, &(GtkAllocation){ 0, 0, width, height }, baseline);
  gtk_popover_present (GTK_POPOVER (self->popover));
}

static gboolean
docket_suggest_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (DOCKET_SUGGEST_ENTRY (widget)->entry);
}

static void
docket_suggest_entry_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  DocketSuggestEntry *self = DOCKET_SUGGEST_ENTRY (object);

  switch (id)
    {
    case PROP_PLACEHOLDER_TEXT:
      gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), g_value_get_string (value));
      break;
    case PROP_LABEL:
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, g_value_get_string (value), -1);
      break;
    case PROP_ICON_NAME:
      gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_PRIMARY, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
docket_suggest_entry_dispose (GObject *object)
{
  DocketSuggestEntry *self = DOCKET_SUGGEST_ENTRY (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->bus);
  G_OBJECT_CLASS (docket_suggest_entry_parent_class)->dispose (object);
}

static void
docket_suggest_entry_class_init (DocketSuggestEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = docket_suggest_entry_set_property;
  object_class->dispose = docket_suggest_entry_dispose;
  widget_class->measure = docket_suggest_entry_measure;
  widget_class->size_allocate = docket_suggest_entry_size_allocate;
  widget_class->grab_focus = docket_suggest_entry_grab_focus;
  properties[PROP_PLACEHOLDER_TEXT] = g_param_spec_string ("placeholder-text", NULL, NULL, NULL, flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", DOCKET_TYPE_SUGGEST_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                         DOCKET_TYPE_ROW);
  signals[SIGNAL_ENTERED] = g_signal_new ("entered", DOCKET_TYPE_SUGGEST_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                          G_TYPE_STRING);
  signals[SIGNAL_OFFERED] = g_signal_new ("offered", DOCKET_TYPE_SUGGEST_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                          G_TYPE_STRING);
}

static GtkWidget *
make_list (DocketSuggestEntry *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  self->list = gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Suggestions"), -1);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (row_activated_cb), self);
  return g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, "propagate-natural-height", TRUE,
                       "max-content-height", 360, "child", self->list, NULL);
}

static void
make_popover (DocketSuggestEntry *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);

  self->scroller = make_list (self);
  self->offer = g_object_new (GTK_TYPE_BUTTON, "child", label, "has-frame", FALSE, NULL);
  g_signal_connect_swapped (self->offer, "clicked", G_CALLBACK (offer_clicked_cb), self);
  gtk_box_append (GTK_BOX (box), self->scroller);
  gtk_box_append (GTK_BOX (box), self->offer);
  self->popover = g_object_new (GTK_TYPE_POPOVER, "autohide", FALSE, "has-arrow", FALSE, "position", GTK_POS_BOTTOM, "child", box, NULL);
  gtk_widget_add_css_class (self->popover, "menu");
  gtk_widget_add_css_class (self->popover, "suggestions");
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
}

static void
docket_suggest_entry_init (DocketSuggestEntry *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = gtk_entry_new ();
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  make_popover (self);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (activate_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->entry, keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

void
docket_suggest_entry_set_kind (DocketSuggestEntry *self, DocketQueryBus *bus, const DocketSuggestKind *kind)
{
  g_return_if_fail (DOCKET_IS_SUGGEST_ENTRY (self));

  g_set_object (&self->bus, bus);
  self->kind = kind;
}

GtkWidget *
docket_suggest_entry_get_entry (DocketSuggestEntry *self)
{
  g_return_val_if_fail (DOCKET_IS_SUGGEST_ENTRY (self), NULL);

  return self->entry;
}

void
docket_suggest_entry_set_text (DocketSuggestEntry *self, const char *text)
{
  g_return_if_fail (DOCKET_IS_SUGGEST_ENTRY (self));

  self->is_quiet = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  self->is_quiet = FALSE;
  close_list (self);
}
