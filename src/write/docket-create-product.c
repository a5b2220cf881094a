/* docket-create-product.c: a new product
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-create-product.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "docket-shop-rules.h"
#include "docket-shop-settings.h"

static const DocketField fields[] = {
  DOCKET_FIELD (DocketCreateProduct, sku, "sku", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED, .maximum = 100,
                .summary = "The shop's own code for it; tea-1 and TEA-1 are the same."),
  DOCKET_FIELD (DocketCreateProduct, title, "title", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED, .maximum = 500,
                .summary = "What it is called."),
  DOCKET_FIELD (DocketCreateProduct, currency, "currency", docket_kind_string, .maximum = 3,
                .summary = "The currency of the price; the shop's where it is not given."),
  DOCKET_FIELD (DocketCreateProduct, price, "price", docket_kind_money, .flags = DOCKET_FIELD_REQUIRED,
                .summary = "The price of one, with or without tax as the shop's prices are."),
  DOCKET_FIELD (DocketCreateProduct, unit, "unit", docket_kind_string, .maximum = 20,
                .summary = "Its unit: pc, kg, m…; pc where it is not given."),
  DOCKET_FIELD (DocketCreateProduct, step, "step", docket_kind_quantity,
                .summary = "The least quantity: 1, 0.1, 0.01 or 0.001; 1 for pieces, 0.001 otherwise."),
  DOCKET_FIELD (DocketCreateProduct, barcode, "barcode", docket_kind_string, .maximum = 100, .summary = "What the scanner reads."),
  DOCKET_FIELD (DocketCreateProduct, taxes, "taxes", docket_kind_records, .type = docket_tax_get_type, .maximum = 10,
                .summary = "The taxes it bears; the shop's where they are not given."),
  DOCKET_FIELD (DocketCreateProduct, allow_overselling, "allow-overselling", docket_kind_boolean,
                .summary = "Whether more may be sold than is there."),
  DOCKET_FIELD (DocketCreateProduct, safety_stock, "safety-stock", docket_kind_quantity, .summary = "What is kept back."),
  DOCKET_FIELD (DocketCreateProduct, product_id, "product-id", docket_kind_uuid, .flags = DOCKET_FIELD_COMPLETED,
                .told_as = DOCKET_TOLD_STREAM),
};
DOCKET_DEFINE_RECORD (DocketCreateProduct, docket_create_product, DOCKET_TYPE_COMMAND, fields)

static gboolean
prepare (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketCreateProduct *self = DOCKET_CREATE_PRODUCT (command);
  g_autoptr (DocketShopSettings) settings = NULL;

  settings = docket_shop_settings_require (docket_unit_of_work_get_database (unit_of_work), error);
  if (settings == NULL)
    return FALSE;
  docket_trim (&self->currency);
  docket_trim (&self->unit);
  if (self->currency == NULL)
    self->currency = g_strdup (settings->currency);
  if (self->unit == NULL)
    self->unit = g_strdup ("pc");
  if (!docket_record_has (DOCKET_RECORD (self), "step"))
    self->step = strcmp (self->unit, "pc") == 0 ? DOCKET_QUANTITY_ONE : 1;
  if (self->taxes == NULL)
    self->taxes = docket_records_copy (settings->taxes);
  self->product_id = docket_command_derive_id (command, "product", 0);
  return docket_money_apply_currency (DOCKET_RECORD (self), self->currency, error);
}

static DocketProductDetails *
make_details (DocketCreateProduct *self)
{
  DocketProductDetails *details = g_object_new (DOCKET_TYPE_PRODUCT_DETAILS, NULL);

  details->sku = g_strdup (self->sku);
  details->title = g_strdup (self->title);
  details->currency = g_strdup (self->currency);
  details->price = self->price;
  details->unit = g_strdup (self->unit);
  details->step = self->step;
  details->barcode = g_strdup (self->barcode);
  details->taxes = docket_records_copy (self->taxes);
  details->allow_overselling = self->allow_overselling;
  details->safety_stock = self->safety_stock;
  docket_product_details_normalize (details);
  return details;
}

static gboolean
decide (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketCreateProduct *self = DOCKET_CREATE_PRODUCT (command);
  g_autoptr (DocketProductCreated) event = g_object_new (DOCKET_TYPE_PRODUCT_CREATED, NULL);

  event->product = make_details (self);
  if (!docket_product_details_check (docket_unit_of_work_get_database (unit_of_work), event->product, &self->product_id, error))
    return FALSE;
  docket_unit_of_work_record (unit_of_work, &self->product_id, 0, DOCKET_EVENT (event));
  return TRUE;
}

const DocketCommandHandler docket_create_product_handler = {
  .get_type = docket_create_product_get_type,
  .replay_class = DOCKET_REPLAY_ADAPT,
  .prepare = prepare,
  .decide = decide,
  .irreversible = N_("A product that was created stays: orders may have it already."),
};
