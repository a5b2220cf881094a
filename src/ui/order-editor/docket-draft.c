/* docket-draft.c: a draft that is being written, one command an edit
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-draft.h"

#include <string.h>

#include "docket-draft-events.h"

typedef struct
{
  char *name;
  JsonObject *properties;
  char *message;
  DocketForm *form;
  GWeakRef owner;
  DocketActionDone done;
  /* The draft was left meanwhile: what becomes of it is no news of the one that is open now. */
  gboolean is_stale;
} Edit;

struct _DocketDraft
{
  GObject parent_instance;

  DocketShell *shell;
  char *id;
  DocketLiveRecord *record;
  DocketOrderTerms *terms;
  GQueue edits;
  Edit *current;
  GCancellable *preview;
};

G_DEFINE_FINAL_TYPE (DocketDraft, docket_draft, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_SETTLED,
  SIGNAL_PREVIEWED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void run_next (DocketDraft *self);

static void
edit_free (Edit *edit)
{
  g_clear_pointer (&edit->properties, json_object_unref);
  g_clear_object (&edit->form);
  g_weak_ref_clear (&edit->owner);
  g_free (edit->message);
  g_free (edit->name);
  g_free (edit);
}

static void
updated_cb (DocketDraft *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static DocketOrderTerms *
find_terms (DocketEvent *event)
{
  if (DOCKET_IS_ORDER_DRAFTED (event))
    return ((DocketOrderDrafted *) event)->terms;
  if (DOCKET_IS_LINE_ADDED (event))
    return ((DocketLineAdded *) event)->terms;
  if (DOCKET_IS_LINE_CHANGED (event))
    return ((DocketLineChanged *) event)->terms;
  if (DOCKET_IS_LINE_REMOVED (event))
    return ((DocketLineRemoved *) event)->terms;
  if (DOCKET_IS_DISCOUNT_SET (event))
    return ((DocketDiscountSet *) event)->terms;
  return DOCKET_IS_SHIPPING_SET (event) ? ((DocketShippingSet *) event)->terms : NULL;
}

static DocketOrderTerms *
find_outcome_terms (DocketOutcome *outcome)
{
  GPtrArray *events = docket_outcome_get_events (outcome);
  DocketOrderTerms *terms = NULL;

  for (guint i = 0; events != NULL && i < events->len; i++)
    if (find_terms (events->pdata[i]) != NULL)
      terms = find_terms (events->pdata[i]);
  return terms;
}

static void
follow (DocketDraft *self, const DocketUuid *id)
{
  g_autoptr (DocketQuery) query = NULL;

  self->id = docket_uuid_to_string (id);
  query = g_object_new (DOCKET_TYPE_ORDER_QUERY, "id", self->id, NULL);
  docket_live_record_set_query (self->record, query);
}

void
docket_draft_adopt (DocketDraft *self, DocketOutcome *outcome)
{
  GPtrArray *events;
  DocketOrderTerms *terms;

  g_return_if_fail (DOCKET_IS_DRAFT (self));

  events = docket_outcome_get_events (outcome);
  terms = find_outcome_terms (outcome);
  for (guint i = 0; self->id == NULL && events != NULL && i < events->len; i++)
    if (DOCKET_IS_ORDER_DRAFTED (events->pdata[i]))
      follow (self, &docket_event_get_envelope (events->pdata[i])->stream);
  if (terms != NULL)
    g_set_object (&self->terms, terms);
}

/* What begins a draft has other names for some things. */
static JsonObject *
begin_with (const char *name, JsonObject *properties)
{
  JsonObject *draft = json_object_new ();
  JsonArray *lines;

  if (g_str_equal (name, "AddLine"))
    {
      lines = json_array_new ();
      json_array_add_object_element (lines, json_object_ref (properties));
      json_object_set_array_member (draft, "lines", lines);
      return draft;
    }
  if (g_str_equal (name, "SetCustomer") && json_object_has_member (properties, "customer"))
    json_object_set_string_member (draft, "customer-id", json_object_get_string_member (properties, "customer"));
  for (const char *const *member = (const char *const[]){ "discount", "shipping", "shipping-address", NULL }; *member != NULL; member++)
    if (json_object_has_member (properties, *member))
      json_object_set_member (draft, *member, json_object_dup_member (properties, *member));
  return draft;
}

static char *
write_json (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  return json_to_string (node, FALSE);
}

DocketCommand *
docket_draft_make_command (DocketDraft *self, const char *name, JsonObject *properties, GError **error)
{
  g_autoptr (JsonObject) object = NULL;
  g_autofree char *json = NULL;

  g_return_val_if_fail (DOCKET_IS_DRAFT (self), NULL);

  if (self->id == NULL)
    object = begin_with (name, properties);
  else
    {
      object = json_object_ref (properties);
      json_object_set_string_member (object, "order", self->id);
    }
  json = write_json (object);
  return docket_command_bus_parse (docket_shell_get_commands (self->shell), self->id == NULL ? "CreateDraft" : name, json, -1, error);
}

/* A problem of the line that begins the draft is a problem of that line. */
static GError *
translate (const GError *error)
{
  GError *copy = g_error_copy (error);
  const char *field = docket_error_get_field (error);

  if (field != NULL && g_str_has_prefix (field, "lines[0]."))
    docket_error_set_field (copy, field + strlen ("lines[0]."));
  return copy;
}

/* An order is not placed over an edit that was refused. */
static void
drop_placing (DocketDraft *self, const GError *error)
{
  Edit *last = g_queue_peek_tail (&self->edits);
  g_autoptr (GObject) owner = NULL;

  if (last == NULL || !g_str_equal (last->name, "PlaceOrder"))
    return;
  g_queue_pop_tail (&self->edits);
  owner = g_weak_ref_get (&last->owner);
  if (owner != NULL && last->done != NULL)
    last->done (owner, NULL, error);
  edit_free (last);
}

static void
finish (DocketDraft *self, DocketOutcome *outcome, const GError *reason)
{
  Edit *edit = g_steal_pointer (&self->current);
  g_autoptr (GObject) owner = g_weak_ref_get (&edit->owner);
  g_autoptr (GError) error = reason != NULL ? translate (reason) : NULL;

  if (error == NULL && !edit->is_stale)
    docket_draft_adopt (self, outcome);
  else if (error != NULL && edit->form != NULL)
    docket_form_show_error (edit->form, error);
  if (owner != NULL && edit->done != NULL)
    edit->done (owner, outcome, error);
  edit_free (edit);
  if (error != NULL)
    drop_placing (self, error);
  run_next (self);
  if (self->current == NULL)
    g_signal_emit (self, signals[SIGNAL_SETTLED], 0);
}

static void
edited_cb (gpointer owner, DocketOutcome *outcome, const GError *error)
{
  DocketDraft *self = owner;

  if (self->current != NULL)
    finish (self, outcome, error);
}

static void
run_next (DocketDraft *self)
{
  g_autoptr (DocketCommand) command = NULL;
  g_autoptr (GError) error = NULL;
  Edit *edit;

  if (self->current != NULL || g_queue_is_empty (&self->edits))
    return;
  self->current = edit = g_queue_pop_head (&self->edits);
  command = docket_draft_make_command (self, edit->name, edit->properties, &error);
  if (command == NULL)
    {
      if (edit->form == NULL)
        docket_shell_notice (self->shell, error->message);
      finish (self, NULL, error);
    }
  else
    docket_action_dispatch (self->shell, command, edit->message, edit->form, self, edited_cb);
}

static void
docket_draft_dispose (GObject *object)
{
  DocketDraft *self = DOCKET_DRAFT (object);

  g_cancellable_cancel (self->preview);
  g_clear_object (&self->preview);
  g_clear_pointer (&self->current, edit_free);
  g_queue_clear_full (&self->edits, (GDestroyNotify) edit_free);
  g_clear_object (&self->record);
  g_clear_object (&self->terms);
  g_clear_object (&self->shell);
  g_clear_pointer (&self->id, g_free);
  G_OBJECT_CLASS (docket_draft_parent_class)->dispose (object);
}

static void
docket_draft_class_init (DocketDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = docket_draft_dispose;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", DOCKET_TYPE_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SETTLED] = g_signal_new ("settled", DOCKET_TYPE_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PREVIEWED]
      = g_signal_new ("previewed", DOCKET_TYPE_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, DOCKET_TYPE_ORDER_TERMS);
}

static void
docket_draft_init (DocketDraft *self)
{
  g_queue_init (&self->edits);
}

DocketDraft *
docket_draft_new (DocketShell *shell)
{
  DocketDraft *self = g_object_new (DOCKET_TYPE_DRAFT, NULL);

  self->shell = g_object_ref (shell);
  self->record = docket_live_record_new (docket_shell_get_queries (shell), NULL);
  g_signal_connect_object (self->record, "updated", G_CALLBACK (updated_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
docket_draft_open (DocketDraft *self, const char *id)
{
  DocketUuid uuid;

  g_return_if_fail (DOCKET_IS_DRAFT (self));

  if (self->current != NULL)
    self->current->is_stale = TRUE;
  g_queue_clear_full (&self->edits, (GDestroyNotify) edit_free);
  g_clear_pointer (&self->id, g_free);
  g_clear_object (&self->terms);
  docket_live_record_set_query (self->record, NULL);
  if (docket_uuid_parse (id, &uuid))
    follow (self, &uuid);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

DocketShell *
docket_draft_get_shell (DocketDraft *self)
{
  return self->shell;
}

const char *
docket_draft_get_id (DocketDraft *self)
{
  return self->id;
}

DocketOrderDetail *
docket_draft_get_order (DocketDraft *self)
{
  return (DocketOrderDetail *) docket_live_record_get_record (self->record);
}

gboolean
docket_draft_is_settled (DocketDraft *self)
{
  return self->current == NULL && g_queue_is_empty (&self->edits);
}

static gint64
take_line (gint64 line, gint64 quantity, gint64 *result)
{
  *result = quantity;
  return line;
}

gint64
docket_draft_find_line (DocketDraft *self, const DocketUuid *product, DocketMoney price, gint64 *quantity)
{
  DocketOrderDetail *order = docket_draft_get_order (self);
  GPtrArray *lines = self->terms != NULL ? self->terms->lines : order != NULL ? order->lines : NULL;

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    if (DOCKET_IS_ORDER_LINE (lines->pdata[i]))
      {
        DocketOrderLine *line = lines->pdata[i];

        if (docket_uuid_equal (&line->product_id, product) && docket_money_compare (line->unit_price, price) == 0)
          return take_line (line->line, line->quantity, quantity);
      }
    else
      {
        DocketOrderDetailLine *line = lines->pdata[i];

        if (docket_uuid_equal (&line->product_id, product) && docket_money_compare (line->unit_price, price) == 0)
          return take_line (line->line, line->quantity, quantity);
      }
  return 0;
}

void
docket_draft_edit (DocketDraft *self, const char *name, JsonObject *properties, const char *message, DocketForm *form, gpointer owner,
                   DocketActionDone done)
{
  Edit *edit;

  g_return_if_fail (DOCKET_IS_DRAFT (self));

  docket_draft_preview (self, NULL, NULL);
  edit = g_new0 (Edit, 1);
  edit->name = g_strdup (name);
  edit->properties = properties;
  edit->message = g_strdup (message);
  g_set_object (&edit->form, form);
  g_weak_ref_init (&edit->owner, owner);
  edit->done = done;
  g_queue_push_tail (&self->edits, edit);
  run_next (self);
}

static void
previewed_cb (gpointer owner, DocketOutcome *outcome, const GError *error)
{
  DocketDraft *self = owner;

  if (error == NULL)
    g_signal_emit (self, signals[SIGNAL_PREVIEWED], 0, find_outcome_terms (outcome));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[SIGNAL_PREVIEWED], 0, NULL);
}

void
docket_draft_preview (DocketDraft *self, const char *name, JsonObject *properties)
{
  g_autoptr (JsonObject) object = properties;
  g_autoptr (DocketCommand) command = NULL;

  g_return_if_fail (DOCKET_IS_DRAFT (self));

  g_cancellable_cancel (self->preview);
  g_clear_object (&self->preview);
  if (object != NULL)
    command = docket_draft_make_command (self, name, object, NULL);
  if (command == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_PREVIEWED], 0, NULL);
      return;
    }
  self->preview = g_cancellable_new ();
  docket_action_preview (self->shell, command, self->preview, self, previewed_cb);
}
