/* docket-customers-view.c: the view of customers and what they bought
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-customers-view.h"

#include "docket-events.h"
#include "docket-search-text.h"
#include "docket-text.h"
#include "docket-view-json.h"

struct _DocketCustomersView
{
  DocketProjection parent_instance;
};

G_DEFINE_FINAL_TYPE (DocketCustomersView, docket_customers_view, DOCKET_TYPE_PROJECTION)

static const char schema[] =
    "CREATE TABLE customers_view (key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, name TEXT, display_name TEXT, name_sort BLOB,"
    " email TEXT, phone TEXT, note TEXT, address TEXT, city TEXT, country TEXT, orders INTEGER NOT NULL DEFAULT 0, currency TEXT,"
    " spent INTEGER NOT NULL DEFAULT 0, balance INTEGER NOT NULL DEFAULT 0, last_order INTEGER NOT NULL DEFAULT 0,"
    " registered_at INTEGER NOT NULL);"
    "CREATE INDEX customers_view_name ON customers_view (name_sort);"
    "CREATE INDEX customers_view_email ON customers_view (email);"
    "CREATE INDEX customers_view_spent ON customers_view (spent);"
    "CREATE TABLE customers_view_sum (id BLOB NOT NULL, currency TEXT NOT NULL, orders INTEGER NOT NULL DEFAULT 0,"
    " spent INTEGER NOT NULL DEFAULT 0, balance INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (id, currency)) WITHOUT ROWID;"
    "CREATE TABLE customers_view_order (order_id BLOB PRIMARY KEY, customer_id BLOB NOT NULL, currency TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE VIRTUAL TABLE customers_search USING fts5 (text, tokenize = \"unicode61 remove_diacritics 2 tokenchars '@'\","
    " prefix = '1 2 3 4 5 6');";

static const char *const tables[] = { "customers_search", "customers_view_order", "customers_view_sum", "customers_view", NULL };

/* What an event adds to the sums of one customer in one currency. */
typedef struct
{
  gint64 orders;
  gint64 spent;
  gint64 balance;
  gint64 last_order;
} Change;

static gboolean
find_key (DocketDatabase *database, const DocketUuid *id, gint64 *key, GError **error)
{
  return docket_database_get_integer (database, 0, key, error, "SELECT key FROM customers_view WHERE id = ?", "u", id);
}

static gboolean
add_sums (DocketProjection *self, const DocketUuid *id, const char *currency, Change change, DocketDatabase *database, GError **error)
{
  gint64 key;

  if (!find_key (database, id, &key, error))
    return FALSE;
  if (key == 0)
    return TRUE;
  docket_projection_touch (self, key);
  return docket_database_run (database, error,
                              "INSERT INTO customers_view_sum (id, currency, orders, spent, balance) VALUES (?, ?, ?, ?, ?)"
                              " ON CONFLICT (id, currency) DO UPDATE SET orders = orders + excluded.orders,"
                              " spent = spent + excluded.spent, balance = balance + excluded.balance",
                              "utiii", id, currency, change.orders, change.spent, change.balance)
         && docket_database_run (database, error,
                                 "UPDATE customers_view SET orders = orders + ?, last_order = max (last_order, ?),"
                                 " (currency, spent, balance) = (SELECT currency, spent, balance FROM customers_view_sum WHERE id = ?"
                                 " ORDER BY orders DESC, currency LIMIT 1) WHERE key = ?",
                                 "iiui", change.orders, change.last_order, id, key);
}

static gboolean
write_contact (DocketProjection *self, const DocketUuid *id, gint64 key, DocketContact *contact, DocketDatabase *database, GError **error)
{
  const char *name = contact->name != NULL ? contact->name : contact->email != NULL ? contact->email : contact->phone;
  g_autoptr (GBytes) sort_key = name != NULL ? docket_text_sort_key (name) : NULL;
  g_autofree char *address = docket_view_json_from_record (contact->address);
  g_autoptr (GString) text = g_string_new (NULL);

  docket_search_text_add_contact (text, contact);
  docket_projection_touch (self, key);
  return docket_database_run (database, error,
                              "UPDATE customers_view SET name = ?, display_name = ?, name_sort = ?, email = ?, phone = ?, note = ?,"
                              " address = ?, city = ?, country = ? WHERE id = ?",
                              "ttbttttttu", contact->name, name, sort_key, contact->email, contact->phone, contact->note, address,
                              contact->address != NULL ? contact->address->city : NULL,
                              contact->address != NULL ? contact->address->country : NULL, id)
         && docket_database_run (database, error, "INSERT OR REPLACE INTO customers_search (rowid, text) VALUES (?, ?)", "it", key,
                                 text->str);
}

static gboolean
customer_registered (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketCustomerRegistered *registered = (DocketCustomerRegistered *) event;
  const DocketEventEnvelope *envelope = docket_event_get_envelope (event);

  docket_projection_touch (self, envelope->position);
  if (!docket_database_run (database, error, "INSERT INTO customers_view (key, id, registered_at) VALUES (?, ?, ?)", "iui",
                            envelope->position, &envelope->stream, envelope->time))
    return FALSE;
  return registered->customer == NULL
         || write_contact (self, &envelope->stream, envelope->position, registered->customer, database, error);
}

static gboolean
customer_updated (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketCustomerUpdated *updated = (DocketCustomerUpdated *) event;
  const DocketUuid *id = &docket_event_get_envelope (event)->stream;
  gint64 key;

  if (!find_key (database, id, &key, error))
    return FALSE;
  return key == 0 || updated->after == NULL || write_contact (self, id, key, updated->after, database, error);
}

static gboolean
count_order (DocketProjection *self, DocketEvent *event, const DocketUuid *customer_id, const char *currency, Change change,
             DocketDatabase *database, GError **error)
{
  const DocketEventEnvelope *envelope = docket_event_get_envelope (event);

  if (docket_uuid_is_null (customer_id))
    return TRUE;
  change.orders = 1;
  change.last_order = envelope->time;
  return docket_database_run (database, error,
                              "INSERT OR REPLACE INTO customers_view_order (order_id, customer_id, currency) VALUES (?, ?, ?)", "uut",
                              &envelope->stream, customer_id, currency)
         && add_sums (self, customer_id, currency, change, database, error);
}

static gboolean
order_placed (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketOrderPlaced *placed = (DocketOrderPlaced *) event;
  Change change = { .spent = placed->terms->total.minor, .balance = placed->terms->total.minor };

  return count_order (self, event, &placed->customer_id, placed->terms->currency, change, database, error);
}

static gboolean
order_imported (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketOrderImported *imported = (DocketOrderImported *) event;
  gint64 captured = 0;
  gint64 refunded = 0;
  gint64 due = imported->terms->total.minor - imported->cancelled_amount.minor;

  for (guint i = 0; imported->payments != NULL && i < imported->payments->len; i++)
    {
      DocketImportedPayment *payment = imported->payments->pdata[i];

      if (!payment->is_voided && !payment->is_authorized)
        captured += payment->amount.minor;
      refunded += payment->refunded.minor;
    }
  return count_order (self, event, &imported->customer_id, imported->terms->currency,
                      (Change) { .spent = due - refunded, .balance = due - captured + refunded }, database, error);
}

/* Changes the sums of the customer whose order the event is about, if it has one. */
static gboolean
change_sums (DocketProjection *self, DocketEvent *event, Change change, DocketDatabase *database, GError **error)
{
  g_autoptr (DocketStatement) row
      = docket_database_query (database, error, "SELECT customer_id, currency FROM customers_view_order WHERE order_id = ?", "u",
                               &docket_event_get_envelope (event)->stream);
  g_autofree char *currency = NULL;
  DocketUuid customer_id;
  GError *failure = NULL;

  if (row == NULL)
    return FALSE;
  if (!docket_statement_step (row, &failure))
    {
      if (failure != NULL)
        g_propagate_error (error, failure);
      return failure == NULL;
    }
  customer_id = docket_statement_uuid (row, 0);
  currency = g_strdup (docket_statement_text (row, 1));
  return add_sums (self, &customer_id, currency, change, database, error);
}

static gboolean
order_cancelled (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  gint64 amount = ((DocketOrderCancelled *) event)->amount.minor;

  return change_sums (self, event, (Change) { .spent = -amount, .balance = -amount }, database, error);
}

static gboolean
payment_captured (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  return change_sums (self, event, (Change) { .balance = -((DocketPaymentCaptured *) event)->amount.minor }, database, error);
}

static gboolean
payment_voided (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error)
{
  return change_sums (self, event, (Change) { .balance = ((DocketPaymentVoided *) event)->amount.minor }, database, error);
}

static const DocketProjector projectors[] = {
  { docket_customer_registered_get_type, customer_registered },
  { docket_customer_updated_get_type, customer_updated },
  { docket_order_placed_get_type, order_placed },
  { docket_order_imported_get_type, order_imported },
  { docket_order_cancelled_get_type, order_cancelled },
  { docket_payment_captured_get_type, payment_captured },
  { docket_payment_voided_get_type, payment_voided },
};

static void
docket_customers_view_class_init (DocketCustomersViewClass *klass)
{
  DocketProjectionClass *projection_class = DOCKET_PROJECTION_CLASS (klass);

  projection_class->name = "customers_view";
  projection_class->version = 1;
  projection_class->schema = schema;
  projection_class->tables = tables;
  projection_class->projectors = projectors;
  projection_class->n_projectors = G_N_ELEMENTS (projectors);
  projection_class->depends_on_locale = TRUE;
}

static void
docket_customers_view_init (DocketCustomersView *self G_GNUC_UNUSED)
{
}
