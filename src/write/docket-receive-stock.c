/* docket-receive-stock.c: goods came in
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-receive-stock.h"

#include <glib/gi18n-lib.h>

#include "docket-shop-rules.h"

static const DocketField fields[] = {
  DOCKET_FIELD (DocketReceiveStock, sku, "sku", docket_kind_string, .maximum = 100, .summary = "Which product, by its SKU."),
  DOCKET_FIELD (DocketReceiveStock, product, "product", docket_kind_uuid, .summary = "Which product, by its id."),
  DOCKET_FIELD (DocketReceiveStock, quantity, "quantity", docket_kind_quantity, .flags = DOCKET_FIELD_REQUIRED,
                .summary = "How much came in."),
  DOCKET_FIELD (DocketReceiveStock, reason, "reason", docket_kind_string, .maximum = 500, .summary = "Where it came from, or what for."),
  DOCKET_FIELD (DocketReceiveStock, product_id, "product-id", docket_kind_uuid, .flags = DOCKET_FIELD_COMPLETED,
                .told_as = DOCKET_TOLD_STREAM),
};
DOCKET_DEFINE_RECORD (DocketReceiveStock, docket_receive_stock, DOCKET_TYPE_COMMAND, fields)

static gboolean
prepare (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketReceiveStock *self = DOCKET_RECEIVE_STOCK (command);
  g_autoptr (DocketProductState) state = NULL;

  state = docket_product_state_require (docket_unit_of_work_get_database (unit_of_work), &self->product, self->sku, error);
  if (state == NULL)
    return FALSE;
  self->product_id = state->id;
  docket_trim (&self->reason);
  return TRUE;
}

static gboolean
decide (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketReceiveStock *self = DOCKET_RECEIVE_STOCK (command);
  g_autoptr (DocketProductState) state = NULL;
  g_autoptr (DocketStockReceived) event = NULL;

  state = docket_product_state_require (docket_unit_of_work_get_database (unit_of_work), &self->product_id, NULL, error);
  if (state == NULL || !docket_quantity_check (self->quantity, state->details->step, state->details->title, "quantity", error))
    return FALSE;
  if (state->on_hand > DOCKET_QUANTITY_MAXIMUM - self->quantity)
    {
      docket_error_set (error, DOCKET_ERROR_INVALID, "quantity", _("That is more of “%s” than Docket can count."), state->details->title);
      return FALSE;
    }
  event = g_object_new (DOCKET_TYPE_STOCK_RECEIVED, NULL);
  event->quantity = self->quantity;
  event->reason = g_strdup (self->reason);
  docket_unit_of_work_record (unit_of_work, &self->product_id, DOCKET_EVENT_STORE_ANY_VERSION, DOCKET_EVENT (event));
  return TRUE;
}

const DocketCommandHandler docket_receive_stock_handler = {
  .get_type = docket_receive_stock_get_type,
  .replay_class = DOCKET_REPLAY_FACT,
  .prepare = prepare,
  .decide = decide,
  .irreversible = N_("Goods that came in are not taken back: what lies there has to be counted."),
};
