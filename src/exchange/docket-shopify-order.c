/* docket-shopify-order.c: one order of Shopify's export, as the command that imports it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-shopify-order.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "docket-country.h"
#include "docket-json-writer.h"
#include "docket-quantity.h"
#include "docket-shopify-figures.h"
#include "docket-time.h"

#define SOURCE "shopify"

/* The order while it is written. */
typedef struct
{
  const DocketShopifyRow *first;
  DocketImportContext *context;
  DocketShopifyFigures figures;
  DocketShopifyTrouble trouble;
  DocketJsonWriter writer;
} Order;

static const char *
get (Order *order, DocketShopifyColumn column)
{
  return order->first->cells[column];
}

static void
write_text (Order *order, const char *name, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  docket_json_writer_member (&order->writer, name);
  docket_json_writer_string (&order->writer, text);
}

static void
write_money (Order *order, const char *name, DocketMoney money)
{
  char text[DOCKET_MONEY_STRING_SIZE];

  write_text (order, name, docket_money_format (money, text));
}

static void
write_flag (Order *order, const char *name, gboolean flag)
{
  if (!flag)
    return;
  docket_json_writer_member (&order->writer, name);
  docket_json_writer_boolean (&order->writer, TRUE);
}

static gboolean
refuse (Order *order, DocketShopifyColumn column, const char *message)
{
  order->trouble.row = order->first;
  order->trouble.column = column;
  order->trouble.message = g_strdup (message);
  return FALSE;
}

/* An empty cell writes nothing. */
static gboolean
write_time (Order *order, const char *name, DocketShopifyColumn column)
{
  char text[DOCKET_TIME_STRING_SIZE];
  gint64 time;

  if (*get (order, column) == '\0')
    return TRUE;
  if (!docket_import_parse_time (get (order, column), order->context->zone, &time))
    return refuse (order, column, _("This is not a time such as 2026-08-24 13:18:57 +0200."));
  write_text (order, name, docket_time_format (time, text));
  return TRUE;
}

/* The same order of the same shop has the same id in every export. */
static void
write_id (Order *order, const char *external_id)
{
  static const DocketUuid nobody;
  const char *shop = order->context->shop != NULL ? order->context->shop : "";
  g_autofree char *purpose = g_strdup_printf ("import %s/%s/%s", SOURCE, shop, external_id);
  char text[DOCKET_UUID_STRING_SIZE];
  DocketUuid id;
  gint64 time = 0;

  /* Ids that sort by time keep the tables dense. */
  docket_import_parse_time (get (order, DOCKET_SHOPIFY_CREATED_AT), order->context->zone, &time);
  id = docket_uuid_derive (&nobody, time, purpose, 0);
  write_text (order, "id", docket_uuid_format (&id, text));
}

static void
write_identity (Order *order)
{
  const char *id = get (order, DOCKET_SHOPIFY_ID);
  const char *external_id = *id != '\0' ? id : get (order, DOCKET_SHOPIFY_NAME);

  write_text (order, "command", "ImportOrder");
  write_id (order, external_id);
  write_text (order, "source", SOURCE);
  write_text (order, "shop", order->context->shop);
  write_text (order, "external-id", external_id);
  write_text (order, "number", get (order, DOCKET_SHOPIFY_NAME));
}

static void
write_customer (Order *order)
{
  const char *name = get (order, DOCKET_SHOPIFY_BILLING_NAME);
  const char *phone = get (order, DOCKET_SHOPIFY_PHONE);
  const char *email = get (order, DOCKET_SHOPIFY_EMAIL);

  if (*name == '\0')
    name = get (order, DOCKET_SHOPIFY_SHIPPING_NAME);
  if (*phone == '\0')
    phone = get (order, DOCKET_SHOPIFY_BILLING_PHONE);
  if (*phone == '\0')
    phone = get (order, DOCKET_SHOPIFY_SHIPPING_PHONE);
  if (*name == '\0' && *phone == '\0' && *email == '\0')
    return;
  docket_json_writer_member (&order->writer, "customer");
  docket_json_writer_begin_object (&order->writer);
  write_text (order, "name", name);
  write_text (order, "email", email);
  write_text (order, "phone", phone);
  docket_json_writer_end_object (&order->writer);
}

static void
write_country (Order *order, const char *country)
{
  if (*country == '\0' || docket_country_find (country) != NULL)
    write_text (order, "country", country);
  else
    g_ptr_array_add (order->figures.differences, g_strdup_printf (_("“%s” is not the code of a country; it was left out."), country));
}

/* The columns of both addresses stand in the same order, but the name of the province. */
static void
write_address (Order *order, const char *member, DocketShopifyColumn name, DocketShopifyColumn province_name)
{
  const char *street = get (order, name + DOCKET_SHOPIFY_BILLING_ADDRESS1 - DOCKET_SHOPIFY_BILLING_NAME);
  const char *region = get (order, province_name);
  gboolean is_empty = TRUE;

  for (DocketShopifyColumn column = name; column <= name + DOCKET_SHOPIFY_BILLING_PHONE - DOCKET_SHOPIFY_BILLING_NAME; column++)
    is_empty = is_empty && *get (order, column) == '\0';
  if (is_empty)
    return;
  if (*street == '\0')
    street = get (order, name + DOCKET_SHOPIFY_BILLING_STREET - DOCKET_SHOPIFY_BILLING_NAME);
  if (*region == '\0')
    region = get (order, name + DOCKET_SHOPIFY_BILLING_PROVINCE - DOCKET_SHOPIFY_BILLING_NAME);
  docket_json_writer_member (&order->writer, member);
  docket_json_writer_begin_object (&order->writer);
  write_text (order, "name", get (order, name));
  write_text (order, "company", get (order, name + DOCKET_SHOPIFY_BILLING_COMPANY - DOCKET_SHOPIFY_BILLING_NAME));
  write_text (order, "street", street);
  write_text (order, "street2", get (order, name + DOCKET_SHOPIFY_BILLING_ADDRESS2 - DOCKET_SHOPIFY_BILLING_NAME));
  write_text (order, "city", get (order, name + DOCKET_SHOPIFY_BILLING_CITY - DOCKET_SHOPIFY_BILLING_NAME));
  write_text (order, "zip", get (order, name + DOCKET_SHOPIFY_BILLING_ZIP - DOCKET_SHOPIFY_BILLING_NAME));
  write_text (order, "region", region);
  write_country (order, get (order, name + DOCKET_SHOPIFY_BILLING_COUNTRY - DOCKET_SHOPIFY_BILLING_NAME));
  write_text (order, "phone", get (order, name + DOCKET_SHOPIFY_BILLING_PHONE - DOCKET_SHOPIFY_BILLING_NAME));
  docket_json_writer_end_object (&order->writer);
}

static void
write_person (Order *order)
{
  write_customer (order);
  write_address (order, "billing-address", DOCKET_SHOPIFY_BILLING_NAME, DOCKET_SHOPIFY_BILLING_PROVINCE_NAME);
  write_address (order, "shipping-address", DOCKET_SHOPIFY_SHIPPING_NAME, DOCKET_SHOPIFY_SHIPPING_PROVINCE_NAME);
  write_text (order, "note", get (order, DOCKET_SHOPIFY_NOTES));
}

static void
write_strings (Order *order, const char *name, const char *const *strings)
{
  docket_json_writer_member (&order->writer, name);
  docket_json_writer_begin_array (&order->writer);
  for (; *strings != NULL; strings++)
    docket_json_writer_string (&order->writer, *strings);
  docket_json_writer_end_array (&order->writer);
}

static void
write_tags (Order *order)
{
  g_auto (GStrv) parts = g_strsplit (get (order, DOCKET_SHOPIFY_TAGS), ",", -1);
  g_autoptr (GPtrArray) tags = g_ptr_array_new ();

  for (char **part = parts; *part != NULL; part++)
    if (*g_strstrip (*part) != '\0')
      g_ptr_array_add (tags, *part);
  g_ptr_array_add (tags, NULL);
  if (tags->len > 1)
    write_strings (order, "tags", (const char *const *) tags->pdata);
}

static void
write_line (Order *order, const DocketShopifyLine *line)
{
  char quantity[DOCKET_QUANTITY_STRING_SIZE];
  const char *title = line->row->cells[DOCKET_SHOPIFY_LINE_NAME];
  const char *sku = line->row->cells[DOCKET_SHOPIFY_LINE_SKU];

  docket_json_writer_begin_object (&order->writer);
  write_text (order, "sku", sku);
  if (*title == '\0')
    title = *sku != '\0' ? sku : _("Item without a name");
  write_text (order, "title", title);
  write_text (order, "quantity", docket_quantity_format (line->quantity, quantity));
  write_money (order, "unit-price", line->price);
  if (line->discount.minor != 0)
    write_money (order, "discount", line->discount);
  if (g_ascii_strcasecmp (line->row->cells[DOCKET_SHOPIFY_LINE_TAXABLE], "false") == 0)
    {
      docket_json_writer_member (&order->writer, "taxes");
      docket_json_writer_begin_array (&order->writer);
      docket_json_writer_end_array (&order->writer);
    }
  docket_json_writer_end_object (&order->writer);
}

static void
write_lines (Order *order)
{
  docket_json_writer_member (&order->writer, "lines");
  docket_json_writer_begin_array (&order->writer);
  for (guint i = 0; i < order->figures.lines->len; i++)
    write_line (order, &g_array_index (order->figures.lines, DocketShopifyLine, i));
  docket_json_writer_end_array (&order->writer);
}

static gboolean
write_tax (Order *order, DocketShopifyColumn column)
{
  g_autofree char *rate = NULL;
  g_autofree char *name = NULL;
  DocketMoney amount;

  if (!docket_shopify_read_money (order->first, column + 1, order->figures.digits, &amount, &order->trouble))
    return FALSE;
  if (*get (order, column) == '\0' || amount.minor == 0)
    return TRUE;
  name = docket_import_split_tax (get (order, column), &rate);
  docket_json_writer_begin_object (&order->writer);
  write_text (order, "name", name);
  write_text (order, "rate", rate);
  write_money (order, "amount", amount);
  docket_json_writer_end_object (&order->writer);
  return TRUE;
}

static gboolean
write_taxes (Order *order)
{
  docket_json_writer_member (&order->writer, "taxes");
  docket_json_writer_begin_array (&order->writer);
  for (int i = 0; i < DOCKET_SHOPIFY_N_TAXES; i++)
    if (!write_tax (order, DOCKET_SHOPIFY_TAX_1_NAME + 2 * i))
      return FALSE;
  docket_json_writer_end_array (&order->writer);
  return TRUE;
}

static void
write_shipping (Order *order)
{
  if (order->figures.shipping.minor == 0 && *get (order, DOCKET_SHOPIFY_SHIPPING_METHOD) == '\0')
    return;
  docket_json_writer_member (&order->writer, "shipping");
  docket_json_writer_begin_object (&order->writer);
  write_text (order, "title", get (order, DOCKET_SHOPIFY_SHIPPING_METHOD));
  write_money (order, "price", order->figures.shipping);
  docket_json_writer_end_object (&order->writer);
}

static gboolean
write_amounts (Order *order)
{
  write_text (order, "currency", order->figures.currency);
  write_flag (order, "prices-include-tax", order->figures.includes_tax);
  write_lines (order);
  write_money (order, "discount", order->figures.discount);
  write_shipping (order);
  write_money (order, "tax", order->figures.taxes);
  write_money (order, "total", order->figures.total);
  return write_taxes (order);
}

static gboolean
write_payment (Order *order)
{
  const DocketShopifyPayment *payment = &order->figures.payment;
  const char *reference = get (order, DOCKET_SHOPIFY_PAYMENT_REFERENCE);

  if (!payment->is_there)
    return TRUE;
  docket_json_writer_member (&order->writer, "payments");
  docket_json_writer_begin_array (&order->writer);
  docket_json_writer_begin_object (&order->writer);
  write_money (order, "amount", payment->amount);
  if (payment->refunded.minor != 0)
    write_money (order, "refunded", payment->refunded);
  write_flag (order, "voided", payment->is_voided);
  write_flag (order, "authorized", payment->is_authorized);
  write_text (order, "method", get (order, DOCKET_SHOPIFY_PAYMENT_METHOD));
  write_text (order, "reference", *reference != '\0' ? reference : get (order, DOCKET_SHOPIFY_PAYMENT_ID));
  if (!write_time (order, "time", DOCKET_SHOPIFY_PAID_AT))
    return FALSE;
  docket_json_writer_end_object (&order->writer);
  docket_json_writer_end_array (&order->writer);
  return TRUE;
}

static void
write_sent_lines (Order *order)
{
  docket_json_writer_member (&order->writer, "lines");
  docket_json_writer_begin_array (&order->writer);
  for (guint i = 0; i < order->figures.lines->len; i++)
    {
      const DocketShopifyLine *line = &g_array_index (order->figures.lines, DocketShopifyLine, i);
      char quantity[DOCKET_QUANTITY_STRING_SIZE];

      if (!docket_shopify_line_is_sent (line))
        continue;
      docket_json_writer_begin_object (&order->writer);
      docket_json_writer_member (&order->writer, "line");
      docket_json_writer_integer (&order->writer, i + 1);
      write_text (order, "quantity", docket_quantity_format (line->quantity, quantity));
      docket_json_writer_end_object (&order->writer);
    }
  docket_json_writer_end_array (&order->writer);
}

static gboolean
write_fulfilment (Order *order)
{
  if (order->figures.sent == DOCKET_SHOPIFY_NOTHING_SENT)
    return TRUE;
  docket_json_writer_member (&order->writer, "fulfilments");
  docket_json_writer_begin_array (&order->writer);
  docket_json_writer_begin_object (&order->writer);
  if (order->figures.sent == DOCKET_SHOPIFY_SOME_SENT)
    write_sent_lines (order);
  if (!write_time (order, "time", DOCKET_SHOPIFY_FULFILLED_AT))
    return FALSE;
  docket_json_writer_end_object (&order->writer);
  docket_json_writer_end_array (&order->writer);
  return TRUE;
}

/* A cancelled order of which nothing went back keeps its total, so that it stays as paid as the file says. */
static void
write_end (Order *order)
{
  const DocketShopifyFigures *figures = &order->figures;

  write_flag (order, "cancelled", figures->is_cancelled);
  if (figures->is_cancelled && figures->payment.is_there && figures->payment.keeps_total)
    write_money (order, "cancelled-amount", DOCKET_MONEY (0, figures->digits));
  write_flag (order, "closed", !figures->is_cancelled && figures->is_paid && figures->sent == DOCKET_SHOPIFY_ALL_SENT);
  if (figures->differences->len == 0)
    return;
  g_ptr_array_add (figures->differences, NULL);
  write_strings (order, "differences", (const char *const *) figures->differences->pdata);
}

static gboolean
write_order (Order *order)
{
  if (*get (order, DOCKET_SHOPIFY_NAME) == '\0')
    return refuse (order, DOCKET_SHOPIFY_NAME, _("The order has no name."));
  write_identity (order);
  if (!write_time (order, "time", DOCKET_SHOPIFY_CREATED_AT))
    return FALSE;
  write_person (order);
  write_tags (order);
  if (!write_amounts (order) || !write_payment (order) || !write_fulfilment (order))
    return FALSE;
  write_end (order);
  return TRUE;
}

static DocketImportItem *
make_item (Order *order, char *json)
{
  DocketImportItem *item = g_new0 (DocketImportItem, 1);

  item->json = json;
  item->subject = g_strdup (get (order, DOCKET_SHOPIFY_NAME));
  item->line = order->first->line;
  item->currency = g_strdup (order->figures.currency);
  item->prices_include_tax = order->figures.includes_tax;
  return item;
}

/**
 * docket_shopify_order_to_item:
 * @rows: (element-type DocketShopifyRow): the rows of an order, the first one before all
 * @context: the file
 *
 * Returns: (transfer full) (nullable): the command that imports the order; %NULL where it cannot be read, which the report
 *   says then
 */
DocketImportItem *
docket_shopify_order_to_item (GPtrArray *rows, DocketImportContext *context)
{
  Order order = { .first = g_ptr_array_index (rows, 0), .context = context };
  GString *json = g_string_sized_new (1024);
  gboolean is_good;

  docket_json_writer_init (&order.writer, json);
  docket_json_writer_begin_object (&order.writer);
  is_good = docket_shopify_figures_read (rows, &order.figures, &order.trouble) && write_order (&order);
  docket_json_writer_end_object (&order.writer);
  if (!is_good)
    docket_import_context_tell (context, DOCKET_IMPORT_REFUSED, order.trouble.row->line,
                                docket_shopify_column_title (order.trouble.column), get (&order, DOCKET_SHOPIFY_NAME),
                                order.trouble.message);
  g_free (order.trouble.message);
  docket_shopify_figures_clear (&order.figures);
  if (is_good)
    return make_item (&order, g_string_free (json, FALSE));
  g_string_free (json, TRUE);
  return NULL;
}
