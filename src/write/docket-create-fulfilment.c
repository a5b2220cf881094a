/* docket-create-fulfilment.c: plans a parcel
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-create-fulfilment.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "docket-cancel-fulfilment.h"
#include "docket-format.h"
#include "docket-fulfilment-events.h"
#include "docket-shop-rules.h"

static const DocketField fields[] = {
  DOCKET_FIELD (DocketCreateFulfilment, order, "order", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED, .maximum = 200,
                .summary = "Which order, by number or id."),
  DOCKET_FIELD (DocketCreateFulfilment, lines, "lines", docket_kind_records, .type = docket_line_quantity_get_type, .maximum = 1000,
                .told_as = "lines", .summary = "What goes into it; all that is open where it is not given."),
  DOCKET_FIELD (DocketCreateFulfilment, order_id, "order-id", docket_kind_uuid, .flags = DOCKET_FIELD_COMPLETED,
                .told_as = DOCKET_TOLD_STREAM),
  DOCKET_FIELD (DocketCreateFulfilment, fulfilment_id, "fulfilment-id", docket_kind_uuid, .flags = DOCKET_FIELD_COMPLETED),
};
DOCKET_DEFINE_RECORD (DocketCreateFulfilment, docket_create_fulfilment, DOCKET_TYPE_COMMAND, fields)

static GPtrArray *
collect_open (DocketOrderState *order)
{
  GPtrArray *lines = docket_records_new ();

  for (guint i = 0; i < order->lines->len; i++)
    {
      const DocketOrderLineState *state = g_ptr_array_index (order->lines, i);
      DocketLineQuantity *line;

      if (docket_order_line_state_get_open (state) <= 0)
        continue;
      line = g_object_new (DOCKET_TYPE_LINE_QUANTITY, NULL);
      line->line = state->terms->line;
      line->quantity = docket_order_line_state_get_open (state);
      g_ptr_array_add (lines, line);
    }
  return lines;
}

/* Freezes "all that is open", so that the stored command says what it meant. */
static gboolean
prepare (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketCreateFulfilment *self = DOCKET_CREATE_FULFILMENT (command);
  g_autoptr (DocketOrderState) order = NULL;

  order = docket_order_state_require (docket_unit_of_work_get_database (unit_of_work), self->order, error);
  if (order == NULL)
    return FALSE;
  self->order_id = order->id;
  self->fulfilment_id = docket_command_derive_id (command, "fulfilment", 0);
  if (self->lines == NULL)
    self->lines = collect_open (order);
  return TRUE;
}

static gboolean
check_open_quantity (DocketOrderLineState *state, gint64 quantity, GError **error)
{
  gint64 open = docket_order_line_state_get_open (state);
  g_autofree char *asked_text = NULL;
  g_autofree char *open_text = NULL;

  if (!docket_quantity_check (quantity, state->terms->step, state->terms->title, "quantity", error))
    return FALSE;
  if (quantity <= open)
    return TRUE;
  asked_text = docket_format_quantity (quantity, state->terms->unit);
  open_text = docket_format_quantity (open, state->terms->unit);
  docket_error_set (error, DOCKET_ERROR_REJECTED, "quantity", _("Cannot send %s of “%s”: %s is still to be sent."), asked_text,
                    state->terms->title, open_text);
  return FALSE;
}

static gboolean
check_line (DocketOrderState *order, DocketLineQuantity *line, GHashTable *seen, GError **error)
{
  DocketOrderLineState *state = docket_order_state_get_line (order, line->line);
  g_autofree char *name = docket_order_state_describe (order);

  if (state == NULL)
    docket_error_set (error, DOCKET_ERROR_NOT_FOUND, "line", _("Order %s has no line %" PRId64 "."), name, line->line);
  else if (!g_hash_table_add (seen, &line->line))
    docket_error_set (error, DOCKET_ERROR_INVALID, "line", _("Line %" PRId64 " is named twice."), line->line);
  else
    return check_open_quantity (state, line->quantity, error);
  return FALSE;
}

static gboolean
check_lines (DocketCreateFulfilment *self, DocketOrderState *order, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autofree char *name = NULL;

  for (guint i = 0; self->lines != NULL && i < self->lines->len; i++)
    {
      GError *local_error = NULL;
      g_autofree char *path = NULL;

      if (check_line (order, g_ptr_array_index (self->lines, i), seen, &local_error))
        continue;
      path = g_strdup_printf ("lines[%u]", i);
      docket_error_prefix_field (local_error, path);
      g_propagate_error (error, local_error);
      return FALSE;
    }
  if (self->lines != NULL && self->lines->len > 0)
    return TRUE;
  name = docket_order_state_describe (order);
  docket_error_set (error, DOCKET_ERROR_REJECTED, "lines", _("Order %s has nothing left to send."), name);
  return FALSE;
}

static gint64
get_next_number (DocketOrderState *order)
{
  gint64 last = 0;

  for (guint i = 0; i < order->fulfilments->len; i++)
    last = MAX (last, ((const DocketFulfilmentState *) g_ptr_array_index (order->fulfilments, i))->number);
  return last + 1;
}

static gboolean
decide (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketCreateFulfilment *self = DOCKET_CREATE_FULFILMENT (command);
  DocketDatabase *database = docket_unit_of_work_get_database (unit_of_work);
  g_autoptr (DocketOrderState) order = NULL;
  g_autoptr (DocketFulfilmentCreated) event = NULL;

  order = docket_order_state_require_id (database, &self->order_id, error);
  if (order == NULL || !docket_order_state_check_open (order, error) || !docket_order_state_check_not_held (order, error) ||
      !check_lines (self, order, error) || !docket_order_state_check_on_hand (order, self->lines, database, error))
    return FALSE;
  event = g_object_new (DOCKET_TYPE_FULFILMENT_CREATED, NULL);
  event->fulfilment_id = self->fulfilment_id;
  event->number = get_next_number (order);
  event->lines = docket_records_copy (self->lines);
  docket_unit_of_work_record (unit_of_work, &order->id, order->version, DOCKET_EVENT (event));
  return TRUE;
}

static DocketCommand *
undo (DocketCommand *command, GPtrArray *events, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketCancelFulfilment *back = g_object_new (DOCKET_TYPE_CANCEL_FULFILMENT, NULL);

  back->fulfilment = docket_uuid_to_string (&DOCKET_CREATE_FULFILMENT (command)->fulfilment_id);
  return DOCKET_COMMAND (back);
}

const DocketCommandHandler docket_create_fulfilment_handler = {
  .get_type = docket_create_fulfilment_get_type,
  .replay_class = DOCKET_REPLAY_ADAPT,
  .prepare = prepare,
  .decide = decide,
  .undo = undo,
};
