/* docket-shopify-row.c: the columns of Shopify's orders_export, and a row of it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-shopify-row.h"

#define ADDRESS(PREFIX, prefix) \
  [DOCKET_SHOPIFY_##PREFIX##_NAME] = prefix " Name", [DOCKET_SHOPIFY_##PREFIX##_STREET] = prefix " Street", \
  [DOCKET_SHOPIFY_##PREFIX##_ADDRESS1] = prefix " Address1", [DOCKET_SHOPIFY_##PREFIX##_ADDRESS2] = prefix " Address2", \
  [DOCKET_SHOPIFY_##PREFIX##_COMPANY] = prefix " Company", [DOCKET_SHOPIFY_##PREFIX##_CITY] = prefix " City", \
  [DOCKET_SHOPIFY_##PREFIX##_ZIP] = prefix " Zip", [DOCKET_SHOPIFY_##PREFIX##_PROVINCE] = prefix " Province", \
  [DOCKET_SHOPIFY_##PREFIX##_COUNTRY] = prefix " Country", [DOCKET_SHOPIFY_##PREFIX##_PHONE] = prefix " Phone", \
  [DOCKET_SHOPIFY_##PREFIX##_PROVINCE_NAME] = prefix " Province Name"

#define TAX(n) \
  [DOCKET_SHOPIFY_TAX_1_NAME + 2 * (n - 1)] = "Tax " #n " Name", [DOCKET_SHOPIFY_TAX_1_NAME + 2 * (n - 1) + 1] = "Tax " #n " Value"

static const char *const titles[DOCKET_SHOPIFY_N_COLUMNS] = {
  [DOCKET_SHOPIFY_NAME] = "Name",
  [DOCKET_SHOPIFY_EMAIL] = "Email",
  [DOCKET_SHOPIFY_FINANCIAL_STATUS] = "Financial Status",
  [DOCKET_SHOPIFY_PAID_AT] = "Paid at",
  [DOCKET_SHOPIFY_FULFILLMENT_STATUS] = "Fulfillment Status",
  [DOCKET_SHOPIFY_FULFILLED_AT] = "Fulfilled at",
  [DOCKET_SHOPIFY_CURRENCY] = "Currency",
  [DOCKET_SHOPIFY_SUBTOTAL] = "Subtotal",
  [DOCKET_SHOPIFY_SHIPPING] = "Shipping",
  [DOCKET_SHOPIFY_TAXES] = "Taxes",
  [DOCKET_SHOPIFY_TOTAL] = "Total",
  [DOCKET_SHOPIFY_DISCOUNT_AMOUNT] = "Discount Amount",
  [DOCKET_SHOPIFY_SHIPPING_METHOD] = "Shipping Method",
  [DOCKET_SHOPIFY_CREATED_AT] = "Created at",
  [DOCKET_SHOPIFY_LINE_QUANTITY] = "Lineitem quantity",
  [DOCKET_SHOPIFY_LINE_NAME] = "Lineitem name",
  [DOCKET_SHOPIFY_LINE_PRICE] = "Lineitem price",
  [DOCKET_SHOPIFY_LINE_SKU] = "Lineitem sku",
  [DOCKET_SHOPIFY_LINE_TAXABLE] = "Lineitem taxable",
  [DOCKET_SHOPIFY_LINE_STATUS] = "Lineitem fulfillment status",
  [DOCKET_SHOPIFY_LINE_DISCOUNT] = "Lineitem discount",
  ADDRESS (BILLING, "Billing"),
  ADDRESS (SHIPPING, "Shipping"),
  [DOCKET_SHOPIFY_NOTES] = "Notes",
  [DOCKET_SHOPIFY_CANCELLED_AT] = "Cancelled at",
  [DOCKET_SHOPIFY_PAYMENT_METHOD] = "Payment Method",
  [DOCKET_SHOPIFY_PAYMENT_REFERENCE] = "Payment Reference",
  [DOCKET_SHOPIFY_REFUNDED_AMOUNT] = "Refunded Amount",
  [DOCKET_SHOPIFY_OUTSTANDING_BALANCE] = "Outstanding Balance",
  [DOCKET_SHOPIFY_ID] = "Id",
  [DOCKET_SHOPIFY_TAGS] = "Tags",
  TAX (1),
  TAX (2),
  TAX (3),
  TAX (4),
  TAX (5),
  [DOCKET_SHOPIFY_PHONE] = "Phone",
  [DOCKET_SHOPIFY_PAYMENT_ID] = "Payment ID",
};

/**
 * docket_shopify_column_title:
 * @column: a column
 *
 * Returns: (transfer none): its title in the file
 */
const char *
docket_shopify_column_title (DocketShopifyColumn column)
{
  return titles[column];
}

/**
 * docket_shopify_find_columns:
 * @reader: a file after its titles
 * @columns: (out caller-allocates): where each column is; −1 for one that is not there
 *
 * Finds the columns: older exports have fewer, and their order changes.
 */
void
docket_shopify_find_columns (DocketCsvReader *reader, int columns[DOCKET_SHOPIFY_N_COLUMNS])
{
  for (int i = 0; i < DOCKET_SHOPIFY_N_COLUMNS; i++)
    columns[i] = docket_csv_reader_find_column (reader, titles[i]);
}

/**
 * docket_shopify_row_read:
 * @reader: a file on a row
 * @columns: where each column is
 *
 * Returns: (transfer full): a copy of the row
 */
DocketShopifyRow *
docket_shopify_row_read (DocketCsvReader *reader, const int columns[DOCKET_SHOPIFY_N_COLUMNS])
{
  DocketShopifyRow *row = g_new0 (DocketShopifyRow, 1);

  row->line = docket_csv_reader_get_line (reader);
  for (int i = 0; i < DOCKET_SHOPIFY_N_COLUMNS; i++)
    {
      const char *cell = docket_csv_reader_get_cell (reader, columns[i]);

      /* Before what a spreadsheet would change, a zip code for example, stands an apostrophe. */
      row->cells[i] = g_strstrip (g_strdup (*cell == '\'' ? cell + 1 : cell));
    }
  return row;
}

/**
 * docket_shopify_row_free:
 * @row: (transfer full) (nullable): a row
 *
 * Frees a row.
 */
void
docket_shopify_row_free (DocketShopifyRow *row)
{
  if (row == NULL)
    return;
  for (int i = 0; i < DOCKET_SHOPIFY_N_COLUMNS; i++)
    g_free (row->cells[i]);
  g_free (row);
}

/**
 * docket_shopify_row_begins_order:
 * @row: a row
 *
 * The further lines of an order are rows of their own, blank in the order's columns.
 *
 * Returns: whether it is the first row of an order
 */
gboolean
docket_shopify_row_begins_order (const DocketShopifyRow *row)
{
  static const DocketShopifyColumn columns[] = {
    DOCKET_SHOPIFY_FINANCIAL_STATUS,
    DOCKET_SHOPIFY_CURRENCY,
    DOCKET_SHOPIFY_SUBTOTAL,
    DOCKET_SHOPIFY_TOTAL,
  };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (*row->cells[columns[i]] != '\0')
      return TRUE;
  return FALSE;
}
