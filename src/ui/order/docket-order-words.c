/* docket-order-words.c: small sentences about one order
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-order-words.h"

#include <glib/gi18n.h>

#include "docket-format.h"
#include "docket-quantity.h"

char *
docket_order_words_items (gint64 quantity)
{
  g_autofree char *number = docket_format_quantity (quantity, NULL);

  /* Anything but exactly one is many: 0.5 items. */
  return g_strdup_printf (ngettext ("%s item", "%s items", quantity == DOCKET_QUANTITY_ONE ? 1 : (gulong) MAX (quantity / DOCKET_QUANTITY_ONE, 2)),
                          number);
}

gint64
docket_order_words_left_to_pack (DocketOrderDetail *order)
{
  gint64 left = 0;

  for (guint i = 0; i < order->lines->len; i++)
    left += ((DocketOrderDetailLine *) order->lines->pdata[i])->open;
  return left;
}

gint64
docket_order_words_left_to_ship (DocketOrderDetail *order)
{
  gint64 left = 0;

  for (guint i = 0; i < order->lines->len; i++)
    {
      DocketOrderDetailLine *line = order->lines->pdata[i];

      left += line->quantity - line->cancelled - line->shipped;
    }
  return left;
}

gpointer
docket_order_words_find_event (DocketOutcome *outcome, GType type)
{
  GPtrArray *events = docket_outcome_get_events (outcome);

  for (guint i = 0; events != NULL && i < events->len; i++)
    if (G_TYPE_CHECK_INSTANCE_TYPE (events->pdata[i], type))
      return events->pdata[i];
  return NULL;
}

char *
docket_order_words_balance_after (DocketOrderDetail *order, gint64 change)
{
  DocketMoney balance = DOCKET_MONEY (order->balance.minor + change, order->balance.digits);
  DocketMoney too_much = docket_money_negate (balance);
  g_autofree char *text = docket_format_money (balance.minor < 0 ? too_much : balance, order->currency);

  if (balance.minor < 0)
    return g_strdup_printf (_("The customer will have paid %s too much."), text);
  return g_strdup_printf (_("Balance after that: %s"), text);
}

char *
docket_order_words_id (DocketOrderDetail *order)
{
  return docket_uuid_to_string (&order->id);
}
