/* docket-gradual-list.c: a list whose rows come to a table a few at a time
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-gradual-list.h"

#include "docket-compat-gtk.h"
#include "docket-slots.h"

/* A table makes widgets for some two hundred rows, although it shows thirty: some hundred milliseconds in one go. Here a list
 * begins with about as many rows as are seen, and the others follow, a few a frame, until the table has all the widgets that it
 * will ever make; then all that is left comes at once.
 *
 * Where a list has another item GTK makes the widgets of that row anew. A search that is typed exchanges all rows with every letter:
 * so the items are slots, which stay where they are with their widgets, and what stands in them is exchanged. A list that became
 * shorter keeps empty slots at its end for a moment; they go as they came. */
#define FIRST_ROWS 16
#define ROWS_PER_FRAME 8
#define MOST_WIDGETS 220

/* What is below the rows that can be seen, as many as a tall screen has, comes and goes when nothing was exchanged for so many frames:
 * the next letter would need it again. */
#define SEEN_ROWS 48
#define REST_FRAMES 15

/* A change of so many rows is small: who looks at others keeps them where they are. */
#define FEW_ROWS 16

struct _DocketGradualList
{
  GObject parent_instance;

  GListModel *source;
  GtkWidget *view;
  GtkSingleSelection *selection;
  guint n_source;
  guint n_shown;
  guint tick;
  guint rest;
  guint top_source;

  DocketSlots *slots;
  /* While a change is told: the slots that were taken away, by their rows. */
  GHashTable *leaving;
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

/* Rows that move within one change keep their slots, and with them who is selected. */
static void
tell_changed (DocketGradualList *self, guint position, guint n_removed, guint n_added)
{
  g_autoptr (GPtrArray) removed = docket_slots_splice (self->slots, position, n_removed, n_added);

  self->n_shown += n_added - n_removed;
  for (guint i = 0; i < removed->len; i++)
    if (docket_slot_get_row (removed->pdata[i]) != NULL)
      g_hash_table_insert (self->leaving, docket_slot_get_row (removed->pdata[i]), removed->pdata[i]);
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
  g_hash_table_remove_all (self->leaving);
}

static void
set_n_shown (DocketGradualList *self, guint n)
{
  if (n > self->n_shown)
    tell_changed (self, self->n_shown, 0, n - self->n_shown);
  else if (n < self->n_shown)
    tell_changed (self, n, self->n_shown - n, 0);
}

static gboolean
tick_cb (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  DocketGradualList *self = data;
  gboolean is_first = self->rest == REST_FRAMES;

  /* The frame that shows the first rows has enough to do. */
  if (self->rest > 0)
    self->rest--;
  if (is_first || (self->rest > 0 && self->n_shown >= MIN (self->n_source, SEEN_ROWS)))
    return G_SOURCE_CONTINUE;
  if (self->n_shown > self->n_source)
    set_n_shown (self, MAX (self->n_source, self->n_shown - MIN (self->n_shown, ROWS_PER_FRAME)));
  else if (self->n_shown + ROWS_PER_FRAME < MIN (self->n_source, MOST_WIDGETS))
    set_n_shown (self, self->n_shown + ROWS_PER_FRAME);
  else
    set_n_shown (self, self->n_source);
  if (self->n_shown != self->n_source)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
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

static GObject *
get_row (guint position, gpointer self)
{
  return g_list_model_get_item (DOCKET_GRADUAL_LIST (self)->source, position);
}

static void
keep_selected (DocketGradualList *self, GObject *row)
{
  guint position = docket_slots_find_row (self->slots, row);

  if (gtk_single_selection_get_selected (self->selection) != position)
    gtk_single_selection_set_selected (self->selection, position);
}

/* As many as there are widgets; without the empty slots that nobody would see. */
static guint
choose_n_shown (DocketGradualList *self)
{
  if (self->n_shown > self->n_source)
    return MAX (self->n_source, MIN (self->n_shown, MOST_WIDGETS));
  if (self->n_shown >= MOST_WIDGETS)
    return self->n_source;
  return MAX (self->n_shown, MIN (self->n_source, FIRST_ROWS));
}

/* Exchanges all rows from a position on. */
static void
exchange (DocketGradualList *self, guint position)
{
  gboolean is_anew = position == 0 && self->n_shown > 0;
  GObject *selected = docket_gradual_list_get_selected_row (self->selection);
  g_autoptr (GObject) row = selected != NULL ? g_object_ref (selected) : NULL;
  guint n_above = is_anew ? docket_slots_find_run (self->slots) : 0;

  /* Those that the table has widgets for become the first. */
  if (n_above > 0)
    tell_changed (self, 0, n_above, 0);
  docket_slots_fill (self->slots, position, get_row, self);
  set_n_shown (self, choose_n_shown (self));
  if (row != NULL)
    keep_selected (self, row);
  self->rest = REST_FRAMES;
  go_on (self);
  if (is_anew && self->view != NULL && self->top_source == 0)
    self->top_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, top_cb, self, NULL);
}

static void
items_changed_cb (DocketGradualList *self, guint position, guint n_removed, guint n_added)
{
  gboolean was_settled = self->n_shown == self->n_source;
  guint n_stay = self->n_source - n_removed;
  gboolean is_small = MAX (n_removed, n_added) <= FEW_ROWS && (n_stay > 0 || n_removed == 0 || n_added == 0);

  self->n_source = n_stay + n_added;
  if (was_settled && (is_small || n_stay >= MOST_WIDGETS))
    tell_changed (self, position, n_removed, n_added);
  else
    exchange (self, position);
}

/* An empty slot is no row. */
static void
selected_cb (DocketGradualList *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (position != GTK_INVALID_LIST_POSITION && position >= self->n_source)
    gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

static GType
docket_gradual_list_get_item_type (GListModel *model)
{
  return DOCKET_TYPE_SLOT;
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
  g_autoptr (GObject) row = NULL;
  DocketSlot *slot;

  if (position >= self->n_shown)
    return NULL;
  slot = docket_slots_find (self->slots, position);
  if (slot != NULL)
    return g_object_ref (slot);
  row = get_row (position, self);
  slot = row != NULL ? g_hash_table_lookup (self->leaving, row) : NULL;
  if (slot != NULL)
    {
      g_hash_table_remove (self->leaving, row);
      g_object_ref (slot);
    }
  else
    slot = docket_slot_new (row);
  docket_slots_add (self->slots, position, slot);
  return slot;
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
  g_clear_weak_pointer (&self->selection);
  if (self->source != NULL)
    g_signal_handlers_disconnect_by_func (self->source, items_changed_cb, self);
  g_clear_object (&self->source);
  self->n_shown = self->n_source = 0;
  G_OBJECT_CLASS (docket_gradual_list_parent_class)->dispose (object);
}

static void
docket_gradual_list_finalize (GObject *object)
{
  DocketGradualList *self = DOCKET_GRADUAL_LIST (object);

  docket_slots_free (self->slots);
  g_hash_table_unref (self->leaving);
  G_OBJECT_CLASS (docket_gradual_list_parent_class)->finalize (object);
}

static void
docket_gradual_list_class_init (DocketGradualListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = docket_gradual_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = docket_gradual_list_finalize;
}

static void
docket_gradual_list_init (DocketGradualList *self)
{
  self->slots = docket_slots_new ();
  self->leaving = g_hash_table_new (NULL, NULL);
}

GtkSingleSelection *
docket_gradual_list_new_selection (GListModel *source, GtkWidget *view)
{
  DocketGradualList *self = g_object_new (DOCKET_TYPE_GRADUAL_LIST, NULL);
  GtkSingleSelection *selection = gtk_single_selection_new (G_LIST_MODEL (self));

  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  g_signal_connect_swapped (selection, "notify::selected", G_CALLBACK (selected_cb), self);
  g_set_weak_pointer (&self->selection, selection);
  g_set_weak_pointer (&self->view, view);
  self->source = g_object_ref (source);
  g_signal_connect_swapped (source, "items-changed", G_CALLBACK (items_changed_cb), self);
  self->n_source = g_list_model_get_n_items (source);
  exchange (self, 0);
  return selection;
}

GListModel *
docket_gradual_list_get_source (DocketGradualList *self)
{
  g_return_val_if_fail (DOCKET_IS_GRADUAL_LIST (self), NULL);

  return self->source;
}

static DocketGradualList *
get_list (GtkSingleSelection *selection)
{
  return DOCKET_GRADUAL_LIST (gtk_single_selection_get_model (selection));
}

gpointer
docket_gradual_list_get_selected_row (GtkSingleSelection *selection)
{
  gpointer slot;

  g_return_val_if_fail (GTK_IS_SINGLE_SELECTION (selection), NULL);

  slot = gtk_single_selection_get_selected_item (selection);
  return slot != NULL ? docket_slot_get_row (slot) : NULL;
}

void
docket_gradual_list_select (GtkSingleSelection *selection, guint position)
{
  DocketGradualList *self;

  g_return_if_fail (GTK_IS_SINGLE_SELECTION (selection));
  g_return_if_fail (DOCKET_IS_GRADUAL_LIST (gtk_single_selection_get_model (selection)));

  self = get_list (selection);
  if (position >= self->n_shown && position < self->n_source)
    {
      stop (self);
      set_n_shown (self, self->n_source);
    }
  gtk_single_selection_set_selected (selection, position);
}
