/* docket-live-record.c: one answer that keeps itself true
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-live-record.h"

#include "docket-pacer.h"

struct _DocketLiveRecord
{
  GObject parent_instance;
  DocketQueryBus *bus;
  DocketQuery *query;
  DocketRecord *record;
  char *error;

  DocketPacer pacer;
  GCancellable *cancellable;
  gboolean is_asking;
  gboolean is_stale;
  gboolean is_new_query;
};

G_DEFINE_FINAL_TYPE (DocketLiveRecord, docket_live_record, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_BUS,
  PROP_QUERY,
  PROP_RECORD,
  PROP_ERROR,
  N_PROPS,
};

enum
{
  UPDATED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void ask (gpointer data);

static void
set_error (DocketLiveRecord *self, const char *message)
{
  if (g_strcmp0 (self->error, message) == 0)
    return;
  g_free (self->error);
  self->error = g_strdup (message);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
set_record (DocketLiveRecord *self, DocketRecord *record)
{
  if (g_set_object (&self->record, record))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD]);
}

/* While the query stays, so does the object that widgets are bound to. */
static void
take_answer (DocketLiveRecord *self, DocketRecord *answer)
{
  gboolean stays = !self->is_new_query && self->record != NULL && G_OBJECT_TYPE (self->record) == G_OBJECT_TYPE (answer);

  self->is_new_query = FALSE;
  if (stays)
    docket_record_assign (self->record, answer);
  else
    set_record (self, answer);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree GWeakRef *weak_self = data;
  g_autoptr (DocketLiveRecord) self = g_weak_ref_get (weak_self);
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketRecord) answer = docket_query_bus_ask_finish (DOCKET_QUERY_BUS (source), result, &error);

  g_weak_ref_clear (weak_self);
  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_asking = FALSE;
  if (answer != NULL)
    take_answer (self, answer);
  else
    set_record (self, NULL);
  set_error (self, error != NULL ? error->message : NULL);
  g_signal_emit (self, signals[UPDATED], 0);
  if (self->is_stale && !self->is_asking)
    docket_pacer_request (&self->pacer);
}

static void
ask (gpointer data)
{
  DocketLiveRecord *self = data;
  GWeakRef *weak_self;

  if (self->is_asking || self->query == NULL)
    return;
  self->is_asking = TRUE;
  self->is_stale = FALSE;
  weak_self = g_new (GWeakRef, 1);
  g_weak_ref_init (weak_self, self);
  docket_query_bus_ask_async (self->bus, self->query, self->cancellable, answered_cb, weak_self);
}

static void
changed_cb (DocketLiveRecord *self, const char *view)
{
  if (self->query == NULL || !docket_query_is_about (self->query, view))
    return;
  self->is_stale = TRUE;
  if (!self->is_asking)
    docket_pacer_request (&self->pacer);
}

static void
docket_live_record_constructed (GObject *object)
{
  DocketLiveRecord *self = DOCKET_LIVE_RECORD (object);
  DocketProjectionRunner *runner = docket_query_bus_get_runner (self->bus);

  G_OBJECT_CLASS (docket_live_record_parent_class)->constructed (object);

  if (runner != NULL)
    g_signal_connect_object (runner, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static void
docket_live_record_dispose (GObject *object)
{
  DocketLiveRecord *self = DOCKET_LIVE_RECORD (object);

  docket_pacer_clear (&self->pacer);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->query);
  g_clear_object (&self->record);
  G_OBJECT_CLASS (docket_live_record_parent_class)->dispose (object);
}

static void
docket_live_record_finalize (GObject *object)
{
  DocketLiveRecord *self = DOCKET_LIVE_RECORD (object);

  g_clear_object (&self->bus);
  g_clear_object (&self->cancellable);
  g_free (self->error);
  G_OBJECT_CLASS (docket_live_record_parent_class)->finalize (object);
}

static void
docket_live_record_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  DocketLiveRecord *self = DOCKET_LIVE_RECORD (object);

  switch (property_id)
    {
    case PROP_QUERY:
      g_value_set_object (value, self->query);
      break;
    case PROP_RECORD:
      g_value_set_object (value, self->record);
      break;
    case PROP_ERROR:
      g_value_set_string (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
docket_live_record_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  DocketLiveRecord *self = DOCKET_LIVE_RECORD (object);

  switch (property_id)
    {
    case PROP_BUS:
      self->bus = g_value_dup_object (value);
      break;
    case PROP_QUERY:
      docket_live_record_set_query (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
docket_live_record_class_init (DocketLiveRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = docket_live_record_constructed;
  object_class->dispose = docket_live_record_dispose;
  object_class->finalize = docket_live_record_finalize;
  object_class->get_property = docket_live_record_get_property;
  object_class->set_property = docket_live_record_set_property;

  properties[PROP_BUS] = g_param_spec_object ("bus", NULL, NULL, DOCKET_TYPE_QUERY_BUS,
                                              G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_QUERY] = g_param_spec_object ("query", NULL, NULL, DOCKET_TYPE_QUERY,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, DOCKET_TYPE_RECORD,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * DocketLiveRecord::updated:
   * @self: the live record
   *
   * An answer came, whether or not it is another one.
   */
  signals[UPDATED] = g_signal_new ("updated", DOCKET_TYPE_LIVE_RECORD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
docket_live_record_init (DocketLiveRecord *self)
{
  docket_pacer_init (&self->pacer, ask, self);
}

/**
 * docket_live_record_new:
 * @bus: whom to ask
 * @query: (nullable): what
 *
 * Returns: (transfer full): the answer to be
 */
DocketLiveRecord *
docket_live_record_new (DocketQueryBus *bus, DocketQuery *query)
{
  g_return_val_if_fail (DOCKET_IS_QUERY_BUS (bus), NULL);

  return g_object_new (DOCKET_TYPE_LIVE_RECORD, "bus", bus, "query", query, NULL);
}

/**
 * docket_live_record_set_query:
 * @self: a live record
 * @query: (nullable): what to ask from now on
 *
 * Asks something else. The old answer stays until the new one is there.
 */
void
docket_live_record_set_query (DocketLiveRecord *self, DocketQuery *query)
{
  g_return_if_fail (DOCKET_IS_LIVE_RECORD (self));

  if (!g_set_object (&self->query, query))
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->is_asking = FALSE;
  self->is_new_query = TRUE;
  docket_pacer_clear (&self->pacer);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUERY]);
  if (query != NULL)
    ask (self);
  else
    set_record (self, NULL);
}

/**
 * docket_live_record_get_query:
 * @self: a live record
 *
 * Returns: (transfer none) (nullable): what it asks
 */
DocketQuery *
docket_live_record_get_query (DocketLiveRecord *self)
{
  g_return_val_if_fail (DOCKET_IS_LIVE_RECORD (self), NULL);

  return self->query;
}

/**
 * docket_live_record_get_record:
 * @self: a live record
 *
 * Returns: (transfer none) (nullable): the answer
 */
DocketRecord *
docket_live_record_get_record (DocketLiveRecord *self)
{
  g_return_val_if_fail (DOCKET_IS_LIVE_RECORD (self), NULL);

  return self->record;
}

/**
 * docket_live_record_get_error:
 * @self: a live record
 *
 * Returns: (transfer none) (nullable): why there is no answer
 */
const char *
docket_live_record_get_error (DocketLiveRecord *self)
{
  g_return_val_if_fail (DOCKET_IS_LIVE_RECORD (self), NULL);

  return self->error;
}

static gboolean
equals_item (GListStore *store, guint position, GPtrArray *records, guint index)
{
  g_autoptr (DocketRecord) item = g_list_model_get_item (G_LIST_MODEL (store), position);
  DocketRecord *record = g_ptr_array_index (records, index);

  return G_OBJECT_TYPE (item) == G_OBJECT_TYPE (record) && docket_record_equal (item, record);
}

/* The row stays where it is and takes the new figures over; another kind of row takes its place. */
static void
replace_item (GListStore *store, guint position, DocketRecord *record)
{
  g_autoptr (DocketRecord) item = g_list_model_get_item (G_LIST_MODEL (store), position);

  if (G_OBJECT_TYPE (item) == G_OBJECT_TYPE (record))
    docket_record_assign (item, record);
  else
    g_list_store_splice (store, position, 1, (gpointer *) &record, 1);
}

/**
 * docket_record_store_update:
 * @store: a store of records
 * @records: (element-type DocketRecord): what it has to hold
 *
 * Makes @store hold what @records holds with few changes, for short lists: what is the same at both ends stays, what
 * lies between takes the new figures over in place, and the difference in length is one change.
 */
void
docket_record_store_update (GListStore *store, GPtrArray *records)
{
  guint n_old;
  guint n_new = records->len;
  guint first = 0;

  g_return_if_fail (G_IS_LIST_STORE (store));

  n_old = g_list_model_get_n_items (G_LIST_MODEL (store));
  while (first < n_old && first < n_new && equals_item (store, first, records, first))
    first++;
  while (n_old > first && n_new > first && equals_item (store, n_old - 1, records, n_new - 1))
    {
      n_old--;
      n_new--;
    }
  for (; first < n_old && first < n_new; first++)
    replace_item (store, first, g_ptr_array_index (records, first));
  if (n_new > first)
    g_list_store_splice (store, first, n_old - first, records->pdata + first, n_new - first);
  else if (n_old > first)
    g_list_store_splice (store, first, n_old - first, NULL, 0);
}
