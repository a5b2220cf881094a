/* docket-order-state.c: one order as the write tables know it, for the rules
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-order-state.h"

#include <glib/gi18n-lib.h>

#include "docket-currency.h"
#include "docket-format.h"
#include "docket-order-loader.h"

static void
payment_state_free (DocketPaymentState *payment)
{
  g_free (payment->method);
  g_free (payment->reference);
  g_free (payment);
}

static void
fulfilment_state_free (DocketFulfilmentState *fulfilment)
{
  g_free (fulfilment->tracking);
  g_free (fulfilment->carrier);
  g_ptr_array_unref (fulfilment->lines);
  g_free (fulfilment);
}

DocketOrderState *
docket_order_state_new (const DocketUuid *id)
{
  DocketOrderState *state = g_new0 (DocketOrderState, 1);

  state->id = *id;
  state->terms = g_object_new (DOCKET_TYPE_ORDER_TERMS, NULL);
  state->terms->lines = docket_records_new ();
  state->terms->taxes = docket_records_new ();
  state->lines = g_ptr_array_new_with_free_func (g_free);
  state->payments = g_ptr_array_new_with_free_func ((GDestroyNotify) payment_state_free);
  state->fulfilments = g_ptr_array_new_with_free_func ((GDestroyNotify) fulfilment_state_free);
  return state;
}

/**
 * docket_order_state_free:
 * @state: (transfer full): an order
 *
 * Frees it with all its lines, payments and fulfilments.
 */
void
docket_order_state_free (DocketOrderState *state)
{
  g_free (state->number);
  g_clear_object (&state->terms);
  g_ptr_array_unref (state->lines);
  g_ptr_array_unref (state->payments);
  g_ptr_array_unref (state->fulfilments);
  g_free (state->source);
  g_free (state->shop);
  g_free (state->external_id);
  g_free (state);
}

/**
 * docket_draft_personal_clear:
 * @personal: what an order tells of a person
 *
 * Frees what it holds.
 */
void
docket_draft_personal_clear (DocketDraftPersonal *personal)
{
  g_clear_object (&personal->customer);
  g_clear_object (&personal->shipping_address);
  g_clear_pointer (&personal->note, g_free);
}

/* The ids of the orders that a text names: an id, source:number or number. */
static gboolean
find_ids (DocketDatabase *database, const char *order, GArray *ids, GError **error)
{
  static const char by_source[] =
    "SELECT i.order_id FROM import_source i JOIN \"order\" o ON o.id = i.order_id"
    " WHERE (i.source = ? OR i.shop = ?) AND o.number = ? ORDER BY i.order_id LIMIT 20";
  static const char by_number[] = "SELECT id FROM \"order\" WHERE number = ? ORDER BY id LIMIT 20";
  g_autoptr (DocketStatement) statement = NULL;
  g_autofree char *source = NULL;
  g_autoptr (GError) local_error = NULL;
  const char *colon = strrchr (order, ':');

  if (colon != NULL && colon != order)
    {
      source = g_strndup (order, (gsize) (colon - order));
      order = colon + 1;
    }
  if (*order == '#')
    order++;
  statement = source != NULL ? docket_database_query (database, error, by_source, "ttt", source, source, order)
                             : docket_database_query (database, error, by_number, "t", order);
  if (statement == NULL)
    return FALSE;
  while (docket_statement_step (statement, &local_error))
    {
      DocketUuid id = docket_statement_uuid (statement, 0);

      g_array_append_val (ids, id);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static void
refuse_ambiguous (const char *order, GArray *ids, GError **error)
{
  g_autoptr (GString) list = g_string_new (NULL);
  char text[DOCKET_UUID_STRING_SIZE];

  for (guint i = 0; i < ids->len; i++)
    {
      if (i > 0)
        g_string_append (list, ", ");
      g_string_append (list, docket_uuid_format (&g_array_index (ids, DocketUuid, i), text));
    }
  docket_error_set (error, DOCKET_ERROR_AMBIGUOUS, "order",
                    ngettext ("%u order bears the number %s: %s. Say which one by its id, or as source:number.",
                              "%u orders bear the number %s: %s. Say which one by its id, or as source:number.", ids->len),
                    ids->len, order, list->str);
}

static gboolean
find_id (DocketDatabase *database, const char *order, DocketUuid *id, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (DocketUuid));

  if (docket_uuid_parse (order, id))
    return TRUE;
  if (!find_ids (database, order, ids, error))
    return FALSE;
  if (ids->len == 1)
    *id = g_array_index (ids, DocketUuid, 0);
  else if (ids->len == 0)
    docket_error_set (error, DOCKET_ERROR_NOT_FOUND, "order", _("There is no order %s."), order);
  else
    refuse_ambiguous (order, ids, error);
  return ids->len == 1;
}

/**
 * docket_order_state_require:
 * @database: the write database
 * @order: an order's number, its id, or `source:number` of an imported one
 * @error: %DOCKET_ERROR_NOT_FOUND; %DOCKET_ERROR_AMBIGUOUS with the ids of all that bear the number
 *
 * Loads the order that somebody means.
 *
 * Returns: (transfer full) (nullable): the order
 */
DocketOrderState *
docket_order_state_require (DocketDatabase *database, const char *order, GError **error)
{
  DocketOrderState *state;
  DocketUuid id;

  g_return_val_if_fail (DOCKET_IS_DATABASE (database), NULL);

  if (order == NULL || *order == '\0')
    {
      docket_error_set (error, DOCKET_ERROR_INVALID, "order", _("Say which order by its number or its id."));
      return NULL;
    }
  if (!find_id (database, order, &id, error) || !docket_order_state_find (database, &id, &state, error))
    return NULL;
  if (state == NULL)
    docket_error_set (error, DOCKET_ERROR_NOT_FOUND, "order", _("There is no order %s."), order);
  return state;
}

static DocketOrderState *
require_owner (DocketDatabase *database, const char *sql, const DocketUuid *id, GError **error)
{
  g_autoptr (DocketStatement) statement = docket_database_query (database, error, sql, "u", id);
  g_autoptr (GError) local_error = NULL;
  DocketOrderState *state = NULL;
  DocketUuid order_id;

  if (statement == NULL)
    return NULL;
  if (docket_statement_step (statement, &local_error))
    {
      order_id = docket_statement_uuid (statement, 0);
      docket_order_state_find (database, &order_id, &state, &local_error);
    }
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return state;
}

/**
 * docket_order_state_require_fulfilment:
 * @database: the write database
 * @fulfilment_id: a fulfilment
 * @fulfilment: (out) (transfer none): that of the order
 * @error: %DOCKET_ERROR_NOT_FOUND
 *
 * Loads the order that a fulfilment belongs to.
 *
 * Returns: (transfer full) (nullable): the order
 */
DocketOrderState *
docket_order_state_require_fulfilment (DocketDatabase *database, const DocketUuid *fulfilment_id, DocketFulfilmentState **fulfilment,
                                       GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (DocketOrderState) state = NULL;
  char text[DOCKET_UUID_STRING_SIZE];

  g_return_val_if_fail (DOCKET_IS_DATABASE (database), NULL);

  state = require_owner (database, "SELECT order_id FROM fulfilment WHERE id = ?", fulfilment_id, &local_error);
  for (guint i = 0; state != NULL && i < state->fulfilments->len; i++)
    {
      *fulfilment = g_ptr_array_index (state->fulfilments, i);
      if (docket_uuid_equal (&(*fulfilment)->id, fulfilment_id))
        return g_steal_pointer (&state);
    }
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    docket_error_set (error, DOCKET_ERROR_NOT_FOUND, "fulfilment", _("There is no fulfilment %s."),
                      docket_uuid_format (fulfilment_id, text));
  return NULL;
}

/**
 * docket_order_state_require_payment:
 * @database: the write database
 * @payment_id: a payment
 * @payment: (out) (transfer none): that of the order
 * @error: %DOCKET_ERROR_NOT_FOUND
 *
 * Loads the order that a payment belongs to.
 *
 * Returns: (transfer full) (nullable): the order
 */
DocketOrderState *
docket_order_state_require_payment (DocketDatabase *database, const DocketUuid *payment_id, DocketPaymentState **payment,
                                    GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (DocketOrderState) state = NULL;
  char text[DOCKET_UUID_STRING_SIZE];

  g_return_val_if_fail (DOCKET_IS_DATABASE (database), NULL);

  state = require_owner (database, "SELECT order_id FROM payment WHERE id = ?", payment_id, &local_error);
  for (guint i = 0; state != NULL && i < state->payments->len; i++)
    {
      *payment = g_ptr_array_index (state->payments, i);
      if (docket_uuid_equal (&(*payment)->id, payment_id))
        return g_steal_pointer (&state);
    }
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    docket_error_set (error, DOCKET_ERROR_NOT_FOUND, "payment", _("There is no payment %s."),
                      docket_uuid_format (payment_id, text));
  return NULL;
}

/**
 * docket_order_state_get_line:
 * @self: an order
 * @line: the number of a line
 *
 * Returns: (transfer none) (nullable): that line
 */
DocketOrderLineState *
docket_order_state_get_line (DocketOrderState *self, gint64 line)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      DocketOrderLineState *state = g_ptr_array_index (self->lines, i);

      if (state->terms->line == line)
        return state;
    }
  return NULL;
}

/**
 * docket_order_line_state_get_open:
 * @self: a line
 *
 * Returns: o − x − f: what is in no fulfilment yet and not cancelled, in thousandths
 */
gint64
docket_order_line_state_get_open (const DocketOrderLineState *self)
{
  return self->terms->quantity - self->cancelled - self->committed;
}

/**
 * docket_order_state_describe:
 * @self: an order
 *
 * Returns: (transfer full): how sentences call it: its number, or its id as long as it has none
 */
char *
docket_order_state_describe (DocketOrderState *self)
{
  return self->number != NULL ? g_strdup (self->number) : docket_uuid_to_string (&self->id);
}

/**
 * docket_order_state_format_money:
 * @self: an order
 * @minor: an amount in minor units of its currency
 *
 * Returns: (transfer full): the amount as people read it
 */
char *
docket_order_state_format_money (DocketOrderState *self, gint64 minor)
{
  return docket_format_money (DOCKET_MONEY (minor, self->digits), self->terms->currency);
}

/* One sentence for each way an order can stand: no language puts them together from words. */
static gboolean
refuse_status (DocketOrderState *self, GError **error)
{
  g_autofree char *name = docket_order_state_describe (self);

  switch (self->status)
    {
    case DOCKET_ORDER_STATUS_DRAFT:
      docket_error_set (error, DOCKET_ERROR_REJECTED, "order", _("Order %s is still a draft; place it first."), name);
      break;
    case DOCKET_ORDER_STATUS_QUOTED:
      docket_error_set (error, DOCKET_ERROR_REJECTED, "order", _("Order %s is a quote; place it first."), name);
      break;
    case DOCKET_ORDER_STATUS_OPEN:
      docket_error_set (error, DOCKET_ERROR_REJECTED, "order",
                        _("Order %s has been placed; only a draft can be changed like this."), name);
      break;
    case DOCKET_ORDER_STATUS_CLOSED:
      docket_error_set (error, DOCKET_ERROR_REJECTED, "order", _("Order %s is closed."), name);
      break;
    case DOCKET_ORDER_STATUS_CANCELLED:
      docket_error_set (error, DOCKET_ERROR_REJECTED, "order", _("Order %s has been cancelled."), name);
      break;
    case DOCKET_ORDER_STATUS_DISCARDED:
      docket_error_set (error, DOCKET_ERROR_REJECTED, "order", _("Draft %s has been discarded."), name);
      break;
    }
  return FALSE;
}

/**
 * docket_order_state_check_open:
 * @self: an order
 * @error: %DOCKET_ERROR_REJECTED, saying how it stands
 *
 * Returns: whether it has been placed and is neither closed nor cancelled
 */
gboolean
docket_order_state_check_open (DocketOrderState *self, GError **error)
{
  return self->status == DOCKET_ORDER_STATUS_OPEN || refuse_status (self, error);
}

/**
 * docket_order_state_check_editable:
 * @self: an order
 * @error: %DOCKET_ERROR_REJECTED, saying how it stands
 *
 * Returns: whether it is a draft or a quote
 */
gboolean
docket_order_state_check_editable (DocketOrderState *self, GError **error)
{
  return self->status == DOCKET_ORDER_STATUS_DRAFT || self->status == DOCKET_ORDER_STATUS_QUOTED || refuse_status (self, error);
}
