/* docket-shopify-figures.h: what an order of Shopify's export costs, and what was paid and sent
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-shopify-row.h"

G_BEGIN_DECLS

/**
 * DocketShopifyLine:
 * @row: where it stands
 * @quantity: thousandths
 *
 * A line of an order.
 */
typedef struct
{
  const DocketShopifyRow *row;
  gint64 quantity;
  DocketMoney price;
  DocketMoney discount;
} DocketShopifyLine;

/**
 * DocketShopifyPayment:
 * @is_there: whether there is one
 * @amount: how much; of it @refunded went back
 *
 * What the financial status and the amounts say of the money.
 */
typedef struct
{
  gboolean is_there;
  DocketMoney amount;
  DocketMoney refunded;
  gboolean is_authorized;
  gboolean is_voided;
  gboolean keeps_total;
} DocketShopifyPayment;

typedef enum
{
  DOCKET_SHOPIFY_NOTHING_SENT,
  DOCKET_SHOPIFY_SOME_SENT,
  DOCKET_SHOPIFY_ALL_SENT,
} DocketShopifySent;

/**
 * DocketShopifyFigures:
 * @currency: the ISO 4217 code
 * @discount: of the goods, besides the lines' own
 * @lines: (element-type DocketShopifyLine): those with a quantity
 * @includes_tax: whether prices include the taxes
 * @is_paid: the money is in, or went back
 * @differences: (element-type utf8): where the file disagrees with itself
 *
 * An order's figures.
 */
typedef struct
{
  const char *currency;
  guint8 digits;
  DocketMoney subtotal;
  DocketMoney shipping;
  DocketMoney taxes;
  DocketMoney total;
  DocketMoney discount;
  GArray *lines;
  gboolean includes_tax;
  DocketShopifyPayment payment;
  DocketShopifySent sent;
  gboolean is_paid;
  gboolean is_cancelled;
  GPtrArray *differences;
} DocketShopifyFigures;

/**
 * DocketShopifyTrouble:
 * @row: the row that cannot be read
 * @column: in which column
 * @message: (nullable): why; %NULL where all is well
 *
 * Why an order is refused.
 */
typedef struct
{
  const DocketShopifyRow *row;
  DocketShopifyColumn column;
  char *message;
} DocketShopifyTrouble;

gboolean docket_shopify_figures_read (GPtrArray *rows, DocketShopifyFigures *figures, DocketShopifyTrouble *trouble);

void docket_shopify_figures_clear (DocketShopifyFigures *figures);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DocketShopifyFigures, docket_shopify_figures_clear)

gboolean docket_shopify_line_is_sent (const DocketShopifyLine *line);

gboolean docket_shopify_read_money (const DocketShopifyRow *row, DocketShopifyColumn column, guint8 digits, DocketMoney *money,
                                    DocketShopifyTrouble *trouble);

G_END_DECLS
