/* docket-import-moves.c: what had happened to an order before it was imported
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-import-moves.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "docket-format.h"
#include "docket-order-pricing.h"

/* A line while its fulfilments and cancellations are taken off it. */
typedef struct
{
  DocketOrderLine *terms;
  gint64 cancelled;
  gint64 shipped;
} Line;

typedef struct
{
  DocketImportOrder *order;
  DocketOrderImported *event;
  GArray *lines;
} Moves;

static Line *
find_line (Moves *moves, gint64 number)
{
  for (guint i = 0; i < moves->lines->len; i++)
    {
      Line *line = &g_array_index (moves->lines, Line, i);

      if (line->terms->line == number)
        return line;
    }
  return NULL;
}

static gint64
get_open (const Line *line)
{
  return line->terms->quantity - line->cancelled - line->shipped;
}

static DocketLineQuantity *
make_quantity (gint64 line, gint64 quantity)
{
  DocketLineQuantity *made = g_object_new (DOCKET_TYPE_LINE_QUANTITY, NULL);

  made->line = line;
  made->quantity = quantity;
  return made;
}

/* s ≤ o − x: a file that says otherwise cannot be taken over. */
static Line *
require_open (Moves *moves, DocketLineQuantity *wanted, const char *field, GError **error)
{
  Line *line = find_line (moves, wanted->line);
  g_autofree char *quantity = docket_format_quantity (wanted->quantity, NULL);
  g_autofree char *open = NULL;

  if (line == NULL)
    {
      docket_error_set (error, DOCKET_ERROR_INVALID, field, _("The order has no line %" PRId64 "."), wanted->line);
      return NULL;
    }
  if (wanted->quantity > 0 && wanted->quantity <= get_open (line))
    return line;
  open = docket_format_quantity (get_open (line), NULL);
  docket_error_set (error, DOCKET_ERROR_INVALID, field,
                    _("%s of “%s” cannot have been sent or cancelled: %s are left of what was ordered."), quantity,
                    line->terms->title, open);
  return NULL;
}

static gboolean
cancel_given_lines (Moves *moves, GError **error)
{
  GPtrArray *given = moves->order->cancelled_lines;

  for (guint i = 0; given != NULL && i < given->len; i++)
    {
      g_autofree char *field = g_strdup_printf ("cancelled-lines[%u]", i);
      DocketLineQuantity *wanted = g_ptr_array_index (given, i);
      Line *line = require_open (moves, wanted, field, error);

      if (line == NULL)
        return FALSE;
      line->cancelled += wanted->quantity;
    }
  return TRUE;
}

static void
ship_all (Moves *moves, GPtrArray *shipped)
{
  for (guint i = 0; i < moves->lines->len; i++)
    {
      Line *line = &g_array_index (moves->lines, Line, i);
      gint64 open = get_open (line);

      if (open <= 0)
        continue;
      line->shipped += open;
      g_ptr_array_add (shipped, make_quantity (line->terms->line, open));
    }
}

static gboolean
ship_given_lines (Moves *moves, GPtrArray *given, guint fulfilment, GPtrArray *shipped, GError **error)
{
  for (guint i = 0; i < given->len; i++)
    {
      g_autofree char *field = g_strdup_printf ("fulfilments[%u].lines[%u]", fulfilment, i);
      DocketLineQuantity *wanted = g_ptr_array_index (given, i);
      Line *line = require_open (moves, wanted, field, error);

      if (line == NULL)
        return FALSE;
      line->shipped += wanted->quantity;
      g_ptr_array_add (shipped, make_quantity (wanted->line, wanted->quantity));
    }
  return TRUE;
}

static gboolean
fill_fulfilments (Moves *moves, GError **error)
{
  GPtrArray *given = moves->order->fulfilments;

  moves->event->fulfilments = docket_records_new ();
  for (guint i = 0; given != NULL && i < given->len; i++)
    {
      DocketImportFulfilment *source = g_ptr_array_index (given, i);
      g_autoptr (DocketImportedFulfilment) made = g_object_new (DOCKET_TYPE_IMPORTED_FULFILMENT, NULL);

      made->fulfilment_id = docket_command_derive_id (DOCKET_COMMAND (moves->order), "fulfilment", i);
      made->is_delivered = source->is_delivered;
      made->tracking = g_strdup (source->tracking);
      made->time = source->time;
      made->lines = docket_records_new ();
      if (!docket_record_has (DOCKET_RECORD (source), "lines"))
        ship_all (moves, made->lines);
      else if (!ship_given_lines (moves, source->lines, i, made->lines, error))
        return FALSE;
      g_ptr_array_add (moves->event->fulfilments, g_steal_pointer (&made));
    }
  return TRUE;
}

/* A cancelled order has nothing open any more. */
static void
fill_cancelled (Moves *moves)
{
  DocketImportOrder *order = moves->order;
  DocketOrderTerms *terms = order->terms;
  gboolean has_amount = docket_record_has (DOCKET_RECORD (order), "cancelled-amount");

  moves->event->cancelled = docket_records_new ();
  for (guint i = 0; i < moves->lines->len; i++)
    {
      Line *line = &g_array_index (moves->lines, Line, i);

      if (order->is_cancelled)
        line->cancelled += MAX (get_open (line), 0);
      if (line->cancelled > 0)
        g_ptr_array_add (moves->event->cancelled, make_quantity (line->terms->line, line->cancelled));
    }
  moves->event->is_cancelled = order->is_cancelled;
  moves->event->is_closed = order->is_closed && !order->is_cancelled;
  moves->event->cancel_reason = g_strdup (order->cancel_reason);
  if (has_amount)
    moves->event->cancelled_amount = order->cancelled_amount;
  else
    moves->event->cancelled_amount =
      DOCKET_MONEY (order->is_cancelled ? terms->total.minor : 0, docket_order_terms_get_digits (terms));
}

static gboolean
check_refund (DocketImportPayment *payment, guint index, guint8 digits, const char *currency, GError **error)
{
  g_autofree char *field = g_strdup_printf ("payments[%u].refunded", index);
  gint64 captured = payment->is_voided || payment->is_authorized ? 0 : payment->amount.minor;
  g_autofree char *refunded = docket_format_money (DOCKET_MONEY (payment->refunded.minor, digits), currency);
  g_autofree char *most = docket_format_money (DOCKET_MONEY (captured, digits), currency);

  if (payment->refunded.minor <= captured)
    return TRUE;
  docket_error_set (error, DOCKET_ERROR_INVALID, field, _("%s cannot have gone back: %s was taken."), refunded, most);
  return FALSE;
}

static gboolean
fill_payments (Moves *moves, GError **error)
{
  GPtrArray *given = moves->order->payments;
  DocketOrderTerms *terms = moves->order->terms;
  guint8 digits = docket_order_terms_get_digits (terms);

  moves->event->payments = docket_records_new ();
  for (guint i = 0; given != NULL && i < given->len; i++)
    {
      DocketImportPayment *source = g_ptr_array_index (given, i);
      DocketImportedPayment *made;

      if (!check_refund (source, i, digits, terms->currency, error))
        return FALSE;
      made = g_object_new (DOCKET_TYPE_IMPORTED_PAYMENT, NULL);
      made->payment_id = docket_command_derive_id (DOCKET_COMMAND (moves->order), "payment", i);
      made->amount = source->amount;
      made->refunded = DOCKET_MONEY (source->refunded.minor, digits);
      made->is_voided = source->is_voided;
      made->is_authorized = source->is_authorized;
      made->method = g_strdup (source->method);
      made->reference = g_strdup (source->reference);
      made->time = source->time;
      g_ptr_array_add (moves->event->payments, made);
    }
  return TRUE;
}

/**
 * docket_import_moves_fill:
 * @order: a completed command
 * @event: its event
 * @error: %DOCKET_ERROR_INVALID where more was sent, cancelled or refunded than there is
 *
 * Fills payments, fulfilments and cancellations of the event.
 *
 * Returns: whether they can have happened
 */
gboolean
docket_import_moves_fill (DocketImportOrder *order, DocketOrderImported *event, GError **error)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (Line));
  Moves moves = { .order = order, .event = event, .lines = lines };

  for (guint i = 0; i < order->terms->lines->len; i++)
    {
      Line line = { .terms = g_ptr_array_index (order->terms->lines, i) };

      g_array_append_val (lines, line);
    }
  if (!cancel_given_lines (&moves, error) || !fill_fulfilments (&moves, error) || !fill_payments (&moves, error))
    return FALSE;
  fill_cancelled (&moves);
  return TRUE;
}
