/* docket-customers-view.c: the view of customers and what they bought
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-customers-view.h"

#include "docket-events.h"
#include "docket-search-index.h"
#include "docket-search-text.h"
#include "docket-text.h"
#include "docket-view-json.h"

/* What the orders of a batch of events change for one customer in one currency. */
typedef struct
{
  DocketUuid id;
  const char *currency;
  gint64 orders;
  gint64 spent;
  gint64 balance;
  gint64 last_order;
} Change;

/* Whose an order of the batch is. */
typedef struct
{
  DocketUuid customer_id;
  const char *currency;
} Owner;

struct _DocketCustomersView
{
  DocketProjection parent_instance;
  GHashTable *changes;
  GHashTable *owners;
  DocketSearchIndex *search;
};

G_DEFINE_FINAL_TYPE (DocketCustomersView, docket_customers_view, DOCKET_TYPE_PROJECTION)

static const char schema[] =
    "CREATE TABLE customers_view (key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, name TEXT, display_name TEXT, name_sort BLOB,"
    " email TEXT, phone TEXT, note TEXT, address TEXT, city TEXT, country TEXT, orders INTEGER NOT NULL DEFAULT 0, currency TEXT,"
    " spent INTEGER NOT NULL DEFAULT 0, balance INTEGER NOT NULL DEFAULT 0, last_order INTEGER NOT NULL DEFAULT 0,"
    " registered_at INTEGER NOT NULL);"
    "CREATE TABLE customers_view_sum (id BLOB NOT NULL, currency TEXT NOT NULL, orders INTEGER NOT NULL DEFAULT 0,"
    " spent INTEGER NOT NULL DEFAULT 0, balance INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (id, currency)) WITHOUT ROWID;"
    "CREATE TABLE customers_view_order (order_id BLOB PRIMARY KEY, customer_id BLOB NOT NULL, currency TEXT NOT NULL) WITHOUT ROWID;"
    DOCKET_SEARCH_INDEX_TABLE ("customers_search");

static const DocketViewIndex indexes[] = {
  { "customers_view_name", "customers_view", "(name_sort)" },
  { "customers_view_email", "customers_view", "(email COLLATE NOCASE)" },
  { "customers_view_spent", "customers_view", "(spent)" },
  { 0 },
};

static const char *const tables[] = { "customers_search", "customers_view_order", "customers_view_sum", "customers_view", NULL };

static gboolean
find_key (DocketDatabase *database, const DocketUuid *id, gint64 *key, GError **error)
{
  return docket_database_get_integer (database, 0, key, error, "SELECT key FROM customers_view WHERE id = ?", "u", id);
}

static guint
hash_change (gconstpointer change)
{
  return docket_uuid_hash (&((const Change *) change)->id) ^ g_str_hash (((const Change *) change)->currency);
}

static gboolean
equal_change (gconstpointer a, gconstpointer b)
{
  return docket_uuid_equal (&((const Change *) a)->id, &((const Change *) b)->id)
         && g_str_equal (((const Change *) a)->currency, ((const Change *) b)->currency);
}

static void
add_change (DocketCustomersView *self, const Owner *owner, Change more)
{
  Change *change;

  more.id = owner->customer_id;
  more.currency = owner->currency;
  change = g_hash_table_lookup (self->changes, &more);
  if (change == NULL)
    {
      g_hash_table_add (self->changes, g_memdup2 (&more, sizeof more));
      return;
    }
  change->orders += more.orders;
  change->spent += more.spent;
  change->balance += more.balance;
  change->last_order = MAX (change->last_order, more.last_order);
}

static gboolean
write_change (DocketProjection *self, const Change *change, DocketDatabase *database, GError **error)
{
  gint64 key;

  if (!find_key (database, &change->id, &key, error))
    return FALSE;
  if (key == 0)
    return TRUE;
  docket_projection_touch (self, key);
  return docket_database_run (database, error,
                              "INSERT INTO customers_view_sum (id, currency, orders, spent, balance) VALUES (?, ?, ?, ?, ?)"
                              " ON CONFLICT (id, currency) DO UPDATE SET orders = orders + excluded.orders,"
                              " spent = spent + excluded.spent, balance = balance + excluded.balance",
                              "utiii", &change->id, change->currency, change->orders, change->spent, change->balance)
         && docket_database_run (database, error,
                                 "UPDATE customers_view SET orders = orders + ?, last_order = max (last_order, ?),"
                                 " (currency, spent, balance) = (SELECT currency, spent, balance FROM customers_view_sum WHERE id = ?"
                                 " ORDER BY orders DESC, currency LIMIT 1) WHERE key = ?",
                                 "iiui", change->orders, change->last_order, &change->id, key);
}

static void
docket_customers_view_forget (DocketProjection *projection)
{
  DocketCustomersView *self = DOCKET_CUSTOMERS_VIEW (projection);

  g_hash_table_remove_all (self->changes);
  g_hash_table_remove_all (self->owners);
  docket_search_index_forget (self->search);
}

static gboolean
docket_customers_view_flush (DocketProjection *projection, DocketDatabase *database, GError **error)
{
  DocketCustomersView *self = DOCKET_CUSTOMERS_VIEW (projection);
  GHashTableIter iter;
  gpointer order_id, owner, change;

  g_hash_table_iter_init (&iter, self->owners);
  while (g_hash_table_iter_next (&iter, &order_id, &owner))
    if (!docket_database_run (database, error,
                              "INSERT OR REPLACE INTO customers_view_order (order_id, customer_id, currency) VALUES (?, ?, ?)", "uut",
                              order_id, &((Owner *) owner)->customer_id, ((Owner *) owner)->currency))
      return FALSE;
  g_hash_table_iter_init (&iter, self->changes);
  while (g_hash_table_iter_next (&iter, &change, NULL))
    if (!write_change (projection, change, database, error))
      return FALSE;
  if (!docket_search_index_flush (self->search, database, error))
    return FALSE;
  docket_customers_view_forget (projection);
  return TRUE;
}

static char *
make_words (DocketContact *contact)
{
  GString *text = g_string_new (NULL);

  docket_search_text_add_contact (text, contact);
  return g_string_free (text, FALSE);
}

/* The words that the customer is found by so far. */
static gboolean
remove_words (DocketCustomersView *self, gint64 key, DocketDatabase *database, GError **error)
{
  g_autoptr (DocketStatement) row
      = docket_database_query (database, error, "SELECT name, email, phone FROM customers_view WHERE key = ?", "i", key);
  g_autoptr (DocketContact) contact = g_object_new (DOCKET_TYPE_CONTACT, NULL);
  g_autofree char *words = NULL;
  GError *failure = NULL;

  if (row == NULL)
    return FALSE;
  if (docket_statement_step (row, &failure))
    {
      contact->name = g_strdup (docket_statement_text (row, 0));
      contact->email = g_strdup (docket_statement_text (row, 1));
      contact->phone = g_strdup (docket_statement_text (row, 2));
      words = make_words (contact);
      docket_search_index_remove (self->search, key, words);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static gboolean
write_contact (DocketProjection *self, const DocketUuid *id, gint64 key, DocketContact *contact, DocketDatabase *database, GError **error)
{
  const char *name = contact->name != NULL ? contact->name : contact->email != NULL ? contact->email : contact->phone;
  g_autoptr (GBytes) sort_key = name != NULL ? docket_text_sort_key (name) : NULL;
  g_autofree char *address = docket_view_json_from_record (contact->address);
  g_autofree char *words = make_words (contact);

  docket_search_index_add (DOCKET_CUSTOMERS_VIEW (self)->search, key, words);
  docket_projection_touch (self, key);
  return docket_database_run (database, error,
                              "UPDATE customers_view SET name = ?, display_name = ?, name_sort = ?, email = ?, phone = ?, note = ?,"
                              " address = ?, city = ?, country = ? WHERE id = ?",
                              "ttbttttttu", contact->name, name, sort_key, contact->email, contact->phone, contact->note, address,
                              contact->address != NULL ? contact->address->city : NULL,
                              contact->address != NULL ? contact->address->country : NULL, id);
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
  return key == 0 || updated->after == NULL
         || (remove_words (DOCKET_CUSTOMERS_VIEW (self), key, database, error)
             && write_contact (self, id, key, updated->after, database, error));
}

static gboolean
count_order (DocketProjection *projection, DocketEvent *event, const DocketUuid *customer_id, const char *currency, Change change)
{
  DocketCustomersView *self = DOCKET_CUSTOMERS_VIEW (projection);
  const DocketEventEnvelope *envelope = docket_event_get_envelope (event);
  Owner owner = { *customer_id, g_intern_string (currency) };

  if (docket_uuid_is_null (customer_id))
    return TRUE;
  change.orders = 1;
  change.last_order = envelope->time;
  g_hash_table_insert (self->owners, g_memdup2 (&envelope->stream, sizeof envelope->stream), g_memdup2 (&owner, sizeof owner));
  add_change (self, &owner, change);
  return TRUE;
}

static gboolean
order_placed (DocketProjection *self, DocketEvent *event, DocketDatabase *database G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
  DocketOrderPlaced *placed = (DocketOrderPlaced *) event;
  Change change = { .spent = placed->terms->total.minor, .balance = placed->terms->total.minor };

  return count_order (self, event, &placed->customer_id, placed->terms->currency, change);
}

static gboolean
order_imported (DocketProjection *self, DocketEvent *event, DocketDatabase *database G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
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
                      (Change) { .spent = due - refunded, .balance = due - captured + refunded });
}

/* Changes the sums of the customer whose order the event is about, if it has one. */
static gboolean
change_sums (DocketProjection *projection, DocketEvent *event, Change change, DocketDatabase *database, GError **error)
{
  DocketCustomersView *self = DOCKET_CUSTOMERS_VIEW (projection);
  const DocketUuid *order_id = &docket_event_get_envelope (event)->stream;
  const Owner *known = g_hash_table_lookup (self->owners, order_id);
  g_autoptr (DocketStatement) row = NULL;
  GError *failure = NULL;

  if (known != NULL)
    {
      add_change (self, known, change);
      return TRUE;
    }
  row = docket_database_query (database, error, "SELECT customer_id, currency FROM customers_view_order WHERE order_id = ?", "u",
                               order_id);
  if (row == NULL)
    return FALSE;
  if (docket_statement_step (row, &failure))
    {
      Owner owner = { docket_statement_uuid (row, 0), g_intern_string (docket_statement_text (row, 1)) };

      add_change (self, &owner, change);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
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

static gboolean
docket_customers_view_tidy (DocketProjection *self, DocketDatabase *database, gboolean *has_more, GError **error)
{
  return docket_search_index_tidy (DOCKET_CUSTOMERS_VIEW (self)->search, database, has_more, error);
}

static void
docket_customers_view_finalize (GObject *object)
{
  DocketCustomersView *self = DOCKET_CUSTOMERS_VIEW (object);

  g_hash_table_unref (self->changes);
  g_hash_table_unref (self->owners);
  docket_search_index_free (self->search);
  G_OBJECT_CLASS (docket_customers_view_parent_class)->finalize (object);
}

static void
docket_customers_view_class_init (DocketCustomersViewClass *klass)
{
  DocketProjectionClass *projection_class = DOCKET_PROJECTION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = docket_customers_view_finalize;
  projection_class->name = "customers_view";
  projection_class->version = 3;
  projection_class->flush = docket_customers_view_flush;
  projection_class->forget = docket_customers_view_forget;
  projection_class->tidy = docket_customers_view_tidy;
  projection_class->schema = schema;
  projection_class->indexes = indexes;
  projection_class->tables = tables;
  projection_class->projectors = projectors;
  projection_class->n_projectors = G_N_ELEMENTS (projectors);
  projection_class->depends_on_locale = TRUE;
}

static void
docket_customers_view_init (DocketCustomersView *self)
{
  self->changes = g_hash_table_new_full (hash_change, equal_change, g_free, NULL);
  self->owners = g_hash_table_new_full (docket_uuid_hash, docket_uuid_equal, g_free, g_free);
  self->search = docket_search_index_new ("customers_search");
}
