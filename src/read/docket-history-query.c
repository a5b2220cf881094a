/* docket-history-query.c: what happened to an order, in words
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-history-query.h"

#include "docket-currency-label.h"
#include "docket-format.h"
#include "docket-order-query.h"
#include "docket-quantity.h"

#include <glib/gi18n-lib.h>

static const DocketField row_fields[] = {
  DOCKET_FIELD (DocketHistoryRow, time, "time", docket_kind_time, .flags = DOCKET_FIELD_REQUIRED, .column = "h.time"),
  DOCKET_FIELD (DocketHistoryRow, kind, "kind", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED, .column = "h.kind"),
  DOCKET_FIELD (DocketHistoryRow, summary, "summary", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED),
  DOCKET_FIELD (DocketHistoryRow, detail, "detail", docket_kind_string),
  DOCKET_FIELD (DocketHistoryRow, actor, "actor", docket_kind_string, .column = "h.actor"),
  DOCKET_FIELD (DocketHistoryRow, station, "station", docket_kind_string, .column = "h.station"),
  DOCKET_FIELD (DocketHistoryRow, order, "order", docket_kind_uuid, .column = "h.id"),
  DOCKET_FIELD (DocketHistoryRow, order_number, "order-number", docket_kind_string, .column = "o.number"),
  DOCKET_FIELD (DocketHistoryRow, command_id, "command-id", docket_kind_uuid, .column = "h.command_id"),
  DOCKET_FIELD (DocketHistoryRow, currency, "currency", docket_kind_string, .column = "h.currency"),
  DOCKET_FIELD (DocketHistoryRow, amount, "amount", docket_kind_money, .column = "CASE WHEN h.currency IS NULL THEN NULL ELSE h.amount END"),
  DOCKET_FIELD (DocketHistoryRow, count, "count", docket_kind_quantity, .column = "nullif (h.count, 0)"),
  DOCKET_FIELD (DocketHistoryRow, text, "text", docket_kind_string, .column = "h.text"),
};

static char *
say_placed (DocketHistoryRow *row)
{
  g_autofree char *amount = docket_format_money (row->amount, row->currency);

  return g_strdup_printf (_("Order %s was placed for %s"), row->text, amount);
}

/* The other systems by the names that they give themselves. */
static const char *
name_source (const char *source)
{
  static const struct
  {
    const char *code;
    const char *name;
  } sources[] = {
    { "shopify", "Shopify" },
    { "woocommerce", "WooCommerce" },
    { "etsy", "Etsy" },
    { "square", "Square" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (g_strcmp0 (sources[i].code, source) == 0)
      return sources[i].name;
  return source;
}

static char *
say_imported (DocketHistoryRow *row)
{
  return g_strdup_printf (_("Imported from %s"), name_source (row->text));
}

static char *
say_line_added (DocketHistoryRow *row)
{
  return g_strdup_printf (_("“%s” was added"), row->text);
}

static char *
say_line_changed (DocketHistoryRow *row)
{
  return g_strdup_printf (_("“%s” was changed"), row->text);
}

static char *
say_line_removed (DocketHistoryRow *row)
{
  return g_strdup_printf (_("“%s” was removed"), row->text);
}

static char *
say_discount (DocketHistoryRow *row)
{
  g_autofree char *amount = docket_format_money (row->amount, row->currency);

  if (row->amount.minor == 0)
    return g_strdup (_("The discount was removed"));
  return g_strdup_printf (_("A discount of %s was given"), amount);
}

static char *
say_shipping (DocketHistoryRow *row)
{
  g_autofree char *amount = docket_format_money (row->amount, row->currency);

  return g_strdup_printf (_("Shipping costs %s"), amount);
}

static char *
say_customer (DocketHistoryRow *row)
{
  if (row->text == NULL)
    return g_strdup (_("The customer was changed"));
  return g_strdup_printf (_("%s is the customer"), row->text);
}

/* How a payment was made, in words where the code is one of ours. */
static const char *
say_method (const char *method)
{
  static const struct
  {
    const char *code;
    const char *words;
  } methods[] = {
    { "cash", N_("in cash") }, { "card", N_("by card") }, { "transfer", N_("by bank transfer") }, { "invoice", N_("on invoice") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    if (g_strcmp0 (methods[i].code, method) == 0)
      return _(methods[i].words);
  return NULL;
}

static char *
say_captured (DocketHistoryRow *row)
{
  g_autofree char *amount = docket_format_money (row->amount, row->currency);
  const char *how = say_method (row->text);

  if (how != NULL)
    /* Translators: an amount and how it was paid: “€9.00 was paid in cash” */
    return g_strdup_printf (_("%s was paid %s"), amount, how);
  if (row->text != NULL)
    return g_strdup_printf (_("%s was paid (%s)"), amount, row->text);
  return g_strdup_printf (_("%s was paid"), amount);
}

static char *
say_voided (DocketHistoryRow *row)
{
  g_autofree char *amount = docket_format_money (row->amount, row->currency);

  return g_strdup_printf (_("The payment of %s was voided"), amount);
}

/* A part of an item takes the form of many. */
static gulong
plural (DocketHistoryRow *row)
{
  return row->count % DOCKET_QUANTITY_ONE == 0 ? (gulong) (row->count / DOCKET_QUANTITY_ONE) : 2;
}

static char *
say_planned (DocketHistoryRow *row)
{
  g_autofree char *count = docket_format_quantity (row->count, NULL);

  return g_strdup_printf (ngettext ("A parcel with %s item is to be packed", "A parcel with %s items is to be packed", plural (row)),
                          count);
}

static char *
say_shipped (DocketHistoryRow *row)
{
  g_autofree char *count = docket_format_quantity (row->count, NULL);

  return g_strdup_printf (ngettext ("%s item was shipped", "%s items were shipped", plural (row)), count);
}

static char *
say_parcel_cancelled (DocketHistoryRow *row)
{
  g_autofree char *count = docket_format_quantity (row->count, NULL);

  return g_strdup_printf (ngettext ("The parcel with %s item was cancelled", "The parcel with %s items was cancelled", plural (row)),
                          count);
}

/* The sentence of each kind; text_is_detail: the text is shown below it. */
static const struct
{
  const char *kind;
  const char *sentence;
  char *(*say) (DocketHistoryRow *row);
  gboolean text_is_detail;
} sentences[] = {
  { "OrderDrafted", N_("A draft was begun"), NULL, FALSE },
  { "OrderPlaced", NULL, say_placed, FALSE },
  { "OrderImported", NULL, say_imported, FALSE },
  { "LineAdded", NULL, say_line_added, FALSE },
  { "LineChanged", NULL, say_line_changed, FALSE },
  { "LineRemoved", NULL, say_line_removed, FALSE },
  { "DiscountSet", NULL, say_discount, FALSE },
  { "ShippingSet", NULL, say_shipping, TRUE },
  { "CustomerSet", NULL, say_customer, FALSE },
  { "ShippingAddressUpdated", N_("The shipping address was changed"), NULL, FALSE },
  { "DraftDiscarded", N_("The draft was discarded"), NULL, TRUE },
  { "OrderCancelled", N_("The order was cancelled"), NULL, TRUE },
  { "OrderHeld", N_("The order was put on hold"), NULL, TRUE },
  { "OrderReleased", N_("The order was released"), NULL, FALSE },
  { "NoteAdded", N_("A note was added"), NULL, TRUE },
  { "PaymentCaptured", NULL, say_captured, FALSE },
  { "PaymentVoided", NULL, say_voided, TRUE },
  { "FulfilmentCreated", NULL, say_planned, FALSE },
  { "FulfilmentShipped", NULL, say_shipped, TRUE },
  { "FulfilmentDelivered", N_("The parcel was delivered"), NULL, FALSE },
  { "FulfilmentCancelled", NULL, say_parcel_cancelled, TRUE },
};

static void
loaded (DocketRow *row)
{
  DocketHistoryRow *self = (DocketHistoryRow *) row;

  docket_currency_label (DOCKET_RECORD (row), self->currency);
  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      if (g_strcmp0 (sentences[i].kind, self->kind) != 0)
        continue;
      g_free (self->summary);
      self->summary = sentences[i].say != NULL ? sentences[i].say (self) : g_strdup (_(sentences[i].sentence));
      g_free (self->detail);
      self->detail = sentences[i].text_is_detail ? g_strdup (self->text) : NULL;
      return;
    }
  if (self->summary == NULL)
    self->summary = g_strdup (self->kind);
}

static void
extend_row (DocketHistoryRowClass *klass)
{
  DOCKET_ROW_CLASS (klass)->loaded = loaded;
}

DOCKET_DEFINE_RECORD_EXTENDED (DocketHistoryRow, docket_history_row, DOCKET_TYPE_ROW, row_fields, extend_row)

static const DocketField query_fields[] = {
  DOCKET_FIELD (DocketHistoryQuery, order, "order", docket_kind_string, .summary = "The number, SOURCE:NUMBER, or the id of an order."),
  DOCKET_FIELD (DocketHistoryQuery, sort, "sort", docket_kind_string, .summary = "time, or -time for the newest first."),
  DOCKET_FIELD (DocketHistoryQuery, limit, "limit", docket_kind_integer, .minimum = 0, .maximum = G_MAXINT32,
                .summary = "At most so many."),
};

/* In the order of the log: clocks go back. */
static const DocketSort sorts[] = {
  { "time", "h.key" },
};

/* Two orders may bear one number: their histories are never told as one. */
static gboolean
prepare (DocketListQuery *query, DocketDatabase *database, GError **error)
{
  DocketHistoryQuery *self = (DocketHistoryQuery *) query;

  return self->order == NULL || *self->order == '\0' || docket_uuid_parse (self->order, &self->order_id) ||
         docket_order_query_find (database, self->order, &self->order_id, error);
}

static gboolean
describe (DocketListQuery *query, DocketListStatement *statement, GError **error)
{
  DocketHistoryQuery *self = (DocketHistoryQuery *) query;
  DocketUuid id = self->order_id;

  if (self->order != NULL && (docket_uuid_parse (self->order, &id) || !docket_uuid_is_null (&id)))
    docket_list_statement_where (statement, "h.id = ?", "u", &id);
  docket_list_statement_limit (statement, self->limit);
  return docket_list_statement_order_by_name (statement, self->sort != NULL && *self->sort != '\0' ? self->sort : "-time", sorts,
                                              G_N_ELEMENTS (sorts), error);
}

static void
extend_query (DocketHistoryQueryClass *klass)
{
  static const char *const views[] = { "order_history", NULL };
  DocketListQueryClass *list_class = DOCKET_LIST_QUERY_CLASS (klass);

  DOCKET_QUERY_CLASS (klass)->name = "history";
  DOCKET_QUERY_CLASS (klass)->views = views;
  list_class->row_type = docket_history_row_get_type;
  list_class->from = "order_history h LEFT JOIN orders_view o ON o.id = h.id";
  list_class->key = "h.key";
  list_class->describe = describe;
  list_class->prepare = prepare;
}

DOCKET_DEFINE_RECORD_EXTENDED (DocketHistoryQuery, docket_history_query, DOCKET_TYPE_LIST_QUERY, query_fields, extend_query)
