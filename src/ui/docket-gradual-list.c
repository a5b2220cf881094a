/* docket-gradual-list.c: a list whose rows come to a table a few at a time
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-gradual-list.h"

#include "docket-compat-gtk.h"

/* A table makes widgets for some two hundred rows, although it shows thirty: some hundred milliseconds in one go. Here a list that
 * begins anew begins with about as many rows as are seen, and the others follow, a few a frame, until the table has all the
 * widgets that it will ever make; then all that is left comes at once. */
#define FIRST_ROWS 16
#define ROWS_PER_FRAME 8
#define MOST_WIDGETS 220

/* So many new rows may come at once in any case. */
#define FEW_ROWS 16

struct _DocketGradualList
{
  GObject parent_instance;

  GListModel *source;
  GtkWidget *view;
  guint n_source;
  guint n_shown;
  guint tick;
  guint top_source;
};

static void docket_gradual_list_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DocketGradualList, docket_gradual_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, docket_gradual_list_list_model_init))

static void
stop (DocketGradualList *self)
{
  if (self->tick != 0 && self->view != NULL)
    gtk_widget_remove_tick_callback (self->view, self->tick);
  self->tick = 0;
}

static void
show_rows (DocketGradualList *self, guint n)
{
  guint before = self->n_shown;

  self->n_shown = n;
  if (n > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, n - before);
}

static gboolean
tick_cb (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  DocketGradualList *self = data;
  guint n = self->n_shown + ROWS_PER_FRAME;

  if (n >= MIN (self->n_source, MOST_WIDGETS))
    {
      self->tick = 0;
      show_rows (self, self->n_source);
      return G_SOURCE_REMOVE;
    }
  show_rows (self, n);
  return G_SOURCE_CONTINUE;
}

static void
go_on (DocketGradualList *self)
{
  if (self->n_shown == self->n_source)
    stop (self);
  else if (self->tick == 0 && self->view != NULL)
    self->tick = gtk_widget_add_tick_callback (self->view, tick_cb, self, NULL);
}

/* Before the next frame, but not while the view is still being told. */
static gboolean
top_cb (gpointer data)
{
  DocketGradualList *self = data;

  self->top_source = 0;
  if (self->n_shown > 0 && self->view != NULL)
    docket_column_view_scroll_to (GTK_COLUMN_VIEW (self->view), 0, FALSE);
  return G_SOURCE_REMOVE;
}

/* As many rows as there are widgets already, which are used again. */
static void
begin_anew (DocketGradualList *self, guint position)
{
  guint n_before = self->n_shown;
  guint n_widgets = MAX (MIN (n_before, MOST_WIDGETS), FIRST_ROWS);

  self->n_shown = MAX (MIN (self->n_source, n_widgets), position);
  go_on (self);
  if (n_before > position || self->n_shown > position)
    g_list_model_items_changed (G_LIST_MODEL (self), position, n_before - position, self->n_shown - position);
  if (position == 0 && n_before > 0 && self->view != NULL && self->top_source == 0)
    self->top_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, top_cb, self, NULL);
}

static void
items_changed_cb (DocketGradualList *self, guint position, guint n_removed, guint n_added)
{
  gboolean was_complete = self->n_shown == self->n_source;
  guint n_stay = self->n_source - n_removed;

  self->n_source = n_stay + n_added;
  if (was_complete && (n_added <= FEW_ROWS || n_stay >= MOST_WIDGETS))
    {
      self->n_shown = self->n_source;
      g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
    }
  else if (position < self->n_shown || was_complete)
    begin_anew (self, position);
}

static GType
docket_gradual_list_get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (DOCKET_GRADUAL_LIST (model)->source);
}

static guint
docket_gradual_list_get_n_items (GListModel *model)
{
  return DOCKET_GRADUAL_LIST (model)->n_shown;
}

static gpointer
docket_gradual_list_get_item (GListModel *model, guint position)
{
  DocketGradualList *self = DOCKET_GRADUAL_LIST (model);

  return position < self->n_shown ? g_list_model_get_item (self->source, position) : NULL;
}

static void
docket_gradual_list_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = docket_gradual_list_get_item_type;
  iface->get_n_items = docket_gradual_list_get_n_items;
  iface->get_item = docket_gradual_list_get_item;
}

static void
docket_gradual_list_dispose (GObject *object)
{
  DocketGradualList *self = DOCKET_GRADUAL_LIST (object);

  stop (self);
  g_clear_handle_id (&self->top_source, g_source_remove);
  g_clear_weak_pointer (&self->view);
  if (self->source != NULL)
    g_signal_handlers_disconnect_by_func (self->source, items_changed_cb, self);
  g_clear_object (&self->source);
  self->n_shown = self->n_source = 0;
  G_OBJECT_CLASS (docket_gradual_list_parent_class)->dispose (object);
}

static void
docket_gradual_list_class_init (DocketGradualListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = docket_gradual_list_dispose;
}

static void
docket_gradual_list_init (DocketGradualList *self)
{
}

GtkSingleSelection *
docket_gradual_list_new_selection (GListModel *source, GtkWidget *view)
{
  DocketGradualList *self = g_object_new (DOCKET_TYPE_GRADUAL_LIST, NULL);
  GtkSingleSelection *selection;

  self->source = g_object_ref (source);
  g_set_weak_pointer (&self->view, view);
  self->n_source = g_list_model_get_n_items (source);
  self->n_shown = MIN (self->n_source, FIRST_ROWS);
  g_signal_connect_swapped (source, "items-changed", G_CALLBACK (items_changed_cb), self);
  go_on (self);
  selection = gtk_single_selection_new (G_LIST_MODEL (self));
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  return selection;
}

GListModel *
docket_gradual_list_get_source (DocketGradualList *self)
{
  g_return_val_if_fail (DOCKET_IS_GRADUAL_LIST (self), NULL);

  return self->source;
}

void
docket_gradual_list_select (GtkSingleSelection *selection, guint position)
{
  DocketGradualList *self;

  g_return_if_fail (GTK_IS_SINGLE_SELECTION (selection));
  g_return_if_fail (DOCKET_IS_GRADUAL_LIST (gtk_single_selection_get_model (selection)));

  self = DOCKET_GRADUAL_LIST (gtk_single_selection_get_model (selection));
  if (position >= self->n_shown && position < self->n_source)
    {
      stop (self);
      show_rows (self, self->n_source);
    }
  gtk_single_selection_set_selected (selection, position);
}
