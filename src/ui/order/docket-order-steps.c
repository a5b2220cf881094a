/* docket-order-steps.c: what can be done with an order
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-order-steps.h"

#include <glib/gi18n.h>

#include "docket-action.h"
#include "docket-draft-events.h"
#include "docket-order-status.h"
#include "docket-order-words.h"
#include "docket-payment-dialog.h"
#include "docket-ship-dialog.h"

typedef enum
{
  STEP_NONE,
  STEP_PLACE,
  STEP_RELEASE,
  STEP_TAKE_PAYMENT,
  STEP_PACK,
  STEP_SHIP,
  STEP_DELIVER,
} Step;

static const struct
{
  const char *name;
  const char *label;
} steps[] = {
  [STEP_NONE] = { "", NULL },
  [STEP_PLACE] = { "place", N_("Place Order") },
  [STEP_RELEASE] = { "release", N_("Release") },
  [STEP_TAKE_PAYMENT] = { "take-payment", N_("Take Payment…") },
  [STEP_PACK] = { "pack", N_("Pack Everything") },
  [STEP_SHIP] = { "ship", N_("Ship…") },
  [STEP_DELIVER] = { "deliver", N_("Mark Delivered") },
};

static Step
find_step (DocketOrderDetail *order)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (g_strcmp0 (steps[i].name, order->next_step) == 0)
      return (Step) i;
  return STEP_NONE;
}

static DocketFulfilmentDetail *
find_parcel (DocketOrderDetail *order, Step step)
{
  for (guint i = 0; i < order->fulfilments->len; i++)
    {
      DocketFulfilmentDetail *parcel = order->fulfilments->pdata[i];
      gboolean is_packed = parcel->status == DOCKET_PARCEL_STATUS_PLANNED || parcel->status == DOCKET_PARCEL_STATUS_PACKED;

      if (step == STEP_SHIP ? is_packed : parcel->status == DOCKET_PARCEL_STATUS_SHIPPED)
        return parcel;
    }
  return NULL;
}

const char *
docket_order_steps_get_label (DocketOrderDetail *order)
{
  const char *label = steps[find_step (order)].label;

  return label != NULL ? _(label) : NULL;
}

DocketCommand *
docket_order_steps_command (DocketShell *shell, DocketOrderDetail *order, const char *name)
{
  g_autofree char *id = docket_order_words_id (order);

  return docket_action_command (shell, NULL, name, "order", id, NULL);
}

DocketCommand *
docket_order_steps_payment_command (DocketShell *shell, DocketOrderDetail *order)
{
  g_autofree char *id = docket_order_words_id (order);
  g_autofree char *amount = docket_money_to_string (DOCKET_MONEY (MAX (order->balance.minor, 1), order->balance.digits));
  DocketCommand *command = docket_action_command (shell, NULL, "RecordPayment", "order", id, "amount", amount, NULL);

  if (command != NULL)
    g_object_set (command, "accept-overpayment", TRUE, NULL);
  return command;
}

static DocketCommand *
make_parcel_command (DocketShell *shell, DocketOrderDetail *order, Step step)
{
  DocketFulfilmentDetail *parcel = find_parcel (order, step);
  char id[DOCKET_UUID_STRING_SIZE];

  if (parcel == NULL)
    return NULL;
  return docket_action_command (shell, NULL, step == STEP_SHIP ? "ShipFulfilment" : "DeliverFulfilment", "fulfilment",
                                docket_uuid_format (&parcel->id, id), NULL);
}

DocketCommand *
docket_order_steps_make_command (DocketShell *shell, DocketOrderDetail *order)
{
  Step step = find_step (order);

  switch (step)
    {
    case STEP_PLACE:
      return docket_order_steps_command (shell, order, "PlaceOrder");
    case STEP_RELEASE:
      return docket_order_steps_command (shell, order, "ReleaseOrder");
    case STEP_TAKE_PAYMENT:
      return docket_order_steps_payment_command (shell, order);
    case STEP_PACK:
      return docket_order_steps_command (shell, order, "CreateFulfilment");
    case STEP_SHIP:
    case STEP_DELIVER:
      return make_parcel_command (shell, order, step);
    case STEP_NONE:
    default:
      return NULL;
    }
}

static const char *
get_done_message (Step step)
{
  switch (step)
    {
    case STEP_PLACE:
      return _("The order was placed");
    case STEP_RELEASE:
      return _("The order was released");
    case STEP_PACK:
      return _("The parcel is ready to be packed");
    case STEP_DELIVER:
      return _("The parcel was delivered");
    case STEP_TAKE_PAYMENT:
    case STEP_SHIP:
    case STEP_NONE:
    default:
      return NULL;
    }
}

void
docket_order_steps_take (DocketShell *shell, DocketOrderDetail *order, GtkWidget *widget)
{
  Step step = find_step (order);
  DocketFulfilmentDetail *parcel = step == STEP_SHIP ? find_parcel (order, step) : NULL;
  g_autoptr (DocketCommand) command = NULL;

  if (step == STEP_TAKE_PAYMENT)
    docket_payment_dialog_present (shell, order, widget);
  else if (parcel != NULL)
    docket_ship_dialog_present (shell, order, parcel, widget);
  else if ((command = docket_order_steps_make_command (shell, order)) != NULL)
    docket_action_dispatch (shell, command, get_done_message (step), NULL, shell, NULL);
}

static void
write_string (JsonBuilder *builder, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

/* What the shop still sells costs what it costs today; the rest is written out. */
static void
write_line (JsonBuilder *builder, DocketOrderDetailLine *line)
{
  g_autofree char *quantity = docket_quantity_to_string (line->quantity);
  g_autofree char *price = docket_money_to_string (line->unit_price);
  g_autofree char *discount = docket_discount_is_none (line->discount_given) ? NULL : docket_discount_to_string (line->discount_given);

  json_builder_begin_object (builder);
  if (!docket_uuid_is_null (&line->product_id))
    write_string (builder, "sku", line->sku);
  else
    {
      write_string (builder, "title", line->title != NULL && *line->title != '\0' ? line->title : line->sku);
      write_string (builder, "unit", line->unit);
      write_string (builder, "unit-price", price);
    }
  write_string (builder, "quantity", quantity);
  write_string (builder, "discount", discount);
  json_builder_end_object (builder);
}

static void
write_shipping (JsonBuilder *builder, DocketOrderDetail *order)
{
  g_autofree char *price = docket_money_to_string (order->shipping);

  if (order->shipping_title == NULL && order->shipping.minor == 0)
    return;
  json_builder_set_member_name (builder, "shipping");
  json_builder_begin_object (builder);
  write_string (builder, "title", order->shipping_title);
  write_string (builder, "price", price);
  json_builder_end_object (builder);
}

static char *
write_draft (DocketOrderDetail *order)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  char id[DOCKET_UUID_STRING_SIZE];

  json_builder_begin_object (builder);
  write_string (builder, "currency", order->currency);
  if (!docket_uuid_is_null (&order->customer_id))
    write_string (builder, "customer-id", docket_uuid_format (&order->customer_id, id));
  json_builder_set_member_name (builder, "lines");
  json_builder_begin_array (builder);
  for (guint i = 0; i < order->lines->len; i++)
    write_line (builder, order->lines->pdata[i]);
  json_builder_end_array (builder);
  write_shipping (builder, order);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static void
duplicated_cb (gpointer owner, DocketOutcome *outcome, const GError *error)
{
  DocketOrderDrafted *drafted = error == NULL ? docket_order_words_find_event (outcome, DOCKET_TYPE_ORDER_DRAFTED) : NULL;
  char id[DOCKET_UUID_STRING_SIZE];

  if (drafted != NULL)
    docket_shell_open_editor (owner, docket_uuid_format (&docket_event_get_envelope (DOCKET_EVENT (drafted))->stream, id));
}

void
docket_order_steps_duplicate (DocketShell *shell, DocketOrderDetail *order)
{
  g_autofree char *json = write_draft (order);
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketCommand) command
      = docket_command_bus_parse (docket_shell_get_commands (shell), "CreateDraft", json, -1, &error);

  if (command != NULL)
    docket_action_dispatch (shell, command, _("A new draft with the same lines"), NULL, shell, duplicated_cb);
  else
    docket_shell_notice (shell, error->message);
}
