/* docket-place-order.c: places an order, a draft or everything at once
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-place-order.h"

#include <glib/gi18n-lib.h>

#include "docket-cancel-order.h"
#include "docket-order-customer.h"
#include "docket-order-events.h"
#include "docket-order-number.h"
#include "docket-order-pricing.h"
#include "docket-order-state.h"
#include "docket-order-stock.h"
#include "docket-order-target.h"

static const DocketField fields[] = {
  DOCKET_FIELD (DocketPlaceOrder, order, "order", docket_kind_string, .minimum = 1, .maximum = 200,
                .summary = "The id of a draft to place; it brings its own lines and charges."),
  DOCKET_FIELD (DocketPlaceOrder, customer_id, "customer-id", docket_kind_uuid, .flags = DOCKET_FIELD_SUBJECT,
                .summary = "The registered customer."),
  DOCKET_FIELD (DocketPlaceOrder, customer, "customer", docket_kind_record, .flags = DOCKET_FIELD_PERSONAL,
                .type = docket_contact_get_type,
                .summary = "The customer, found by e-mail or registered when new; absent for a counter sale."),
  DOCKET_FIELD (DocketPlaceOrder, currency, "currency", docket_kind_string, .minimum = 3, .maximum = 3,
                .summary = "The ISO 4217 code; the shop's where it is absent."),
  DOCKET_FIELD (DocketPlaceOrder, prices_include_tax, "prices-include-tax", docket_kind_boolean,
                .summary = "Whether prices and discounts include the taxes; as the shop has it where it is absent."),
  DOCKET_FIELD (DocketPlaceOrder, tax_rounding, "tax-rounding", docket_kind_enum, .type = docket_tax_rounding_get_type,
                .summary = "Where taxes are rounded; as the shop has it where it is absent."),
  DOCKET_FIELD (DocketPlaceOrder, lines, "lines", docket_kind_records, .type = docket_line_request_get_type,
                .maximum = DOCKET_ORDER_MAXIMUM_LINES, .summary = "What is sold."),
  DOCKET_FIELD (DocketPlaceOrder, discount, "discount", docket_kind_discount,
                .summary = "What is taken off the goods: money, or a percentage such as 10%."),
  DOCKET_FIELD (DocketPlaceOrder, shipping, "shipping", docket_kind_record, .type = docket_shipping_request_get_type,
                .summary = "The charge for sending."),
  DOCKET_FIELD (DocketPlaceOrder, shipping_address, "shipping-address", docket_kind_record, .flags = DOCKET_FIELD_PERSONAL,
                .type = docket_address_get_type, .summary = "Where it is sent."),
  DOCKET_FIELD (DocketPlaceOrder, note, "note", docket_kind_string, .flags = DOCKET_FIELD_PERSONAL, .maximum = 5000,
                .summary = "A note for the shop."),
  DOCKET_FIELD (DocketPlaceOrder, tags, "tags", docket_kind_strings, .maximum = 50, .summary = "Words to find it by."),
  DOCKET_FIELD (DocketPlaceOrder, order_id, "order-id", docket_kind_uuid, .flags = DOCKET_FIELD_COMPLETED,
                .told_as = DOCKET_TOLD_STREAM),
  DOCKET_FIELD (DocketPlaceOrder, number, "number", docket_kind_string, .flags = DOCKET_FIELD_COMPLETED, .maximum = 50),
  DOCKET_FIELD (DocketPlaceOrder, contact, "contact", docket_kind_record, .flags = DOCKET_FIELD_COMPLETED | DOCKET_FIELD_PERSONAL,
                .type = docket_contact_get_type, .told_as = "customer"),
  DOCKET_FIELD (DocketPlaceOrder, terms, "terms", docket_kind_record, .flags = DOCKET_FIELD_COMPLETED,
                .type = docket_order_terms_get_type),
};
DOCKET_DEFINE_RECORD (DocketPlaceOrder, docket_place_order, DOCKET_TYPE_COMMAND, fields)

static gboolean
prepare_terms (DocketPlaceOrder *self, DocketDatabase *database, GError **error)
{
  DocketTermsRequest request;

  docket_terms_request_init (&request, DOCKET_RECORD (self), self->currency, self->prices_include_tax, self->tax_rounding);
  self->terms = docket_order_terms_begin (database, &request, error);
  if (self->terms == NULL || !docket_money_apply_currency (DOCKET_RECORD (self), self->terms->currency, error))
    return FALSE;
  self->terms->discount_given = self->discount;
  return docket_order_terms_add_lines (self->terms, database, self->lines, error) &&
         docket_order_terms_set_shipping (self->terms, database, self->shipping, error) &&
         docket_order_terms_calculate (self->terms, error);
}

/* A draft is placed as it stands: what was agreed on it is changed by the commands for drafts. */
static gboolean
check_nothing_agreed_anew (DocketPlaceOrder *self, GError **error)
{
  static const char *const names[] = { "lines", "currency", "prices-include-tax", "tax-rounding", "discount", "shipping" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (docket_record_has (DOCKET_RECORD (self), names[i]))
      {
        docket_error_set (error, DOCKET_ERROR_INVALID, names[i],
                          _("A draft is placed as it stands: change it first, or leave “%s” out."), names[i]);
        return FALSE;
      }
  return TRUE;
}

/* What the command leaves open is as the draft says it. */
static gboolean
take_draft (DocketPlaceOrder *self, DocketOrderState *draft, DocketDatabase *database, GError **error)
{
  g_auto (DocketDraftPersonal) personal = { .customer = NULL };

  if (!docket_draft_personal_load (database, &draft->id, &personal, error))
    return FALSE;
  if (docket_uuid_is_null (&self->customer_id) && self->customer == NULL)
    {
      self->customer_id = draft->customer_id;
      self->contact = g_steal_pointer (&personal.customer);
    }
  if (self->shipping_address == NULL)
    self->shipping_address = g_steal_pointer (&personal.shipping_address);
  if (self->note == NULL)
    self->note = g_steal_pointer (&personal.note);
  self->order_id = draft->id;
  self->terms = g_object_ref (draft->terms);
  return docket_order_terms_calculate (self->terms, error);
}

static gboolean
prepare_draft (DocketPlaceOrder *self, DocketDatabase *database, GError **error)
{
  g_autoptr (DocketOrderState) draft = NULL;

  if (!check_nothing_agreed_anew (self, error))
    return FALSE;
  draft = docket_order_state_require (database, self->order, error);
  return draft != NULL && docket_order_state_check_editable (draft, error) && take_draft (self, draft, database, error);
}

static gboolean
prepare (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketPlaceOrder *self = DOCKET_PLACE_ORDER (command);
  DocketDatabase *database = docket_unit_of_work_get_database (unit_of_work);

  if (self->order != NULL)
    {
      if (!prepare_draft (self, database, error))
        return FALSE;
    }
  else
    {
      if (!prepare_terms (self, database, error))
        return FALSE;
      self->order_id = docket_command_derive_id (command, "order", 0);
    }
  if (self->contact == NULL &&
      !docket_order_customer_resolve (unit_of_work, self->customer, &self->customer_id, &self->contact, error))
    return FALSE;
  self->number = docket_order_number_next (database, error);
  return self->number != NULL;
}

static DocketEvent *
make_event (DocketPlaceOrder *self)
{
  DocketOrderPlaced *event = g_object_new (DOCKET_TYPE_ORDER_PLACED, NULL);

  event->number = g_strdup (self->number);
  event->was_drafted = self->order != NULL;
  event->customer_id = self->customer_id;
  g_set_object (&event->customer, self->contact);
  g_set_object (&event->shipping_address, self->shipping_address);
  event->note = g_strdup (self->note);
  event->tags = g_strdupv (self->tags);
  g_set_object (&event->terms, self->terms);
  return DOCKET_EVENT (event);
}

/* The version that the stream must stand at: 0 for a new order, that of the draft otherwise. */
static gboolean
check_draft (DocketPlaceOrder *self, DocketDatabase *database, gint64 *version, GError **error)
{
  g_autoptr (DocketOrderState) draft = NULL;
  char text[DOCKET_UUID_STRING_SIZE];

  *version = 0;
  if (self->order == NULL)
    return TRUE;
  draft = docket_order_state_require (database, docket_uuid_format (&self->order_id, text), error);
  if (draft == NULL || !docket_order_state_check_editable (draft, error))
    return FALSE;
  *version = draft->version;
  return TRUE;
}

static gboolean
decide (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketPlaceOrder *self = DOCKET_PLACE_ORDER (command);
  DocketDatabase *database = docket_unit_of_work_get_database (unit_of_work);
  g_autoptr (DocketEvent) event = NULL;
  gint64 version;

  if (!check_draft (self, database, &version, error))
    return FALSE;
  if (self->terms->lines == NULL || self->terms->lines->len == 0)
    {
      docket_error_set (error, DOCKET_ERROR_REJECTED, "lines", _("An order needs at least one line."));
      return FALSE;
    }
  if (!docket_order_check_stock (database, self->terms, error) ||
      !docket_order_customer_register (unit_of_work, &self->customer_id, self->contact, error))
    return FALSE;
  event = make_event (self);
  docket_unit_of_work_record (unit_of_work, &self->order_id, version, event);
  return TRUE;
}

static DocketCommand *
undo (DocketCommand *command, GPtrArray *events, DocketUnitOfWork *unit_of_work, GError **error)
{
  return docket_order_target_command (DOCKET_TYPE_CANCEL_ORDER, &DOCKET_PLACE_ORDER (command)->order_id);
}

const DocketCommandHandler docket_place_order_handler = {
  .get_type = docket_place_order_get_type,
  .replay_class = DOCKET_REPLAY_INTENT,
  .prepare = prepare,
  .decide = decide,
  .undo = undo,
};
