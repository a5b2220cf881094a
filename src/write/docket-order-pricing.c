/* docket-order-pricing.c: makes the terms of an order from what is asked for, the products and the shop's settings
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-order-pricing.h"

#include <glib/gi18n-lib.h>

#include "docket-currency.h"
#include "docket-format.h"
#include "docket-pricing.h"
#include "docket-product-state.h"
#include "docket-shop-settings.h"

/**
 * docket_order_terms_get_digits:
 * @terms: what was agreed, in a currency that is known
 *
 * Returns: the decimals of its amounts
 */
guint8
docket_order_terms_get_digits (DocketOrderTerms *terms)
{
  const DocketCurrency *currency = docket_currency_find (terms->currency);

  return currency != NULL ? currency->digits : 0;
}

/**
 * docket_terms_request_init:
 * @self: what is to be filled
 * @record: a command with the fields `prices-include-tax` and `tax-rounding`
 * @currency: (nullable): its currency
 * @prices_include_tax: the value of that field
 * @tax_rounding: the value of that field
 *
 * Takes from a command what it says of the figures, and whether it says it.
 */
void
docket_terms_request_init (DocketTermsRequest *self, DocketRecord *record, const char *currency, gboolean prices_include_tax,
                           int tax_rounding)
{
  *self = (DocketTermsRequest) {
    .currency = currency,
    .has_prices_include_tax = docket_record_has (record, "prices-include-tax"),
    .prices_include_tax = prices_include_tax,
    .has_tax_rounding = docket_record_has (record, "tax-rounding"),
    .tax_rounding = tax_rounding,
  };
}

/**
 * docket_order_terms_begin:
 * @database: the write database
 * @request: how the figures are to be understood
 * @error: %DOCKET_ERROR_INVALID for an unknown currency, %DOCKET_ERROR_REJECTED where there is none
 *
 * Makes terms without lines. A shop that is not set up sells without taxes, rounded per line, in the currency that is
 * named.
 *
 * Returns: (transfer full) (nullable): the terms
 */
DocketOrderTerms *
docket_order_terms_begin (DocketDatabase *database, const DocketTermsRequest *request, GError **error)
{
  g_autoptr (DocketShopSettings) settings = NULL;
  DocketOrderTerms *terms;
  const char *currency;

  if (!docket_shop_settings_peek (database, &settings, error))
    return NULL;
  currency = request->currency != NULL ? request->currency : settings != NULL ? settings->currency : NULL;
  if (currency == NULL)
    {
      docket_error_set (error, DOCKET_ERROR_REJECTED, "currency", _("Set up the shop first, or say the currency of the order."));
      return NULL;
    }
  if (docket_currency_require (currency, "currency", error) == NULL)
    return NULL;
  terms = g_object_new (DOCKET_TYPE_ORDER_TERMS, NULL);
  terms->currency = g_strdup (currency);
  terms->lines = docket_records_new ();
  terms->prices_include_tax = settings != NULL && settings->prices_include_tax;
  terms->tax_rounding = settings != NULL ? settings->tax_rounding : DOCKET_TAX_ROUNDING_LINE;
  if (request->has_prices_include_tax)
    terms->prices_include_tax = request->prices_include_tax;
  if (request->has_tax_rounding)
    terms->tax_rounding = request->tax_rounding;
  return terms;
}

/* Taxes that have no amounts yet. */
static GPtrArray *
copy_taxes (GPtrArray *taxes, guint8 digits)
{
  GPtrArray *amounts = docket_records_new ();

  for (guint i = 0; taxes != NULL && i < taxes->len; i++)
    {
      DocketTax *tax = g_ptr_array_index (taxes, i);

      g_ptr_array_add (amounts, docket_tax_amount_new (tax->name, tax->rate, DOCKET_MONEY (0, digits), DOCKET_MONEY (0, digits)));
    }
  return amounts;
}

/**
 * docket_order_line_set_taxes:
 * @line: a line
 * @taxes: (element-type DocketTax): what it bears from now on
 * @digits: the decimals of the order's currency
 *
 * Says which taxes apply; how much they are comes with docket_order_terms_calculate().
 */
void
docket_order_line_set_taxes (DocketOrderLine *line, GPtrArray *taxes, guint8 digits)
{
  g_clear_pointer (&line->taxes, g_ptr_array_unref);
  line->taxes = copy_taxes (taxes, digits);
}

static gboolean
get_default_taxes (DocketDatabase *database, guint8 digits, GPtrArray **taxes, GError **error)
{
  g_autoptr (DocketShopSettings) settings = NULL;

  if (!docket_shop_settings_peek (database, &settings, error))
    return FALSE;
  *taxes = copy_taxes (settings != NULL ? settings->taxes : NULL, digits);
  return TRUE;
}

/**
 * docket_order_line_check_quantity:
 * @line: a line
 * @error: %DOCKET_ERROR_REJECTED with the field `quantity`
 *
 * Returns: whether its quantity is above 0 and in its step
 */
gboolean
docket_order_line_check_quantity (DocketOrderLine *line, GError **error)
{
  g_autofree char *quantity = NULL;
  g_autofree char *step = NULL;

  if (line->quantity > 0 && docket_quantity_is_in_step (line->quantity, line->step))
    return TRUE;
  quantity = docket_format_quantity (line->quantity, line->unit);
  step = docket_format_quantity (line->step, line->unit);
  if (line->quantity <= 0)
    docket_error_set (error, DOCKET_ERROR_REJECTED, "quantity", _("The quantity of “%s” must be above 0, not %s."), line->title,
                      quantity);
  else
    docket_error_set (error, DOCKET_ERROR_REJECTED, "quantity", _("“%s” is sold in steps of %s; %s is not a multiple of it."),
                      line->title, step, quantity);
  return FALSE;
}

/**
 * docket_order_line_check_price:
 * @line: a line
 * @database: the write database
 * @currency: the order's currency
 * @error: %DOCKET_ERROR_REJECTED with the field `price-reason`
 *
 * Returns: whether it costs what the product costs, or says why not
 */
gboolean
docket_order_line_check_price (DocketOrderLine *line, DocketDatabase *database, const char *currency, GError **error)
{
  g_autoptr (DocketProductState) product = NULL;
  g_autofree char *price = NULL;
  g_autofree char *usual = NULL;

  if (docket_uuid_is_null (&line->product_id) || (line->price_reason != NULL && *line->price_reason != '\0'))
    return TRUE;
  if (!docket_product_state_find (database, &line->product_id, &product, error))
    return FALSE;
  if (product == NULL || g_strcmp0 (product->details->currency, currency) != 0 ||
      docket_money_compare (product->details->price, line->unit_price) == 0)
    return TRUE;
  price = docket_format_money (line->unit_price, currency);
  usual = docket_format_money (product->details->price, currency);
  docket_error_set (error, DOCKET_ERROR_REJECTED, "price-reason", _("“%s” costs %s; to sell it for %s, give a reason."), line->title,
                    usual, price);
  return FALSE;
}

static gboolean
take_product_price (DocketOrderLine *line, DocketProductDetails *product, const char *currency, GError **error)
{
  if (g_strcmp0 (product->currency, currency) == 0)
    {
      line->unit_price = product->price;
      return TRUE;
    }
  docket_error_set (error, DOCKET_ERROR_REJECTED, "unit-price",
                    _("“%s” has a price in %s and the order is in %s: give the price of the line."), product->title, product->currency,
                    currency);
  return FALSE;
}

static gboolean
fill_from_product (DocketOrderLine *line, DocketLineRequest *request, DocketDatabase *database, DocketOrderTerms *terms, GError **error)
{
  g_autoptr (DocketProductDetails) product = NULL;

  product = docket_product_details_require (database, &request->product_id, request->sku, &line->product_id, error);
  if (product == NULL)
    return FALSE;
  line->sku = g_strdup (product->sku);
  line->title = g_strdup (request->title != NULL ? request->title : product->title);
  line->unit = g_strdup (product->unit);
  line->step = product->step;
  line->moves_stock = TRUE;
  if (!docket_record_has (DOCKET_RECORD (request), "taxes"))
    docket_order_line_set_taxes (line, product->taxes, docket_order_terms_get_digits (terms));
  return docket_record_has (DOCKET_RECORD (request), "unit-price") ||
         take_product_price (line, product, terms->currency, error);
}

static gboolean
fill_ad_hoc (DocketOrderLine *line, DocketLineRequest *request, DocketDatabase *database, DocketOrderTerms *terms, GError **error)
{
  if (request->title == NULL)
    docket_error_set (error, DOCKET_ERROR_INVALID, "title", _("A line without a product needs a title."));
  else if (!docket_record_has (DOCKET_RECORD (request), "unit-price"))
    docket_error_set (error, DOCKET_ERROR_INVALID, "unit-price", _("“%s” is no product: give the price of the line."), request->title);
  else
    {
      line->title = g_strdup (request->title);
      line->unit = g_strdup (request->unit);
      line->step = 1;
      return docket_record_has (DOCKET_RECORD (request), "taxes") ||
             get_default_taxes (database, docket_order_terms_get_digits (terms), &line->taxes, error);
    }
  return FALSE;
}

/**
 * docket_order_terms_add_line:
 * @terms: the terms so far
 * @database: the write database
 * @request: what is asked for; its amounts are of the terms' currency
 * @line: the number of the new line
 * @error: with the field of @request that it is about
 *
 * Adds a line, with title, price and taxes from the product or the shop where they are not given.
 *
 * Returns: (transfer none) (nullable): the new line, not calculated yet
 */
DocketOrderLine *
docket_order_terms_add_line (DocketOrderTerms *terms, DocketDatabase *database, DocketLineRequest *request, gint64 line, GError **error)
{
  g_autoptr (DocketOrderLine) added = g_object_new (DOCKET_TYPE_ORDER_LINE, NULL);
  gboolean is_ad_hoc = request->sku == NULL && docket_uuid_is_null (&request->product_id);

  if (terms->lines->len >= DOCKET_ORDER_MAXIMUM_LINES)
    {
      docket_error_set (error, DOCKET_ERROR_REJECTED, "lines", _("An order can have at most %d lines."), DOCKET_ORDER_MAXIMUM_LINES);
      return NULL;
    }
  added->line = line;
  added->quantity = request->quantity;
  added->discount_given = request->discount;
  if (docket_record_has (DOCKET_RECORD (request), "unit-price"))
    added->unit_price = request->unit_price;
  added->price_reason = g_strdup (request->price_reason);
  if (docket_record_has (DOCKET_RECORD (request), "taxes"))
    docket_order_line_set_taxes (added, request->taxes, docket_order_terms_get_digits (terms));
  if (!(is_ad_hoc ? fill_ad_hoc : fill_from_product) (added, request, database, terms, error) ||
      !docket_order_line_check_quantity (added, error))
    return NULL;
  g_ptr_array_add (terms->lines, g_object_ref (added));
  return added;
}

/**
 * docket_order_terms_add_lines:
 * @terms: terms without lines
 * @database: the write database
 * @requests: (nullable) (element-type DocketLineRequest): what is asked for
 * @error: with a field such as `lines[0].sku`
 *
 * Adds lines, numbered from 1.
 *
 * Returns: whether all of them could be added
 */
gboolean
docket_order_terms_add_lines (DocketOrderTerms *terms, DocketDatabase *database, GPtrArray *requests, GError **error)
{
  for (guint i = 0; requests != NULL && i < requests->len; i++)
    {
      g_autofree char *path = g_strdup_printf ("lines[%u]", i);
      GError *local_error = NULL;

      if (docket_order_terms_add_line (terms, database, g_ptr_array_index (requests, i), i + 1, &local_error) != NULL)
        continue;
      docket_error_prefix_field (local_error, path);
      g_propagate_error (error, local_error);
      return FALSE;
    }
  return TRUE;
}

/**
 * docket_order_terms_set_shipping:
 * @terms: the terms so far
 * @database: the write database
 * @request: (nullable): what sending is to cost; %NULL for nothing at all
 * @error: return location
 *
 * Sets the charge for sending, with the shop's taxes where none are given.
 *
 * Returns: whether it could be set
 */
gboolean
docket_order_terms_set_shipping (DocketOrderTerms *terms, DocketDatabase *database, DocketShippingRequest *request, GError **error)
{
  guint8 digits = docket_order_terms_get_digits (terms);

  g_clear_object (&terms->shipping);
  if (request == NULL)
    return TRUE;
  terms->shipping = g_object_new (DOCKET_TYPE_SHIPPING_CHARGE, NULL);
  terms->shipping->title = g_strdup (request->title);
  terms->shipping->price = request->price;
  if (!docket_record_has (DOCKET_RECORD (request), "taxes"))
    return get_default_taxes (database, digits, &terms->shipping->taxes, error);
  terms->shipping->taxes = copy_taxes (request->taxes, digits);
  return TRUE;
}

/* The rates of taxes whose amounts are to be worked out again. */
static GPtrArray *
get_rates (GPtrArray *amounts)
{
  GPtrArray *taxes = docket_records_new ();

  for (guint i = 0; amounts != NULL && i < amounts->len; i++)
    {
      DocketTaxAmount *amount = g_ptr_array_index (amounts, i);

      g_ptr_array_add (taxes, docket_tax_new (amount->name, amount->rate));
    }
  return taxes;
}

static void
clear_pricing_line (gpointer line)
{
  g_clear_pointer (&((DocketPricingLine *) line)->taxes, g_ptr_array_unref);
}

static GArray *
make_pricing_lines (DocketOrderTerms *terms)
{
  GArray *lines = g_array_sized_new (FALSE, TRUE, sizeof (DocketPricingLine), terms->lines->len);

  g_array_set_clear_func (lines, clear_pricing_line);
  for (guint i = 0; i < terms->lines->len; i++)
    {
      DocketOrderLine *line = g_ptr_array_index (terms->lines, i);
      DocketPricingLine input = {
        .quantity = line->quantity,
        .unit_price = line->unit_price,
        .discount = line->discount_given,
        .taxes = get_rates (line->taxes),
      };

      g_array_append_val (lines, input);
    }
  return lines;
}

static void
replace_taxes (GPtrArray **taxes, GPtrArray *priced)
{
  g_clear_pointer (taxes, g_ptr_array_unref);
  *taxes = g_ptr_array_ref (priced);
}

static void
take_pricing (DocketOrderTerms *terms, DocketPricing *pricing)
{
  for (guint i = 0; i < pricing->n_lines; i++)
    {
      DocketOrderLine *line = g_ptr_array_index (terms->lines, i);
      DocketPricedPart *part = &pricing->lines[i];

      line->discount = part->discount;
      line->discount_share = part->share;
      line->net = part->net;
      line->tax = part->tax;
      line->total = part->total;
      replace_taxes (&line->taxes, part->taxes);
    }
  if (terms->shipping != NULL)
    {
      terms->shipping->net = pricing->shipping.net;
      terms->shipping->tax = pricing->shipping.tax;
      terms->shipping->total = pricing->shipping.total;
      replace_taxes (&terms->shipping->taxes, pricing->shipping.taxes);
    }
  terms->discount = pricing->order_discount;
  terms->net = pricing->net;
  terms->tax = pricing->tax;
  terms->total = pricing->total;
  replace_taxes (&terms->taxes, pricing->taxes);
}

/**
 * docket_order_terms_calculate:
 * @terms: lines, shipping and discount as agreed; their amounts are replaced
 * @error: with a field such as `lines[0].discount`
 *
 * Works out what every line costs, its taxes and the totals.
 *
 * Returns: whether they can be
 */
gboolean
docket_order_terms_calculate (DocketOrderTerms *terms, GError **error)
{
  g_autoptr (GArray) lines = make_pricing_lines (terms);
  g_autoptr (GPtrArray) shipping_taxes = terms->shipping != NULL ? get_rates (terms->shipping->taxes) : NULL;
  g_autoptr (DocketPricing) pricing = NULL;
  DocketPricingInput input = {
    .digits = docket_order_terms_get_digits (terms),
    .prices_include_tax = terms->prices_include_tax,
    .tax_rounding = (DocketTaxRounding) terms->tax_rounding,
    .lines = (const DocketPricingLine *) (gpointer) lines->data,
    .n_lines = lines->len,
    .shipping_price = terms->shipping != NULL ? terms->shipping->price : DOCKET_MONEY (0, 0),
    .shipping_taxes = shipping_taxes,
    .discount = terms->discount_given,
  };

  pricing = docket_pricing_calculate (&input, error);
  if (pricing == NULL)
    return FALSE;
  take_pricing (terms, pricing);
  return TRUE;
}
