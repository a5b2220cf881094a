/* docket-order-timeline.c: what happened to an order, newest first
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-order-list.h"

#include <glib/gi18n.h>

#include "docket-history-query.h"
#include "docket-order-part.h"
#include "docket-words.h"

static const struct
{
  const char *prefix;
  const char *icon;
  const char *style;
} icons[] = {
  { "OrderPlaced", "docket-orders-symbolic", "accent" },
  { "OrderImported", "docket-orders-symbolic", "accent" },
  { "OrderCancelled", "docket-cancelled-symbolic", "error" },
  { "OrderHeld", "docket-hold-symbolic", "warning" },
  { "OrderReleased", "docket-open-symbolic", "accent" },
  { "PaymentCaptured", "docket-money-symbolic", "success" },
  { "Payment", "docket-money-symbolic", "warning" },
  { "FulfilmentShipped", "docket-shipped-symbolic", "success" },
  { "FulfilmentDelivered", "docket-done-symbolic", "success" },
  { "FulfilmentCancelled", "docket-cancelled-symbolic", "warning" },
  { "Fulfilment", "docket-parcel-symbolic", "accent" },
  { "NoteAdded", "docket-draft-symbolic", "accent" },
};

static GtkWidget *
make (DocketOrderList *list, DocketRecord *item)
{
  return docket_order_part_new ("docket-draft-symbolic");
}

static void
set_icon (DocketOrderPart *part, const char *kind)
{
  for (guint i = 0; kind != NULL && i < G_N_ELEMENTS (icons); i++)
    if (g_str_has_prefix (kind, icons[i].prefix))
      {
        docket_order_part_set_icon (part, icons[i].icon, icons[i].style);
        return;
      }
  docket_order_part_set_icon (part, "docket-draft-symbolic", "dim-label");
}

static char *
describe_who (DocketHistoryRow *row)
{
  g_autofree char *when = docket_words_when_time (row->time);

  if (row->actor == NULL || *row->actor == '\0')
    return g_steal_pointer (&when);
  /* Translators: when something was done and by whom: “Today 14:30 · Ada” */
  return g_strdup_printf (_("%s · %s"), when, row->actor);
}

static void
update (DocketOrderList *list, GtkWidget *child, DocketRecord *item)
{
  DocketOrderPart *part = DOCKET_ORDER_PART (child);
  DocketHistoryRow *row = DOCKET_HISTORY_ROW (item);
  g_autofree char *who = describe_who (row);
  g_autofree char *exactly = docket_format_time (row->time, NULL);

  set_icon (part, row->kind);
  docket_order_part_set_title (part, row->summary);
  docket_order_part_set_detail (part, row->detail);
  docket_order_part_set_footnote (part, who);
  gtk_widget_set_tooltip_text (child, exactly);
}

/* A note is its text. */
static GtkWidget *
make_note (DocketOrderList *list, DocketRecord *item)
{
  return docket_order_part_new (NULL);
}

static void
update_note (DocketOrderList *list, GtkWidget *child, DocketRecord *item)
{
  DocketOrderPart *part = DOCKET_ORDER_PART (child);
  DocketHistoryRow *row = DOCKET_HISTORY_ROW (item);
  g_autofree char *who = describe_who (row);

  docket_order_part_set_title (part, row->detail != NULL ? row->detail : row->summary);
  docket_order_part_set_footnote (part, who);
}

const DocketOrderListKind docket_order_notes = {
  .empty = NULL,
  .make = make_note,
  .update = update_note,
};

const DocketOrderListKind docket_order_timeline = {
  .empty = NULL,
  .make = make,
  .update = update,
};
