/* docket-orders-columns.c: the columns of the list of orders
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-orders-columns.h"

#include <glib/gi18n.h>

#include "docket-orders-query.h"
#include "docket-words.h"

/* A draft has none yet. */
static char *
describe_number (gpointer item, const char *number, gboolean is_loaded)
{
  if (!is_loaded)
    return g_strdup ("");
  return g_strdup (number != NULL && *number != '\0' ? number : "–");
}

static char *
describe_customer (gpointer item, const char *customer, gboolean is_loaded)
{
  if (!is_loaded)
    return g_strdup ("");
  return g_strdup (customer != NULL && *customer != '\0' ? customer : _("Counter sale"));
}

/* How the shipping stands, unless something about the order as a whole matters more. */
static const DocketWord *
describe_fulfilment (gpointer item, DocketFulfilmentStatus fulfilment, DocketOrderStatus status, gboolean is_on_hold,
                     gboolean is_loaded)
{
  if (!is_loaded)
    return NULL;
  if (status == DOCKET_ORDER_STATUS_OPEN || status == DOCKET_ORDER_STATUS_CLOSED)
    return is_on_hold ? docket_words_of_hold () : docket_words_of_fulfilment_status (fulfilment);
  return docket_words_of_order_status (status);
}

/* Nobody owes anything for a draft. */
static const DocketWord *
describe_payment (gpointer item, DocketPaymentStatus payment, DocketOrderStatus status, gboolean is_loaded)
{
  if (!is_loaded || status == DOCKET_ORDER_STATUS_DRAFT || status == DOCKET_ORDER_STATUS_QUOTED)
    return NULL;
  if (status == DOCKET_ORDER_STATUS_CANCELLED && payment == DOCKET_PAYMENT_STATUS_UNPAID)
    return NULL;
  return docket_words_of_payment_status (payment);
}

static const DocketColumn columns[] = {
  { .id = "number", .title = N_("Number"), .sort = "number", .width = 82, .property = "number",
    .closure = G_CALLBACK (describe_number), .second = "is-loaded", .style = "order-number" },
  { .id = "date", .title = N_("Date"), .sort = "placed-at", .width = 146, .property = "placed-at",
    .closure = G_CALLBACK (docket_words_when), .style = "numeric" },
  { .id = "customer", .title = N_("Customer"), .sort = "customer", .property = "customer",
    .closure = G_CALLBACK (describe_customer), .second = "is-loaded" },
  { .id = "items", .title = N_("Items"), .sort = "items", .cell = DOCKET_CELL_FIGURE, .width = 72, .property = "items",
    .closure = G_CALLBACK (docket_words_number) },
  { .id = "total", .title = N_("Total"), .sort = "total", .cell = DOCKET_CELL_FIGURE, .width = 100, .property = "total",
    .closure = G_CALLBACK (docket_words_money), .second = "currency" },
  { .id = "balance", .title = N_("Balance"), .sort = "balance", .cell = DOCKET_CELL_FIGURE, .width = 100, .property = "balance",
    .closure = G_CALLBACK (docket_words_money), .second = "currency" },
  { .id = "payment", .title = N_("Payment"), .sort = "payment-status", .cell = DOCKET_CELL_STATUS, .width = 116,
    .property = "payment-status", .closure = G_CALLBACK (describe_payment), .second = "status", .third = "is-loaded" },
  { .id = "fulfilment", .title = N_("Fulfilment"), .sort = "fulfilment-status", .cell = DOCKET_CELL_STATUS, .width = 126,
    .property = "fulfilment-status", .closure = G_CALLBACK (describe_fulfilment), .second = "status", .third = "on-hold",
    .fourth = "is-loaded" },
  { .id = "status", .title = N_("Status"), .sort = "status", .cell = DOCKET_CELL_STATUS, .width = 124, .property = "status" },
  { .id = "tags", .title = N_("Tags"), .width = 78, .property = "tags", .closure = G_CALLBACK (docket_words_strings),
    .style = "dim-label" },
};

const DocketColumn *
docket_orders_columns_get (guint *n_columns)
{
  *n_columns = G_N_ELEMENTS (columns);
  return columns;
}
