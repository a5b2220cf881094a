/* docket-counter-sale.c: what follows when an order is paid and handed over at the counter
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-counter-sale.h"

#include <glib/gi18n.h>

#include "docket-action.h"
#include "docket-format.h"
#include "docket-fulfilment-events.h"
#include "docket-order-words.h"

typedef enum
{
  STEP_PAY,
  STEP_PACK,
  STEP_SHIP,
  STEP_DELIVER,
  STEP_DONE,
} Step;

typedef struct
{
  DocketShell *shell;
  char order[DOCKET_UUID_STRING_SIZE];
  char fulfilment[DOCKET_UUID_STRING_SIZE];
  char *number;
  char *currency;
  DocketMoney total;
  DocketMoney change;
  char *method;
  Step step;
} Sale;

static void run (Sale *sale);

static void
sale_free (Sale *sale)
{
  docket_shell_release (sale->shell);
  g_object_unref (sale->shell);
  g_free (sale->number);
  g_free (sale->currency);
  g_free (sale->method);
  g_free (sale);
}

static char *
describe_refusal (Sale *sale, const char *reason)
{
  switch (sale->step)
    {
    case STEP_PAY:
      return g_strdup_printf (_("Order %s was placed, but not paid: %s"), sale->number, reason);
    case STEP_PACK:
      return g_strdup_printf (_("Order %s was paid, but not packed: %s"), sale->number, reason);
    case STEP_SHIP:
      return g_strdup_printf (_("Order %s was paid, but its goods were not handed over: %s"), sale->number, reason);
    case STEP_DELIVER:
    case STEP_DONE:
    default:
      return g_strdup_printf (_("Order %s was handed over, but not marked as delivered: %s"), sale->number, reason);
    }
}

static void
give_up (Sale *sale, const GError *reason)
{
  g_autofree char *message = describe_refusal (sale, reason->message);

  docket_shell_open_order (sale->shell, sale->order);
  docket_shell_notice (sale->shell, message);
  sale_free (sale);
}

static void
finish (Sale *sale)
{
  g_autofree char *total = docket_format_money (sale->total, sale->currency);
  g_autofree char *change = docket_format_money (sale->change, sale->currency);
  g_autofree char *message = NULL;

  if (sale->change.minor > 0)
    message = g_strdup_printf (_("Order %s: %s paid and handed over. Change: %s"), sale->number, total, change);
  else
    message = g_strdup_printf (_("Order %s: %s paid and handed over"), sale->number, total);
  docket_shell_open_editor (sale->shell, NULL);
  docket_shell_notice (sale->shell, message);
  sale_free (sale);
}

static void
take_fulfilment (Sale *sale, DocketOutcome *outcome)
{
  DocketFulfilmentCreated *created = docket_order_words_find_event (outcome, DOCKET_TYPE_FULFILMENT_CREATED);

  if (created != NULL)
    docket_uuid_format (&created->fulfilment_id, sale->fulfilment);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Sale *sale = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketOutcome) outcome = docket_command_bus_dispatch_finish (DOCKET_COMMAND_BUS (source), result, &error);
  const GError *reason = outcome != NULL ? docket_outcome_get_reason (outcome) : error;

  if (reason != NULL)
    {
      give_up (sale, reason);
      return;
    }
  take_fulfilment (sale, outcome);
  sale->step++;
  run (sale);
}

static DocketCommand *
make_command (Sale *sale, GError **error)
{
  g_autofree char *amount = docket_money_to_string (sale->total);

  switch (sale->step)
    {
    case STEP_PAY:
      return docket_action_command (sale->shell, error, "RecordPayment", "order", sale->order, "amount", amount, "method", sale->method,
                                    NULL);
    case STEP_PACK:
      return docket_action_command (sale->shell, error, "CreateFulfilment", "order", sale->order, NULL);
    case STEP_SHIP:
      return docket_action_command (sale->shell, error, "ShipFulfilment", "fulfilment", sale->fulfilment, NULL);
    case STEP_DELIVER:
    case STEP_DONE:
    default:
      return docket_action_command (sale->shell, error, "DeliverFulfilment", "fulfilment", sale->fulfilment, NULL);
    }
}

static void
run (Sale *sale)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketCommand) command = NULL;

  /* Nothing is to be paid for what costs nothing. */
  if (sale->step == STEP_PAY && sale->total.minor == 0)
    sale->step = STEP_PACK;
  if (sale->step == STEP_DONE)
    {
      finish (sale);
      return;
    }
  command = make_command (sale, &error);
  if (command == NULL)
    give_up (sale, error);
  else
    docket_command_bus_dispatch_async (docket_shell_get_commands (sale->shell), command, DOCKET_DISPATCH_NORMAL, NULL, done_cb, sale);
}

void
docket_counter_sale_run (DocketShell *shell, DocketOrderPlaced *placed, const char *method, gint64 change)
{
  Sale *sale = g_new0 (Sale, 1);

  sale->shell = g_object_ref (shell);
  docket_shell_hold (shell);
  docket_uuid_format (&docket_event_get_envelope (DOCKET_EVENT (placed))->stream, sale->order);
  sale->number = g_strdup (placed->number);
  sale->currency = g_strdup (placed->terms->currency);
  sale->total = placed->terms->total;
  sale->change = DOCKET_MONEY (change, placed->terms->total.digits);
  sale->method = g_strdup (method);
  run (sale);
}
