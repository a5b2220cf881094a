/* docket-order-stock.c: whether there is enough of what an order asks for
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-order-stock.h"

#include <glib/gi18n-lib.h>

#include "docket-format.h"
#include "docket-product-state.h"

/* Several lines may ask for one product. */
static gint64
sum_until (DocketOrderTerms *terms, guint last, const DocketUuid *product_id)
{
  gint64 sum = 0;

  for (guint i = 0; i <= last; i++)
    {
      DocketOrderLine *line = g_ptr_array_index (terms->lines, i);

      if (line->moves_stock && docket_uuid_equal (&line->product_id, product_id))
        sum += line->quantity;
    }
  return sum;
}

static void
refuse_product (DocketProductState *product, gint64 asked, guint index, GError **error)
{
  DocketProductDetails *details = product->details;
  g_autofree char *field = g_strdup_printf ("lines[%u].quantity", index);
  g_autofree char *available = docket_format_quantity (MAX (product->available, 0), NULL);
  g_autofree char *on_hand = docket_format_quantity (product->on_hand, NULL);
  g_autofree char *reserved = docket_format_quantity (product->reserved, NULL);
  g_autofree char *kept = docket_format_quantity (details->safety_stock, NULL);
  g_autofree char *wanted = docket_format_quantity (asked, NULL);

  if (details->safety_stock > 0)
    docket_error_set (error, DOCKET_ERROR_REJECTED, field,
                      _("Only %s of “%s” (%s) are available: %s on hand, %s reserved, %s kept back; %s were asked for."), available,
                      details->title, details->sku, on_hand, reserved, kept, wanted);
  else
    docket_error_set (error, DOCKET_ERROR_REJECTED, field,
                      _("Only %s of “%s” (%s) are available: %s on hand, %s reserved; %s were asked for."), available, details->title,
                      details->sku, on_hand, reserved, wanted);
}

static gboolean
refuse (DocketDatabase *database, const DocketUuid *product_id, gint64 asked, guint index, GError **error)
{
  g_autoptr (DocketProductState) product = NULL;

  if (docket_product_state_find (database, product_id, &product, error))
    refuse_product (product, asked, index, error);
  return FALSE;
}

/**
 * docket_order_check_stock:
 * @database: the write database
 * @terms: what is to be placed
 * @error: %DOCKET_ERROR_REJECTED with the numbers and a field such as `lines[0].quantity`
 *
 * Looks whether all that moves stock is available, or may be oversold.
 *
 * Returns: whether it is
 */
gboolean
docket_order_check_stock (DocketDatabase *database, DocketOrderTerms *terms, GError **error)
{
  for (guint i = 0; terms->lines != NULL && i < terms->lines->len; i++)
    {
      DocketOrderLine *line = g_ptr_array_index (terms->lines, i);
      gint64 available, asked;

      if (!line->moves_stock)
        continue;
      if (!docket_product_get_available (database, &line->product_id, &available, error))
        return FALSE;
      asked = sum_until (terms, i, &line->product_id);
      if (asked > available)
        return refuse (database, &line->product_id, asked, i, error);
    }
  return TRUE;
}
