/* docket-sales-by-day-view.c: the view of sales and taxes by day
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-sales-by-day-view.h"

#include "docket-events.h"
#include "docket-view-json.h"

/* The figures of one sale, or of many in one day and currency. Taxes: element type DocketTaxAmount. */
typedef struct
{
  gint64 day;
  char *currency;
  gint64 orders;
  gint64 net;
  gint64 tax;
  gint64 total;
  GPtrArray *taxes;
} Sale;

/* What was taken in one tax in one day and currency. */
typedef struct
{
  const Sale *day;
  DocketTaxAmount *tax;
} DayTax;

/* days, taxes: what a batch of events sold, in the order of the first sale, so that keys do not depend on where batches end.
 * sales: those that could still be cancelled. */
struct _DocketSalesByDayView
{
  DocketProjection parent_instance;
  GPtrArray *days;
  GArray *taxes;
  GHashTable *sales;
};

G_DEFINE_FINAL_TYPE (DocketSalesByDayView, docket_sales_by_day_view, DOCKET_TYPE_PROJECTION)

/* A cancelled order is taken off the day on which it was placed: its figures are remembered until anything of it was shipped. */
static const char schema[] =
    "CREATE TABLE sales_by_day (key INTEGER PRIMARY KEY, day INTEGER NOT NULL, currency TEXT NOT NULL, orders INTEGER NOT NULL DEFAULT 0,"
    " net INTEGER NOT NULL DEFAULT 0, tax INTEGER NOT NULL DEFAULT 0, total INTEGER NOT NULL DEFAULT 0, UNIQUE (day, currency));"
    "CREATE TABLE sales_by_day_tax (key INTEGER PRIMARY KEY, day INTEGER NOT NULL, currency TEXT NOT NULL, name TEXT NOT NULL,"
    " rate INTEGER NOT NULL, base INTEGER NOT NULL DEFAULT 0, amount INTEGER NOT NULL DEFAULT 0, UNIQUE (day, currency, name, rate));"
    "CREATE TABLE sales_by_day_order (id BLOB PRIMARY KEY, day INTEGER NOT NULL, currency TEXT NOT NULL, net INTEGER NOT NULL,"
    " tax INTEGER NOT NULL, total INTEGER NOT NULL, taxes TEXT) WITHOUT ROWID;";

static const char *const tables[] = { "sales_by_day_order", "sales_by_day_tax", "sales_by_day", NULL };

static void
sale_free (gpointer data)
{
  Sale *sale = data;

  g_free (sale->currency);
  g_ptr_array_unref (sale->taxes);
  g_free (sale);
}

static Sale *
sale_new (gint64 day, const char *currency)
{
  Sale *sale = g_new0 (Sale, 1);

  sale->day = day;
  sale->currency = g_strdup (currency);
  sale->taxes = docket_records_new ();
  return sale;
}

static Sale *
find_day (DocketSalesByDayView *self, gint64 day, const char *currency)
{
  for (guint i = self->days->len; i > 0; i--)
    {
      Sale *sale = g_ptr_array_index (self->days, i - 1);

      if (sale->day == day && g_str_equal (sale->currency, currency))
        return sale;
    }
  g_ptr_array_add (self->days, sale_new (day, currency));
  return g_ptr_array_index (self->days, self->days->len - 1);
}

static void
clear_tax (gpointer data)
{
  g_object_unref (((DayTax *) data)->tax);
}

static DocketTaxAmount *
find_tax (DocketSalesByDayView *self, const Sale *day, DocketTaxAmount *like)
{
  DayTax tax = { day, NULL };

  for (guint i = self->taxes->len; i > 0; i--)
    {
      tax = g_array_index (self->taxes, DayTax, i - 1);
      if (tax.day == day && tax.tax->rate == like->rate && g_strcmp0 (tax.tax->name, like->name) == 0)
        return tax.tax;
    }
  tax.day = day;
  tax.tax = g_object_new (DOCKET_TYPE_TAX_AMOUNT, NULL);
  tax.tax->name = g_strdup (like->name);
  tax.tax->rate = like->rate;
  g_array_append_val (self->taxes, tax);
  return tax.tax;
}

/* sign: 1 for a sale, −1 for one taken off */
static void
add_sale (DocketSalesByDayView *self, const Sale *sale, gint64 sign)
{
  Sale *day = find_day (self, sale->day, sale->currency);

  day->orders += sign;
  day->net += sign * sale->net;
  day->tax += sign * sale->tax;
  day->total += sign * sale->total;
  for (guint i = 0; i < sale->taxes->len; i++)
    {
      DocketTaxAmount *of_sale = g_ptr_array_index (sale->taxes, i);
      DocketTaxAmount *of_day = find_tax (self, day, of_sale);

      of_day->base.minor += sign * of_sale->base.minor;
      of_day->amount.minor += sign * of_sale->amount.minor;
    }
}

static void
sell (DocketProjection *projection, DocketEvent *event, DocketOrderTerms *terms, gboolean can_be_cancelled)
{
  DocketSalesByDayView *self = DOCKET_SALES_BY_DAY_VIEW (projection);
  const DocketEventEnvelope *envelope = docket_event_get_envelope (event);
  Sale *sale = sale_new (envelope->day, terms->currency);

  sale->net = terms->net.minor;
  sale->tax = terms->tax.minor;
  sale->total = terms->total.minor;
  if (terms->taxes != NULL)
    {
      g_ptr_array_unref (sale->taxes);
      sale->taxes = g_ptr_array_ref (terms->taxes);
    }
  add_sale (self, sale, 1);
  if (can_be_cancelled)
    g_hash_table_insert (self->sales, g_memdup2 (&envelope->stream, sizeof envelope->stream), sale);
  else
    sale_free (sale);
}

static gboolean
order_placed (DocketProjection *self, DocketEvent *event, DocketDatabase *database G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
  sell (self, event, ((DocketOrderPlaced *) event)->terms, TRUE);
  return TRUE;
}

static gboolean
order_imported (DocketProjection *self, DocketEvent *event, DocketDatabase *database G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
  DocketOrderImported *imported = (DocketOrderImported *) event;

  if (!imported->is_cancelled)
    sell (self, event, imported->terms,
          !imported->is_closed && (imported->fulfilments == NULL || imported->fulfilments->len == 0));
  return TRUE;
}

static gboolean
read_taxes (const char *json, GPtrArray *taxes, GError **error)
{
  DocketJsonReader reader;
  GError *failure = NULL;

  docket_json_reader_init (&reader, json, -1);
  if (docket_json_reader_begin_array (&reader, &failure))
    while (failure == NULL && docket_json_reader_next_element (&reader, &failure))
      {
        g_ptr_array_add (taxes, g_object_new (DOCKET_TYPE_TAX_AMOUNT, NULL));
        docket_record_read (taxes->pdata[taxes->len - 1], DOCKET_READ_STORED, &reader, &failure);
      }
  docket_json_reader_clear (&reader);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static gboolean
take_off_row (DocketSalesByDayView *self, DocketStatement *row, GError **error)
{
  Sale *sale = sale_new (docket_statement_integer (row, 0), docket_statement_text (row, 1));
  gboolean is_read;

  sale->net = docket_statement_integer (row, 2);
  sale->tax = docket_statement_integer (row, 3);
  sale->total = docket_statement_integer (row, 4);
  is_read = docket_statement_is_null (row, 5) || read_taxes (docket_statement_text (row, 5), sale->taxes, error);
  if (is_read)
    add_sale (self, sale, -1);
  sale_free (sale);
  return is_read;
}

static gboolean
take_off_stored (DocketSalesByDayView *self, const DocketUuid *id, DocketDatabase *database, GError **error)
{
  g_autoptr (DocketStatement) row = docket_database_query (
      database, error, "SELECT day, currency, net, tax, total, taxes FROM sales_by_day_order WHERE id = ?", "u", id);
  GError *failure = NULL;

  if (row == NULL)
    return FALSE;
  if (docket_statement_step (row, &failure))
    return take_off_row (self, row, error);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static gboolean
forget_sale (DocketProjection *projection, DocketEvent *event, DocketDatabase *database, GError **error)
{
  const DocketUuid *id = &docket_event_get_envelope (event)->stream;

  return g_hash_table_remove (DOCKET_SALES_BY_DAY_VIEW (projection)->sales, id)
         || docket_database_run (database, error, "DELETE FROM sales_by_day_order WHERE id = ?", "u", id);
}

static gboolean
order_cancelled (DocketProjection *projection, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketSalesByDayView *self = DOCKET_SALES_BY_DAY_VIEW (projection);
  const DocketUuid *id = &docket_event_get_envelope (event)->stream;
  const Sale *sale = g_hash_table_lookup (self->sales, id);

  if (sale != NULL)
    add_sale (self, sale, -1);
  else if (!take_off_stored (self, id, database, error))
    return FALSE;
  return forget_sale (projection, event, database, error);
}

static gboolean
write_tax (const DayTax *tax, DocketDatabase *database, GError **error)
{
  return docket_database_run (database, error,
                              "INSERT INTO sales_by_day_tax (day, currency, name, rate, base, amount) VALUES (?, ?, ?, ?, ?, ?)"
                              " ON CONFLICT (day, currency, name, rate) DO UPDATE SET base = base + excluded.base,"
                              " amount = amount + excluded.amount",
                              "ittiii", tax->day->day, tax->day->currency, tax->tax->name, tax->tax->rate, tax->tax->base.minor,
                              tax->tax->amount.minor);
}

static gboolean
write_day (DocketProjection *self, const Sale *day, DocketDatabase *database, GError **error)
{
  gint64 key;

  if (!docket_database_run (database, error,
                            "INSERT INTO sales_by_day (day, currency, orders, net, tax, total) VALUES (?, ?, ?, ?, ?, ?)"
                            " ON CONFLICT (day, currency) DO UPDATE SET orders = orders + excluded.orders, net = net + excluded.net,"
                            " tax = tax + excluded.tax, total = total + excluded.total",
                            "itiiii", day->day, day->currency, day->orders, day->net, day->tax, day->total)
      || !docket_database_get_integer (database, 0, &key, error, "SELECT key FROM sales_by_day WHERE day = ? AND currency = ?", "it",
                                       day->day, day->currency))
    return FALSE;
  docket_projection_touch (self, key);
  return TRUE;
}

static gboolean
write_sale (const DocketUuid *id, const Sale *sale, DocketDatabase *database, GError **error)
{
  g_autofree char *json = docket_view_json_from_records (sale->taxes);

  return docket_database_run (database, error,
                              "INSERT OR REPLACE INTO sales_by_day_order (id, day, currency, net, tax, total, taxes)"
                              " VALUES (?, ?, ?, ?, ?, ?, ?)",
                              "uitiiit", id, sale->day, sale->currency, sale->net, sale->tax, sale->total, json);
}

static void
docket_sales_by_day_view_forget (DocketProjection *projection)
{
  DocketSalesByDayView *self = DOCKET_SALES_BY_DAY_VIEW (projection);

  g_array_set_size (self->taxes, 0);
  g_ptr_array_set_size (self->days, 0);
  g_hash_table_remove_all (self->sales);
}

static gboolean
docket_sales_by_day_view_flush (DocketProjection *projection, DocketDatabase *database, GError **error)
{
  DocketSalesByDayView *self = DOCKET_SALES_BY_DAY_VIEW (projection);
  GHashTableIter iter;
  gpointer id, sale;

  for (guint i = 0; i < self->days->len; i++)
    if (!write_day (projection, g_ptr_array_index (self->days, i), database, error))
      return FALSE;
  for (guint i = 0; i < self->taxes->len; i++)
    if (!write_tax (&g_array_index (self->taxes, DayTax, i), database, error))
      return FALSE;
  g_hash_table_iter_init (&iter, self->sales);
  while (g_hash_table_iter_next (&iter, &id, &sale))
    if (!write_sale (id, sale, database, error))
      return FALSE;
  docket_sales_by_day_view_forget (projection);
  return TRUE;
}

static const DocketProjector projectors[] = {
  { docket_order_placed_get_type, order_placed },
  { docket_order_imported_get_type, order_imported },
  { docket_order_cancelled_get_type, order_cancelled },
  { docket_fulfilment_shipped_get_type, forget_sale },
};

static void
docket_sales_by_day_view_finalize (GObject *object)
{
  DocketSalesByDayView *self = DOCKET_SALES_BY_DAY_VIEW (object);

  g_array_unref (self->taxes);
  g_ptr_array_unref (self->days);
  g_hash_table_unref (self->sales);
  G_OBJECT_CLASS (docket_sales_by_day_view_parent_class)->finalize (object);
}

static void
docket_sales_by_day_view_class_init (DocketSalesByDayViewClass *klass)
{
  DocketProjectionClass *projection_class = DOCKET_PROJECTION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = docket_sales_by_day_view_finalize;
  projection_class->name = "sales_by_day";
  projection_class->version = 2;
  projection_class->flush = docket_sales_by_day_view_flush;
  projection_class->forget = docket_sales_by_day_view_forget;
  projection_class->schema = schema;
  projection_class->tables = tables;
  projection_class->projectors = projectors;
  projection_class->n_projectors = G_N_ELEMENTS (projectors);
}

static void
docket_sales_by_day_view_init (DocketSalesByDayView *self)
{
  self->days = g_ptr_array_new_with_free_func (sale_free);
  self->taxes = g_array_new (FALSE, FALSE, sizeof (DayTax));
  g_array_set_clear_func (self->taxes, clear_tax);
  self->sales = g_hash_table_new_full (docket_uuid_hash, docket_uuid_equal, g_free, sale_free);
}
