/* docket-import-order.c: takes over an order of another system with its history
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-import-order.h"

#include <glib/gi18n-lib.h>

#include "docket-currency.h"
#include "docket-import-figures.h"
#include "docket-import-moves.h"
#include "docket-order-customer.h"
#include "docket-order-pricing.h"
#include "docket-order-request.h"
#include "docket-product-state.h"
#include "docket-text.h"

#define TEXT(member, property, least, most, words) \
  DOCKET_FIELD (DocketImportOrder, member, property, docket_kind_string, .minimum = least, .maximum = most, .summary = words)
#define NEEDED_TEXT(member, property, least, most, words) \
  DOCKET_FIELD (DocketImportOrder, member, property, docket_kind_string, .flags = DOCKET_FIELD_REQUIRED, .minimum = least, \
                .maximum = most, .summary = words)
#define AMOUNT(member, property, words) \
  DOCKET_FIELD (DocketImportOrder, member, property, docket_kind_money, .maximum = DOCKET_MONEY_MAXIMUM, .summary = words)
#define LIST(member, property, record, most, words) \
  DOCKET_FIELD (DocketImportOrder, member, property, docket_kind_records, .type = record, .maximum = most, .summary = words)
#define PERSON(member, property, record, words) \
  DOCKET_FIELD (DocketImportOrder, member, property, docket_kind_record, .flags = DOCKET_FIELD_PERSONAL, .type = record, .summary = words)

static const DocketField fields[] = {
  NEEDED_TEXT (source, "source", 1, 50, "The system it comes from, such as shopify."),
  TEXT (shop, "shop", 0, 100, "Which shop of that system."),
  NEEDED_TEXT (external_id, "external-id", 1, 100, "The order's identifier there."),
  NEEDED_TEXT (number, "number", 1, 50, "The number it had; a leading # is dropped."),
  DOCKET_FIELD (DocketImportOrder, customer_id, "customer-id", docket_kind_uuid, .flags = DOCKET_FIELD_SUBJECT,
                .summary = "The registered customer."),
  PERSON (customer, "customer", docket_contact_get_type, "The customer, found by e-mail or registered when new."),
  PERSON (shipping_address, "shipping-address", docket_address_get_type, "Where it was sent."),
  PERSON (billing_address, "billing-address", docket_address_get_type, "Who paid."),
  DOCKET_FIELD (DocketImportOrder, note, "note", docket_kind_string, .flags = DOCKET_FIELD_PERSONAL, .maximum = 5000,
                .summary = "A note for the shop."),
  DOCKET_FIELD (DocketImportOrder, tags, "tags", docket_kind_strings, .maximum = 250, .summary = "Words to find it by."),
  NEEDED_TEXT (currency, "currency", 3, 3, "The ISO 4217 code."),
  DOCKET_FIELD (DocketImportOrder, prices_include_tax, "prices-include-tax", docket_kind_boolean,
                .summary = "Whether prices and discounts include the taxes."),
  DOCKET_FIELD (DocketImportOrder, tax_rounding, "tax-rounding", docket_kind_enum, .type = docket_tax_rounding_get_type,
                .summary = "Where that system rounds taxes."),
  DOCKET_FIELD (DocketImportOrder, lines, "lines", docket_kind_records, .flags = DOCKET_FIELD_REQUIRED,
                .type = docket_import_line_get_type, .minimum = 1, .maximum = DOCKET_ORDER_MAXIMUM_LINES, .summary = "What was sold."),
  AMOUNT (discount, "discount", "What was taken off the goods, besides the lines' own discounts."),
  DOCKET_FIELD (DocketImportOrder, shipping, "shipping", docket_kind_record, .type = docket_import_shipping_get_type,
                .summary = "The charge for sending."),
  LIST (taxes, "taxes", docket_import_tax_get_type, 20, "The taxes of the whole order."),
  DOCKET_FIELD (DocketImportOrder, net, "net", docket_kind_money, .summary = "The total without taxes."),
  DOCKET_FIELD (DocketImportOrder, tax, "tax", docket_kind_money, .summary = "All taxes together."),
  AMOUNT (total, "total", "The total."),
  LIST (payments, "payments", docket_import_payment_get_type, 1000, "What was paid."),
  LIST (fulfilments, "fulfilments", docket_import_fulfilment_get_type, 1000, "What was sent."),
  LIST (cancelled_lines, "cancelled-lines", docket_line_quantity_get_type, 1000, "What was cancelled of single lines."),
  AMOUNT (cancelled_amount, "cancelled-amount", "What of the total was cancelled; all of a cancelled order where it is absent."),
  DOCKET_FIELD (DocketImportOrder, is_cancelled, "cancelled", docket_kind_boolean, .summary = "The whole order was cancelled."),
  DOCKET_FIELD (DocketImportOrder, is_closed, "closed", docket_kind_boolean, .summary = "Nothing is left to do with it."),
  TEXT (cancel_reason, "cancel-reason", 0, 500, "Why it was cancelled."),
  DOCKET_FIELD (DocketImportOrder, differences, "differences", docket_kind_strings,
                .summary = "Where the file disagrees with itself, a sentence each."),
  DOCKET_FIELD (DocketImportOrder, order_id, "order-id", docket_kind_uuid, .flags = DOCKET_FIELD_COMPLETED,
                .told_as = DOCKET_TOLD_STREAM),
  DOCKET_FIELD (DocketImportOrder, contact, "contact", docket_kind_record, .flags = DOCKET_FIELD_COMPLETED | DOCKET_FIELD_PERSONAL,
                .type = docket_contact_get_type, .told_as = "customer"),
  DOCKET_FIELD (DocketImportOrder, terms, "terms", docket_kind_record, .flags = DOCKET_FIELD_COMPLETED,
                .type = docket_order_terms_get_type),
  DOCKET_FIELD (DocketImportOrder, found_differences, "found-differences", docket_kind_strings, .flags = DOCKET_FIELD_COMPLETED,
                .told_as = "differences"),
};
DOCKET_DEFINE_RECORD (DocketImportOrder, docket_import_order, DOCKET_TYPE_COMMAND, fields)

/* A SKU that the shop knows makes it a line of that product; any other stays text. */
static gboolean
make_line (DocketImportOrder *self, guint index, DocketDatabase *database, GError **error)
{
  DocketImportLine *given = g_ptr_array_index (self->lines, index);
  g_autoptr (DocketProductState) product = NULL;
  DocketOrderLine *line;

  if (given->sku != NULL && *given->sku != '\0' && !docket_product_state_find_by_sku (database, given->sku, &product, error))
    return FALSE;
  line = g_object_new (DOCKET_TYPE_ORDER_LINE, NULL);
  g_ptr_array_add (self->terms->lines, line);
  line->line = index + 1;
  line->sku = given->sku != NULL && *given->sku != '\0' ? g_strdup (given->sku) : NULL;
  line->title = g_strdup (given->title);
  line->step = product != NULL ? product->details->step : 1;
  line->unit = product != NULL ? g_strdup (product->details->unit) : NULL;
  line->moves_stock = product != NULL;
  if (product != NULL)
    line->product_id = product->id;
  line->quantity = given->quantity;
  line->unit_price = given->unit_price;
  line->taxes = docket_records_new ();
  return TRUE;
}

static void
make_shipping (DocketImportOrder *self)
{
  DocketShippingCharge *shipping;

  if (self->shipping == NULL)
    return;
  shipping = g_object_new (DOCKET_TYPE_SHIPPING_CHARGE, NULL);
  shipping->title = g_strdup (self->shipping->title);
  shipping->price = self->shipping->price;
  shipping->taxes = docket_records_new ();
  self->terms->shipping = shipping;
}

static gboolean
make_terms (DocketImportOrder *self, DocketDatabase *database, GError **error)
{
  self->terms = g_object_new (DOCKET_TYPE_ORDER_TERMS, NULL);
  self->terms->currency = g_strdup (self->currency);
  self->terms->prices_include_tax = self->prices_include_tax;
  self->terms->tax_rounding = self->tax_rounding;
  self->terms->lines = docket_records_new ();
  self->terms->taxes = docket_records_new ();
  for (guint i = 0; self->lines != NULL && i < self->lines->len; i++)
    if (!make_line (self, i, database, error))
      return FALSE;
  make_shipping (self);
  return TRUE;
}

/* A contact without an e-mail cannot be found again: it stays with the order. Nor is an order refused for an address
 * that no mail could reach. */
static gboolean
prepare_customer (DocketImportOrder *self, DocketUnitOfWork *unit_of_work, GError **error)
{
  const char *email = self->customer != NULL ? self->customer->email : NULL;

  if (self->customer == NULL || (email != NULL && docket_text_is_email (email)))
    return docket_order_customer_resolve (unit_of_work, self->customer, &self->customer_id, &self->contact, error);
  if (docket_record_has_personal (DOCKET_RECORD (self->customer)))
    self->contact = g_object_ref (self->customer);
  return TRUE;
}

static gboolean
prepare (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketImportOrder *self = DOCKET_IMPORT_ORDER (command);
  g_autoptr (GPtrArray) differences = g_ptr_array_new_with_free_func (g_free);

  if (docket_currency_require (self->currency, "currency", error) == NULL ||
      !docket_money_apply_currency (DOCKET_RECORD (self), self->currency, error) ||
      !make_terms (self, docket_unit_of_work_get_database (unit_of_work), error) ||
      !docket_import_figures_calculate (self, self->terms, differences, error) || !prepare_customer (self, unit_of_work, error))
    return FALSE;
  self->order_id = docket_command_derive_id (command, "order", 0);
  if (differences->len == 0)
    return TRUE;
  g_ptr_array_add (differences, NULL);
  self->found_differences = g_strdupv ((char **) differences->pdata);
  return TRUE;
}

static gboolean
check_is_new (DocketImportOrder *self, DocketDatabase *database, GError **error)
{
  static const char sql[] =
    "SELECT o.number FROM import_source i JOIN \"order\" o ON o.id = i.order_id"
    " WHERE i.source = ? AND i.shop = ? AND i.external_id = ?";
  g_autoptr (DocketStatement) statement =
    docket_database_query (database, error, sql, "ttt", self->source, self->shop != NULL ? self->shop : "", self->external_id);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  if (docket_statement_step (statement, &local_error))
    docket_error_set (&local_error, DOCKET_ERROR_CONFLICT, "external-id",
                      _("The order %s of %s has been imported already; it is order %s."), self->external_id, self->source,
                      docket_statement_text (statement, 0));
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static char **
join_differences (DocketImportOrder *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (self->differences != NULL)
    g_strv_builder_addv (builder, (const char **) self->differences);
  if (self->found_differences != NULL)
    g_strv_builder_addv (builder, (const char **) self->found_differences);
  return g_strv_builder_end (builder);
}

static DocketOrderImported *
make_event (DocketImportOrder *self)
{
  DocketOrderImported *event = g_object_new (DOCKET_TYPE_ORDER_IMPORTED, NULL);

  event->number = g_strdup (*self->number == '#' && self->number[1] != '\0' ? self->number + 1 : self->number);
  event->source = g_strdup (self->source);
  event->shop = g_strdup (self->shop);
  event->external_id = g_strdup (self->external_id);
  event->customer_id = self->customer_id;
  g_set_object (&event->customer, self->contact);
  g_set_object (&event->shipping_address, self->shipping_address);
  g_set_object (&event->billing_address, self->billing_address);
  event->note = g_strdup (self->note);
  event->tags = g_strdupv (self->tags);
  g_set_object (&event->terms, self->terms);
  if (self->differences != NULL || self->found_differences != NULL)
    event->differences = join_differences (self);
  return event;
}

static gboolean
decide (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketImportOrder *self = DOCKET_IMPORT_ORDER (command);
  g_autoptr (DocketOrderImported) event = NULL;

  if (!check_is_new (self, docket_unit_of_work_get_database (unit_of_work), error))
    return FALSE;
  event = make_event (self);
  if (!docket_import_moves_fill (self, event, error) ||
      !docket_order_customer_register (unit_of_work, &self->customer_id, self->contact, error))
    return FALSE;
  docket_unit_of_work_record (unit_of_work, &self->order_id, 0, DOCKET_EVENT (event));
  return TRUE;
}

const DocketCommandHandler docket_import_order_handler = {
  .get_type = docket_import_order_get_type,
  .replay_class = DOCKET_REPLAY_FACT,
  .prepare = prepare,
  .decide = decide,
};
