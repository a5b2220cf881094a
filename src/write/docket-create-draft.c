/* docket-create-draft.c: starts an order that is not placed yet
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-create-draft.h"

#include "docket-discard-draft.h"
#include "docket-draft-events.h"
#include "docket-order-customer.h"
#include "docket-order-pricing.h"
#include "docket-order-target.h"

static const DocketField fields[] = {
  DOCKET_FIELD (DocketCreateDraft, customer_id, "customer-id", docket_kind_uuid, .flags = DOCKET_FIELD_SUBJECT,
                .summary = "The registered customer."),
  DOCKET_FIELD (DocketCreateDraft, customer, "customer", docket_kind_record, .flags = DOCKET_FIELD_PERSONAL,
                .type = docket_contact_get_type,
                .summary = "The customer, found by e-mail or registered when new; absent for a counter sale."),
  DOCKET_FIELD (DocketCreateDraft, currency, "currency", docket_kind_string, .minimum = 3, .maximum = 3,
                .summary = "The ISO 4217 code; the shop's where it is absent."),
  DOCKET_FIELD (DocketCreateDraft, prices_include_tax, "prices-include-tax", docket_kind_boolean,
                .summary = "Whether prices and discounts include the taxes; as the shop has it where it is absent."),
  DOCKET_FIELD (DocketCreateDraft, tax_rounding, "tax-rounding", docket_kind_enum, .type = docket_tax_rounding_get_type,
                .summary = "Where taxes are rounded; as the shop has it where it is absent."),
  DOCKET_FIELD (DocketCreateDraft, lines, "lines", docket_kind_records, .type = docket_line_request_get_type,
                .maximum = DOCKET_ORDER_MAXIMUM_LINES, .summary = "What is sold."),
  DOCKET_FIELD (DocketCreateDraft, discount, "discount", docket_kind_discount,
                .summary = "What is taken off the goods: money, or a percentage such as 10%."),
  DOCKET_FIELD (DocketCreateDraft, shipping, "shipping", docket_kind_record, .type = docket_shipping_request_get_type,
                .summary = "The charge for sending."),
  DOCKET_FIELD (DocketCreateDraft, shipping_address, "shipping-address", docket_kind_record, .flags = DOCKET_FIELD_PERSONAL,
                .type = docket_address_get_type, .summary = "Where it is sent."),
  DOCKET_FIELD (DocketCreateDraft, note, "note", docket_kind_string, .flags = DOCKET_FIELD_PERSONAL, .maximum = 5000,
                .summary = "A note for the shop."),
  DOCKET_FIELD (DocketCreateDraft, order_id, "order-id", docket_kind_uuid, .flags = DOCKET_FIELD_COMPLETED,
                .told_as = DOCKET_TOLD_STREAM),
  DOCKET_FIELD (DocketCreateDraft, contact, "contact", docket_kind_record, .flags = DOCKET_FIELD_COMPLETED | DOCKET_FIELD_PERSONAL,
                .type = docket_contact_get_type, .told_as = "customer"),
  DOCKET_FIELD (DocketCreateDraft, terms, "terms", docket_kind_record, .flags = DOCKET_FIELD_COMPLETED,
                .type = docket_order_terms_get_type),
};
DOCKET_DEFINE_RECORD (DocketCreateDraft, docket_create_draft, DOCKET_TYPE_COMMAND, fields)

static gboolean
check_prices (DocketCreateDraft *self, DocketDatabase *database, GError **error)
{
  for (guint i = 0; i < self->terms->lines->len; i++)
    {
      g_autofree char *path = g_strdup_printf ("lines[%u]", i);
      GError *local_error = NULL;

      if (docket_order_line_check_price (g_ptr_array_index (self->terms->lines, i), database, self->terms->currency, &local_error))
        continue;
      docket_error_prefix_field (local_error, path);
      g_propagate_error (error, local_error);
      return FALSE;
    }
  return TRUE;
}

static gboolean
prepare (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketCreateDraft *self = DOCKET_CREATE_DRAFT (command);
  DocketDatabase *database = docket_unit_of_work_get_database (unit_of_work);
  DocketTermsRequest request;

  docket_terms_request_init (&request, DOCKET_RECORD (self), self->currency, self->prices_include_tax, self->tax_rounding);
  self->terms = docket_order_terms_begin (database, &request, error);
  if (self->terms == NULL || !docket_money_apply_currency (DOCKET_RECORD (self), self->terms->currency, error))
    return FALSE;
  self->terms->discount_given = self->discount;
  self->order_id = docket_command_derive_id (command, "order", 0);
  return docket_order_terms_add_lines (self->terms, database, self->lines, error) && check_prices (self, database, error) &&
         docket_order_terms_set_shipping (self->terms, database, self->shipping, error) &&
         docket_order_terms_calculate (self->terms, error) &&
         docket_order_customer_resolve (unit_of_work, self->customer, &self->customer_id, &self->contact, error);
}

static gboolean
decide (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketCreateDraft *self = DOCKET_CREATE_DRAFT (command);
  g_autoptr (DocketOrderDrafted) event = NULL;

  if (!docket_order_customer_register (unit_of_work, &self->customer_id, self->contact, error))
    return FALSE;
  event = g_object_new (DOCKET_TYPE_ORDER_DRAFTED, NULL);
  event->customer_id = self->customer_id;
  g_set_object (&event->customer, self->contact);
  g_set_object (&event->shipping_address, self->shipping_address);
  event->note = g_strdup (self->note);
  g_set_object (&event->terms, self->terms);
  docket_unit_of_work_record (unit_of_work, &self->order_id, 0, DOCKET_EVENT (event));
  return TRUE;
}

static DocketCommand *
undo (DocketCommand *command, GPtrArray *events, DocketUnitOfWork *unit_of_work, GError **error)
{
  return docket_order_target_command (DOCKET_TYPE_DISCARD_DRAFT, &DOCKET_CREATE_DRAFT (command)->order_id);
}

const DocketCommandHandler docket_create_draft_handler = {
  .get_type = docket_create_draft_get_type,
  .replay_class = DOCKET_REPLAY_INTENT,
  .prepare = prepare,
  .decide = decide,
  .undo = undo,
};
