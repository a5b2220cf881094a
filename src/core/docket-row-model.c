/* docket-row-model.c: a lazy, live GListModel over a view
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-row-model.h"

#include "docket-pacer.h"
#include "docket-retry.h"
#include "docket-row-changes.h"
#include "docket-row-pages.h"
#include "docket-row-pending.h"

/* A list whose middle changed by more than this is swapped: selections look at every row that one change adds. */
#define MAXIMUM_RANGE DOCKET_ROW_CHANGES_MAXIMUM

struct _DocketRowModel
{
  GObject parent_instance;
  DocketQueryBus *bus;
  DocketListQuery *query;
  char *error;

  /* What is shown. */
  DocketRowKeys *keys;
  DocketRowPages *pages;
  gboolean has_limit;
  gboolean is_complete;
  gboolean is_loading;

  /* What is asked; the copy is for workers, and changes no more. One job at a time, those of older generations are
   * given up. */
  DocketListQuery *asked;
  guint generation;
  GCancellable *cancellable;
  gboolean is_busy;

  DocketPacer pacer;
  DocketRetry retry;
  DocketRowPending pending;
};

static void docket_row_model_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DocketRowModel, docket_row_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, docket_row_model_list_model_init))

enum
{
  PROP_0,
  PROP_BUS,
  PROP_QUERY,
  PROP_N_ITEMS,
  PROP_IS_LOADING,
  PROP_IS_COMPLETE,
  PROP_ERROR,
  N_PROPS,
};

enum
{
  SWAPPED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* How an answer finds back: the model may be gone, or ask something else. */
typedef struct
{
  GWeakRef model;
  guint generation;
} Call;

static void load_all (DocketRowModel *self);

static void
set_error (DocketRowModel *self, const char *message)
{
  if (g_strcmp0 (self->error, message) == 0)
    return;
  g_free (self->error);
  self->error = g_strdup (message);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/* How a job ended. */
static void
tell_end (DocketRowModel *self, const GError *error)
{
  if (error == NULL)
    docket_retry_clear (&self->retry);
  set_error (self, error != NULL ? error->message : NULL);
}

static void
set_state (DocketRowModel *self, gboolean is_loading, gboolean is_complete)
{
  if (self->is_loading != is_loading)
    {
      self->is_loading = is_loading;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_LOADING]);
    }
  if (self->is_complete != is_complete)
    {
      self->is_complete = is_complete;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_COMPLETE]);
    }
}

static guint
get_n (DocketRowModel *self)
{
  return self->keys != NULL ? docket_row_keys_get_n (self->keys) : 0;
}

static void
tell_changed (DocketRowModel *self, guint position, guint n_removed, guint n_added)
{
  if (n_removed == 0 && n_added == 0)
    return;
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
  if (n_removed != n_added)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static void
set_keys (DocketRowModel *self, DocketRowKeys *keys)
{
  g_clear_pointer (&self->keys, docket_row_keys_unref);
  self->keys = keys;
}

/* In one change, so that a table uses its rows again; whoever keeps a selection looks at each of the rows that come, which is why
 * they are those of the first page only. FALSE: while it was told somebody asked for something else. */
static gboolean
swap (DocketRowModel *self, DocketRowKeys *keys, GPtrArray *rows)
{
  guint generation = self->generation;
  guint n = get_n (self);

  docket_row_pages_set_query (self->pages, self->asked);
  docket_row_pages_take (self->pages, rows, TRUE);
  if (generation != self->generation)
    {
      docket_row_keys_unref (keys);
      return FALSE;
    }
  set_keys (self, keys);
  tell_changed (self, 0, n, get_n (self));
  if (generation != self->generation)
    return FALSE;
  g_signal_emit (self, signals[SWAPPED], 0);
  return generation == self->generation;
}

static Call *
call_new (DocketRowModel *self)
{
  Call *call = g_new0 (Call, 1);

  g_weak_ref_init (&call->model, self);
  call->generation = self->generation;
  return call;
}

/* The model, if the answer is still wanted; takes call. */
static DocketRowModel *
finish_call (Call *call, GObject *source, GAsyncResult *result, DocketRowChanges **changes, GError **error)
{
  g_autoptr (DocketRowModel) self = g_weak_ref_get (&call->model);
  guint generation = call->generation;

  g_weak_ref_clear (&call->model);
  g_free (call);
  *changes = docket_query_bus_read_finish (DOCKET_QUERY_BUS (source), result, error);
  if (self == NULL || self->generation != generation)
    return NULL;
  self->is_busy = FALSE;
  return g_steal_pointer (&self);
}

static void
start_job (DocketRowModel *self, DocketReadFunc function, DocketRowRequest *request, GAsyncReadyCallback callback)
{
  self->is_busy = TRUE;
  docket_query_bus_read_async (self->bus, DOCKET_QUERY_GET_CLASS (self->asked)->source, function, request, docket_row_request_free,
                               docket_row_changes_free, self->cancellable, callback, call_new (self));
}

static void
request_pending (DocketRowModel *self)
{
  if (!self->is_busy && !docket_row_pending_is_empty (&self->pending))
    docket_pacer_request (&self->pacer);
}

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Anything may have changed meanwhile. A question that is wrong is wrong the next time too, all else may pass; what lasts is left to
 * the next change. */
static void
try_again_later (DocketRowModel *self, const GError *error)
{
  docket_row_pending_add_all (&self->pending);
  if (!g_error_matches (error, DOCKET_ERROR, DOCKET_ERROR_INVALID))
    docket_retry_later (&self->retry);
}

/* The old rows would answer a question that nobody asks any more. */
static void
give_up_loading (DocketRowModel *self, const GError *error)
{
  g_autoptr (GPtrArray) no_rows = g_ptr_array_new ();

  if (is_cancelled (error))
    return;
  tell_end (self, error);
  if (!swap (self, docket_row_keys_new (g_array_new (FALSE, FALSE, sizeof (gint64)), 0), no_rows))
    return;
  set_state (self, FALSE, FALSE);
  try_again_later (self, error);
}

static void
first_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DocketRowChanges) changes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketRowModel) self = finish_call (data, source, result, &changes, &error);

  if (self == NULL)
    return;
  if (changes == NULL)
    {
      give_up_loading (self, error);
      return;
    }
  self->has_limit = changes->has_limit;
  tell_end (self, NULL);
  if (!swap (self, docket_row_keys_new (g_steal_pointer (&changes->keys), changes->direction), changes->rows))
    return;
  set_state (self, !changes->is_complete, changes->is_complete);
  if (changes->is_complete)
    request_pending (self);
  else
    load_all (self);
}

static void
load_first (DocketRowModel *self)
{
  start_job (self, docket_row_changes_load_first, docket_row_request_new (self->asked, NULL), first_loaded_cb);
}

/* One end of the list at least stays; what lies between goes, then comes. */
static void
apply_range (DocketRowModel *self, DocketRowChanges *changes)
{
  guint generation = self->generation;
  gboolean is_swap = MIN (changes->n_removed, changes->n_added) > 0 && MAX (changes->n_removed, changes->n_added) > MAXIMUM_RANGE;
  g_autoptr (DocketRowKeys) keys = docket_row_keys_new (g_steal_pointer (&changes->keys), changes->direction);

  if (changes->n_removed == 0 && changes->n_added == 0)
    return;
  if (!is_swap)
    {
      set_keys (self, g_steal_pointer (&keys));
      tell_changed (self, changes->position, changes->n_removed, changes->n_added);
      return;
    }
  docket_row_keys_splice (self->keys, changes->position, changes->n_removed, NULL, 0);
  tell_changed (self, changes->position, changes->n_removed, 0);
  if (generation != self->generation)
    return;
  set_keys (self, g_steal_pointer (&keys));
  tell_changed (self, changes->position, 0, changes->n_added);
  if (generation == self->generation)
    g_signal_emit (self, signals[SWAPPED], 0);
}

static void
all_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DocketRowChanges) changes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketRowModel) self = finish_call (data, source, result, &changes, &error);
  guint generation;

  if (self == NULL || is_cancelled (error))
    return;
  generation = self->generation;
  tell_end (self, error);
  if (changes != NULL)
    {
      docket_row_pages_take (self->pages, changes->rows, FALSE);
      if (generation == self->generation)
        apply_range (self, changes);
    }
  if (generation != self->generation)
    return;
  set_state (self, FALSE, self->is_complete || changes != NULL);
  if (changes != NULL)
    request_pending (self);
  else
    try_again_later (self, error);
}

static void
load_all (DocketRowModel *self)
{
  DocketRowRequest *request = docket_row_request_new (self->asked, self->keys);

  /* Rows that were read with the first page a moment ago need not be read again. */
  if (self->is_complete)
    request->live = docket_row_pages_get_live_keys (self->pages);
  start_job (self, docket_row_changes_load_all, request, all_loaded_cb);
}

static void
apply_splices (DocketRowModel *self, DocketRowChanges *changes)
{
  guint generation = self->generation;

  for (guint i = 0; i < changes->splices->len && generation == self->generation; i++)
    {
      const DocketRowSplice *splice = &g_array_index (changes->splices, DocketRowSplice, i);
      const gint64 *added = splice->n_added > 0 ? &g_array_index (changes->added, gint64, splice->first_added) : NULL;

      docket_row_keys_splice (self->keys, splice->position, splice->n_removed, added, splice->n_added);
      tell_changed (self, splice->position, splice->n_removed, splice->n_added);
    }
}

static void
changes_found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DocketRowChanges) changes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketRowModel) self = finish_call (data, source, result, &changes, &error);
  guint generation;

  if (self == NULL || is_cancelled (error))
    return;
  generation = self->generation;
  tell_end (self, error);
  if (changes != NULL)
    {
      docket_row_pending_placed (&self->pending, changes->probed, changes->log_position);
      docket_row_pages_take (self->pages, changes->rows, TRUE);
      if (generation == self->generation)
        apply_splices (self, changes);
    }
  else
    try_again_later (self, error);
  if (generation == self->generation && changes != NULL)
    request_pending (self);
}

static void
look_after_pending (gpointer data)
{
  DocketRowModel *self = data;
  g_autoptr (GArray) changed = NULL;
  DocketRowRequest *request;

  if (self->is_busy || self->keys == NULL)
    return;
  changed = docket_row_pending_take (&self->pending);
  if (changed == NULL || self->has_limit)
    {
      load_all (self);
      return;
    }
  request = docket_row_request_new (self->asked, self->keys);
  request->changed = g_steal_pointer (&changed);
  request->live = docket_row_pages_get_live_keys (self->pages);
  start_job (self, docket_row_changes_find, request, changes_found_cb);
}

static void
changed_cb (DocketRowModel *self, const char *view, GArray *keys, gint64 position)
{
  if (self->asked == NULL || DOCKET_QUERY_GET_CLASS (self->asked)->source != DOCKET_QUERY_READ ||
      !docket_query_is_about (DOCKET_QUERY (self->asked), view))
    return;
  docket_row_pending_add (&self->pending, keys, position);
  docket_row_pages_note_changed (self->pages, keys);
  request_pending (self);
}

/* A list of the log itself has no view that tells what changed. */
static void
caught_up_cb (DocketRowModel *self)
{
  if (self->asked == NULL || DOCKET_QUERY_GET_CLASS (self->asked)->source != DOCKET_QUERY_WRITE)
    return;
  docket_row_pending_add_all (&self->pending);
  docket_row_pages_note_changed (self->pages, NULL);
  request_pending (self);
}

static void
page_ended (const GError *error, gpointer data)
{
  set_error (data, error != NULL ? error->message : NULL);
}

static GType
docket_row_model_get_item_type (GListModel *model G_GNUC_UNUSED)
{
  return DOCKET_TYPE_ROW;
}

static guint
docket_row_model_get_n_items (GListModel *model)
{
  return get_n (DOCKET_ROW_MODEL (model));
}

static gpointer
docket_row_model_get_item (GListModel *model, guint position)
{
  DocketRowModel *self = DOCKET_ROW_MODEL (model);

  return position < get_n (self) ? docket_row_pages_get (self->pages, self->keys, position) : NULL;
}

static void
docket_row_model_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = docket_row_model_get_item_type;
  iface->get_n_items = docket_row_model_get_n_items;
  iface->get_item = docket_row_model_get_item;
}

static void
docket_row_model_constructed (GObject *object)
{
  DocketRowModel *self = DOCKET_ROW_MODEL (object);
  DocketProjectionRunner *runner = docket_query_bus_get_runner (self->bus);

  G_OBJECT_CLASS (docket_row_model_parent_class)->constructed (object);

  if (runner == NULL)
    return;
  g_signal_connect_object (runner, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (runner, "caught-up", G_CALLBACK (caught_up_cb), self, G_CONNECT_SWAPPED);
}

static void
docket_row_model_dispose (GObject *object)
{
  DocketRowModel *self = DOCKET_ROW_MODEL (object);

  self->generation++;
  docket_pacer_clear (&self->pacer);
  docket_retry_clear (&self->retry);
  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->keys, docket_row_keys_unref);
  g_clear_pointer (&self->pages, docket_row_pages_close);
  g_clear_object (&self->asked);
  g_clear_object (&self->query);
  G_OBJECT_CLASS (docket_row_model_parent_class)->dispose (object);
}

static void
docket_row_model_finalize (GObject *object)
{
  DocketRowModel *self = DOCKET_ROW_MODEL (object);

  g_clear_object (&self->bus);
  g_clear_object (&self->cancellable);
  docket_row_pending_clear (&self->pending);
  g_free (self->error);
  G_OBJECT_CLASS (docket_row_model_parent_class)->finalize (object);
}

static void
docket_row_model_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  DocketRowModel *self = DOCKET_ROW_MODEL (object);

  switch (property_id)
    {
    case PROP_QUERY:
      g_value_set_object (value, self->query);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, get_n (self));
      break;
    case PROP_IS_LOADING:
      g_value_set_boolean (value, self->is_loading);
      break;
    case PROP_IS_COMPLETE:
      g_value_set_boolean (value, self->is_complete);
      break;
    case PROP_ERROR:
      g_value_set_string (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
docket_row_model_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  DocketRowModel *self = DOCKET_ROW_MODEL (object);

  switch (property_id)
    {
    case PROP_BUS:
      self->bus = g_value_dup_object (value);
      self->pages = docket_row_pages_new (self->bus, page_ended, self);
      break;
    case PROP_QUERY:
      docket_row_model_set_query (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
docket_row_model_class_init (DocketRowModelClass *klass)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = docket_row_model_constructed;
  object_class->dispose = docket_row_model_dispose;
  object_class->finalize = docket_row_model_finalize;
  object_class->get_property = docket_row_model_get_property;
  object_class->set_property = docket_row_model_set_property;

  properties[PROP_BUS] = g_param_spec_object ("bus", NULL, NULL, DOCKET_TYPE_QUERY_BUS,
                                              G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_QUERY] = g_param_spec_object ("query", NULL, NULL, DOCKET_TYPE_LIST_QUERY,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_IS_LOADING] = g_param_spec_boolean ("is-loading", NULL, NULL, FALSE, readable);
  properties[PROP_IS_COMPLETE] = g_param_spec_boolean ("is-complete", NULL, NULL, FALSE, readable);
  properties[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * DocketRowModel::swapped:
   * @self: the model
   *
   * The list, or a large part of it, was replaced: select again by key.
   */
  signals[SWAPPED] = g_signal_new ("swapped", DOCKET_TYPE_ROW_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
docket_row_model_init (DocketRowModel *self)
{
  docket_pacer_init (&self->pacer, look_after_pending, self);
  docket_retry_init (&self->retry, look_after_pending, self);
  docket_row_pending_init (&self->pending);
}

/**
 * docket_row_model_new:
 * @bus: who reads, already started
 * @query: (nullable): what is listed
 *
 * Returns: (transfer full): the list, empty until its first page is there
 */
DocketRowModel *
docket_row_model_new (DocketQueryBus *bus, DocketListQuery *query)
{
  g_return_val_if_fail (DOCKET_IS_QUERY_BUS (bus), NULL);

  return g_object_new (DOCKET_TYPE_ROW_MODEL, "bus", bus, "query", query, NULL);
}

/**
 * docket_row_model_get_query:
 * @self: a model
 *
 * Returns: (transfer none) (nullable): what is listed
 */
DocketListQuery *
docket_row_model_get_query (DocketRowModel *self)
{
  g_return_val_if_fail (DOCKET_IS_ROW_MODEL (self), NULL);

  return self->query;
}

static void
forget_question (DocketRowModel *self)
{
  self->generation++;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_object (&self->asked);
  docket_pacer_clear (&self->pacer);
  docket_retry_clear (&self->retry);
  docket_row_pending_forget (&self->pending);
  self->is_busy = FALSE;
}

/**
 * docket_row_model_set_query:
 * @self: a model
 * @query: (nullable): what to list from now on
 *
 * Asks for another filter, search or order, as @query says it now. The rows of the old one stay until the first page
 * of the new one is there. The newest query wins.
 */
void
docket_row_model_set_query (DocketRowModel *self, DocketListQuery *query)
{
  guint n;

  g_return_if_fail (DOCKET_IS_ROW_MODEL (self));
  g_return_if_fail (query == NULL || DOCKET_IS_LIST_QUERY (query));

  if (query == NULL && self->query == NULL)
    return;
  forget_question (self);
  if (g_set_object (&self->query, query))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUERY]);
  if (query == NULL)
    {
      n = get_n (self);
      set_keys (self, NULL);
      set_state (self, FALSE, FALSE);
      tell_changed (self, 0, n, 0);
      return;
    }
  self->asked = DOCKET_LIST_QUERY (docket_record_copy (DOCKET_RECORD (query)));
  set_state (self, TRUE, FALSE);
  load_first (self);
}

/**
 * docket_row_model_find_key:
 * @self: a model
 * @key: a row's key
 * @position: (out): where it is
 *
 * Returns: whether the list holds it, as far as it is loaded
 */
gboolean
docket_row_model_find_key (DocketRowModel *self, gint64 key, guint *position)
{
  g_return_val_if_fail (DOCKET_IS_ROW_MODEL (self), FALSE);

  return self->keys != NULL && docket_row_keys_find (self->keys, key, position);
}

/**
 * docket_row_model_get_key:
 * @self: a model
 * @position: less than the number of rows
 *
 * Returns: the key of the row there, without making its object
 */
gint64
docket_row_model_get_key (DocketRowModel *self, guint position)
{
  g_return_val_if_fail (DOCKET_IS_ROW_MODEL (self), 0);
  g_return_val_if_fail (position < get_n (self), 0);

  return docket_row_keys_get (self->keys, position);
}

/**
 * docket_row_model_count_live_rows:
 * @self: a model
 *
 * Returns: how many row objects live now
 */
guint
docket_row_model_count_live_rows (DocketRowModel *self)
{
  g_return_val_if_fail (DOCKET_IS_ROW_MODEL (self), 0);

  return self->pages != NULL ? docket_row_pages_count_live (self->pages) : 0;
}
