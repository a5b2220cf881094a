/* docket-shell.c: what a page can see of the house around it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-shell.h"

#include <glib/gi18n.h>

struct _DocketShell
{
  GObject parent_instance;

  DocketEngine *engine;
  DocketLiveRecord *shop;
  DocketLiveRecord *counts;
  DocketUpkeep *upkeep;
  guint n_holds;
  gboolean is_catching_up;
};

G_DEFINE_FINAL_TYPE (DocketShell, docket_shell, G_TYPE_OBJECT)

enum
{
  PROP_ENGINE = 1,
  PROP_IS_BUSY,
  PROP_IS_CATCHING_UP,
  N_PROPS
};

enum
{
  SIGNAL_OPEN,
  SIGNAL_BACK,
  SIGNAL_TOAST,
  SIGNAL_NOTICE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static DocketLiveRecord *
follow (DocketShell *self, GType query_type)
{
  g_autoptr (DocketQuery) query = g_object_new (query_type, NULL);

  return docket_live_record_new (docket_shell_get_queries (self), query);
}

static void
set_is_catching_up (DocketShell *self, gboolean is_catching_up)
{
  if (self->is_catching_up == is_catching_up)
    return;
  self->is_catching_up = is_catching_up;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_CATCHING_UP]);
}

/* A view that is made again beside the one that people see knows the whole log meanwhile. */
static void
progress_cb (DocketShell *self, const char *view, gint64 position, gint64 last)
{
  DocketViewState state = DOCKET_VIEW_LIVE;
  g_autofree char *message = NULL;
  gint64 reached;

  docket_projection_runner_get_view (docket_engine_get_runner (self->engine), view, &state, &reached, &message);
  if (position < last && state == DOCKET_VIEW_REBUILDING)
    set_is_catching_up (self, TRUE);
}

static void
caught_up_cb (DocketShell *self)
{
  set_is_catching_up (self, FALSE);
}

static void
wait_thread (GTask *task, gpointer source, gpointer runner, GCancellable *cancellable)
{
  docket_projection_runner_wait (runner, -1);
  g_task_return_boolean (task, TRUE);
}

static void
waited_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  set_is_catching_up (DOCKET_SHELL (source), FALSE);
}

/* The views may have told that they caught up before anyone listened: the first time is asked for. */
static void
follow_runner (DocketShell *self)
{
  DocketProjectionRunner *runner = docket_engine_get_runner (self->engine);
  g_autoptr (GTask) task = NULL;

  if (runner == NULL)
    return;
  self->is_catching_up = TRUE;
  g_signal_connect_object (runner, "progress", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (runner, "caught-up", G_CALLBACK (caught_up_cb), self, G_CONNECT_SWAPPED);
  task = g_task_new (self, NULL, waited_cb, NULL);
  g_task_set_task_data (task, g_object_ref (runner), g_object_unref);
  g_task_run_in_thread (task, wait_thread);
}

static void
docket_shell_constructed (GObject *object)
{
  DocketShell *self = DOCKET_SHELL (object);

  G_OBJECT_CLASS (docket_shell_parent_class)->constructed (object);
  self->shop = follow (self, DOCKET_TYPE_SHOP_QUERY);
  self->counts = follow (self, DOCKET_TYPE_COUNTS_QUERY);
  self->upkeep = docket_upkeep_new (self->engine);
  follow_runner (self);
}

static void
docket_shell_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DocketShell *self = DOCKET_SHELL (object);

  switch (id)
    {
    case PROP_ENGINE:
      g_value_set_object (value, self->engine);
      break;
    case PROP_IS_BUSY:
      g_value_set_boolean (value, docket_shell_is_busy (self));
      break;
    case PROP_IS_CATCHING_UP:
      g_value_set_boolean (value, self->is_catching_up);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
docket_shell_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  DocketShell *self = DOCKET_SHELL (object);

  switch (id)
    {
    case PROP_ENGINE:
      self->engine = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
docket_shell_finalize (GObject *object)
{
  DocketShell *self = DOCKET_SHELL (object);

  g_clear_object (&self->shop);
  g_clear_object (&self->counts);
  g_clear_object (&self->upkeep);
  g_clear_object (&self->engine);
  G_OBJECT_CLASS (docket_shell_parent_class)->finalize (object);
}

static void
docket_shell_class_init (DocketShellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = docket_shell_constructed;
  object_class->get_property = docket_shell_get_property;
  object_class->set_property = docket_shell_set_property;
  object_class->finalize = docket_shell_finalize;

  properties[PROP_ENGINE] = g_param_spec_object ("engine", NULL, NULL, DOCKET_TYPE_ENGINE,
                                                 G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_BUSY] = g_param_spec_boolean ("is-busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_CATCHING_UP] = g_param_spec_boolean ("is-catching-up", NULL, NULL, FALSE,
                                                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_OPEN] = g_signal_new ("open", DOCKET_TYPE_SHELL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                       G_TYPE_STRING, DOCKET_TYPE_QUERY);
  signals[SIGNAL_BACK] = g_signal_new ("back", DOCKET_TYPE_SHELL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_TOAST] = g_signal_new ("toast", DOCKET_TYPE_SHELL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                        G_TYPE_STRING, G_TYPE_STRING);
  signals[SIGNAL_NOTICE] = g_signal_new ("notice", DOCKET_TYPE_SHELL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                         G_TYPE_STRING);
}

static void
docket_shell_init (DocketShell *self)
{
}

DocketShell *
docket_shell_new (DocketEngine *engine)
{
  g_return_val_if_fail (DOCKET_IS_ENGINE (engine), NULL);

  return g_object_new (DOCKET_TYPE_SHELL, "engine", engine, NULL);
}

DocketEngine *
docket_shell_get_engine (DocketShell *self)
{
  g_return_val_if_fail (DOCKET_IS_SHELL (self), NULL);

  return self->engine;
}

DocketCommandBus *
docket_shell_get_commands (DocketShell *self)
{
  g_return_val_if_fail (DOCKET_IS_SHELL (self), NULL);

  return docket_engine_get_command_bus (self->engine);
}

DocketQueryBus *
docket_shell_get_queries (DocketShell *self)
{
  g_return_val_if_fail (DOCKET_IS_SHELL (self), NULL);

  return docket_engine_get_query_bus (self->engine);
}

DocketLiveRecord *
docket_shell_get_shop (DocketShell *self)
{
  g_return_val_if_fail (DOCKET_IS_SHELL (self), NULL);

  return self->shop;
}

const char *
docket_shell_get_currency (DocketShell *self)
{
  DocketRecord *record;
  const char *currency = NULL;

  g_return_val_if_fail (DOCKET_IS_SHELL (self), "");

  record = docket_live_record_get_record (self->shop);
  if (record != NULL)
    currency = DOCKET_SHOP (record)->currency;
  return currency != NULL ? currency : "";
}

DocketLiveRecord *
docket_shell_get_counts (DocketShell *self)
{
  g_return_val_if_fail (DOCKET_IS_SHELL (self), NULL);

  return self->counts;
}

DocketUpkeep *
docket_shell_get_upkeep (DocketShell *self)
{
  g_return_val_if_fail (DOCKET_IS_SHELL (self), NULL);

  return self->upkeep;
}

void
docket_shell_hold (DocketShell *self)
{
  g_return_if_fail (DOCKET_IS_SHELL (self));

  if (self->n_holds++ == 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_BUSY]);
}

void
docket_shell_release (DocketShell *self)
{
  g_return_if_fail (DOCKET_IS_SHELL (self));
  g_return_if_fail (self->n_holds > 0);

  if (--self->n_holds == 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_BUSY]);
}

gboolean
docket_shell_is_busy (DocketShell *self)
{
  g_return_val_if_fail (DOCKET_IS_SHELL (self), FALSE);

  return self->n_holds > 0;
}

gboolean
docket_shell_is_catching_up (DocketShell *self)
{
  g_return_val_if_fail (DOCKET_IS_SHELL (self), FALSE);

  return self->is_catching_up;
}

void
docket_shell_open (DocketShell *self, const char *page, DocketQuery *what)
{
  g_return_if_fail (DOCKET_IS_SHELL (self));
  g_return_if_fail (page != NULL);

  g_signal_emit (self, signals[SIGNAL_OPEN], 0, page, what);
}

void
docket_shell_back (DocketShell *self)
{
  g_return_if_fail (DOCKET_IS_SHELL (self));

  g_signal_emit (self, signals[SIGNAL_BACK], 0);
}

/* A query of one text property. */
static void
open_named (DocketShell *self, const char *page, GType query_type, const char *property, const char *value)
{
  g_autoptr (DocketQuery) query = g_object_new (query_type, property, value, NULL);

  docket_shell_open (self, page, query);
}

void
docket_shell_open_order (DocketShell *self, const char *order)
{
  open_named (self, "order", DOCKET_TYPE_ORDER_QUERY, "number", order);
}

void
docket_shell_open_editor (DocketShell *self, const char *draft)
{
  open_named (self, "editor", DOCKET_TYPE_ORDER_QUERY, "number", draft);
}

void
docket_shell_open_customer (DocketShell *self, const char *customer)
{
  open_named (self, "customer", DOCKET_TYPE_CUSTOMER_QUERY, "customer", customer);
}

void
docket_shell_open_product (DocketShell *self, const char *sku)
{
  open_named (self, "products", DOCKET_TYPE_PRODUCTS_QUERY, "sku", sku);
}

void
docket_shell_show_orders (DocketShell *self, DocketOrdersQuery *query)
{
  docket_shell_open (self, "orders", DOCKET_QUERY (query));
}

void
docket_shell_show_products (DocketShell *self, DocketProductsQuery *query)
{
  docket_shell_open (self, "products", DOCKET_QUERY (query));
}

void
docket_shell_toast (DocketShell *self, const char *message, const DocketUuid *undoable)
{
  char id[DOCKET_UUID_STRING_SIZE];

  g_return_if_fail (DOCKET_IS_SHELL (self));
  g_return_if_fail (message != NULL);

  g_signal_emit (self, signals[SIGNAL_TOAST], 0, message, undoable != NULL ? docket_uuid_format (undoable, id) : NULL);
}

void
docket_shell_notice (DocketShell *self, const char *message)
{
  g_return_if_fail (DOCKET_IS_SHELL (self));
  g_return_if_fail (message != NULL);

  g_signal_emit (self, signals[SIGNAL_NOTICE], 0, message);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DocketShell) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketOutcome) outcome = docket_command_bus_undo_finish (DOCKET_COMMAND_BUS (source), result, &error);
  const GError *reason = error;

  if (outcome != NULL && !docket_outcome_is_accepted (outcome))
    reason = docket_outcome_get_reason (outcome);
  if (reason != NULL)
    docket_shell_notice (self, reason->message);
  else
    docket_shell_toast (self, _("Taken back"), NULL);
  docket_shell_release (self);
}

void
docket_shell_undo (DocketShell *self, const DocketUuid *id)
{
  g_return_if_fail (DOCKET_IS_SHELL (self));

  docket_shell_hold (self);
  docket_command_bus_undo_async (docket_shell_get_commands (self), id, NULL, undone_cb, g_object_ref (self));
}
