/* test-replay.c: views that grew with the shop are those that the log gives
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <sqlite3.h>

#include "docket-events.h"
#include "docket-read.h"
#include "docket-shop-fixture.h"

#define N_STEPS 250

static void
append_bytes (GString *dump, sqlite3_stmt *rows, int column)
{
  const guint8 *bytes = sqlite3_column_blob (rows, column);

  for (int byte = 0; byte < sqlite3_column_bytes (rows, column); byte++)
    g_string_append_printf (dump, g_ascii_isprint (bytes[byte]) ? "%c" : "\\%02x", bytes[byte]);
  g_string_append_c (dump, '|');
}

static void
dump_table (DocketDatabase *database, const char *table, const char *sql, GString *dump)
{
  sqlite3_stmt *rows = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (docket_database_get_connection (database), sql, -1, &rows, NULL), ==, SQLITE_OK);
  g_string_append_printf (dump, "-- %s\n", table);
  while (sqlite3_step (rows) == SQLITE_ROW)
    {
      for (int column = 0; column < sqlite3_column_count (rows); column++)
        append_bytes (dump, rows, column);
      g_string_append_c (dump, '\n');
    }
  sqlite3_finalize (rows);
}

/* Which words are found in which row: however the index was made, that is what people search. */
static void
dump_words (DocketDatabase *database, const char *table, GString *dump)
{
  g_autofree char *create = g_strdup_printf ("CREATE VIRTUAL TABLE temp.words USING fts5vocab (main, %s, instance)", table);

  g_assert_true (docket_database_execute_script (database, create, NULL));
  dump_table (database, table, "SELECT term, doc, col, offset FROM temp.words", dump);
  g_assert_true (docket_database_execute_script (database, "DROP TABLE temp.words", NULL));
}

/* Each table of each view as text, in the order of its rows. */
static gboolean
dump_views (DocketDatabase *database, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) projections = docket_read_create_projections ();

  for (guint i = 0; i < projections->len; i++)
    for (const char *const *table = DOCKET_PROJECTION_GET_CLASS (projections->pdata[i])->tables; *table != NULL; table++)
      {
        g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s ORDER BY 1, 2", *table);

        if (g_str_has_suffix (*table, "_search"))
          dump_words (database, *table, data);
        else
          dump_table (database, *table, sql, data);
      }
  return TRUE;
}

/* What both sides count, each in its own way. */
static const struct
{
  const char *tables;
  const char *views;
} counted[] = {
  { "SELECT hex (id), number, net, tax, total, cancelled, captured, refunded, authorized, n_voided, is_held FROM \"order\" ORDER BY 1",
    "SELECT hex (id), number, net, tax, total, cancelled, captured, refunded, authorized, n_voided, on_hold FROM orders_view ORDER BY 1" },
  { "SELECT hex (order_id), sum (quantity), sum (cancelled), sum (shipped) FROM order_line GROUP BY order_id ORDER BY 1",
    "SELECT hex (id), items, items_cancelled, items_shipped FROM orders_view WHERE n_lines > 0 ORDER BY 1" },
  { "SELECT hex (product_id), on_hand, reserved FROM stock ORDER BY 1",
    "SELECT hex (id), on_hand, reserved FROM inventory_view ORDER BY 1" },
};

static void
dump_rows (DocketDatabase *database, const char *sql, GString *dump)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketStatement) row = docket_database_prepare (database, sql, &error);

  g_assert_no_error (error);
  while (docket_statement_step (row, &error))
    for (int column = 0; column < sqlite3_column_count (docket_statement_get_columns (row)); column++)
      g_string_append_printf (dump, column == 0 ? "\n%s" : "|%s", docket_statement_text (row, column));
  g_assert_no_error (error);
}

static gboolean
count_tables (DocketEventStore *store, gpointer data, GError **error G_GNUC_UNUSED)
{
  for (guint i = 0; i < G_N_ELEMENTS (counted); i++)
    dump_rows (docket_event_store_get_database (store), counted[i].tables, data);
  return TRUE;
}

static gboolean
count_views (DocketDatabase *database, gpointer data, GError **error G_GNUC_UNUSED)
{
  for (guint i = 0; i < G_N_ELEMENTS (counted); i++)
    dump_rows (database, counted[i].views, data);
  return TRUE;
}

static void
check_counts (DocketShopFixture *shop)
{
  g_autoptr (GString) tables = g_string_new (NULL);
  g_autoptr (GString) views = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  docket_command_bus_run_on_writer (shop->commands, count_tables, tables, &error);
  g_assert_no_error (error);
  docket_projection_runner_run (shop->runner, count_views, views, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tables->str, ==, views->str);
}

/* The shop as the session knows it: numbers of orders, and parcels and payments by id. */
typedef struct
{
  DocketShopFixture *shop;
  GRand *chance;
  GPtrArray *orders;
  GPtrArray *fulfilments;
  GPtrArray *payments;
} Session;

static const char *
pick (Session *session, GPtrArray *things)
{
  return things->len > 0 ? things->pdata[g_rand_int_range (session->chance, 0, (gint32) things->len)] : "00000000-0000-7000-8000-000000000001";
}

static void
remember (Session *session, DocketOutcome *outcome)
{
  GPtrArray *events = docket_outcome_get_events (outcome);

  for (guint i = 0; i < events->len; i++)
    {
      DocketEvent *event = events->pdata[i];

      if (DOCKET_IS_ORDER_PLACED (event) || DOCKET_IS_ORDER_DRAFTED (event) || DOCKET_IS_ORDER_IMPORTED (event))
        g_ptr_array_add (session->orders, docket_uuid_to_string (&docket_event_get_envelope (event)->stream));
      if (DOCKET_IS_FULFILMENT_CREATED (event))
        g_ptr_array_add (session->fulfilments, docket_uuid_to_string (&((DocketFulfilmentCreated *) event)->fulfilment_id));
      if (DOCKET_IS_PAYMENT_CAPTURED (event))
        g_ptr_array_add (session->payments, docket_uuid_to_string (&((DocketPaymentCaptured *) event)->payment_id));
    }
}

/* Where a %s stands, an order, a parcel or a payment goes; %u is a small number. */
typedef struct
{
  const char *name;
  const char *format;
  char target;
} Template;

static const Template templates[] = {
  { "PlaceOrder", "{\"customer\": {\"name\": \"Ada %u\", \"email\": \"ada%u@example.org\"}, \"discount\": \"10%%\","
                  " \"lines\": [{\"sku\": \"TEA-1\", \"quantity\": \"%u\"}, {\"title\": \"Cup\", \"quantity\": \"1\", \"unit-price\": \"3.33\"}]}", 0 },
  { "PlaceOrder", "{\"lines\": [{\"sku\": \"POT-1\", \"quantity\": \"%u\"}]}", 0 },
  { "PlaceOrder", "{\"currency\": \"JPY\", \"lines\": [{\"title\": \"Chawan\", \"quantity\": \"%u\", \"unit-price\": \"1200\"}]}", 0 },
  { "CreateDraft", "{\"note\": \"Number %u\"}", 0 },
  { "AddLine", "{\"order\": \"%s\", \"sku\": \"TEA-1\", \"quantity\": \"%u\"}", 'o' },
  { "ChangeLine", "{\"order\": \"%s\", \"line\": 1, \"quantity\": \"%u\"}", 'o' },
  { "RemoveLine", "{\"order\": \"%s\", \"line\": %u}", 'o' },
  { "SetDiscount", "{\"order\": \"%s\", \"discount\": \"%u%%\"}", 'o' },
  { "SetCustomer", "{\"order\": \"%s\", \"customer\": \"ada%u@example.org\"}", 'o' },
  { "SetShipping", "{\"order\": \"%s\", \"shipping\": {\"title\": \"Post\", \"price\": \"%u.90\"}}", 'o' },
  { "UpdateShippingAddress", "{\"order\": \"%s\", \"shipping-address\": {\"city\": \"Town %u\"}}", 'o' },
  { "PlaceOrder", "{\"order\": \"%s\"}", 'o' },
  { "DiscardDraft", "{\"order\": \"%s\"}", 'o' },
  { "RecordPayment", "{\"order\": \"%s\", \"amount\": \"%u\", \"method\": \"cash\", \"accept-overpayment\": true}", 'o' },
  { "VoidPayment", "{\"payment\": \"%s\"}", 'p' },
  { "CreateFulfilment", "{\"order\": \"%s\"}", 'o' },
  { "CreateFulfilment", "{\"order\": \"%s\", \"lines\": [{\"line\": 1, \"quantity\": \"1\"}]}", 'o' },
  { "ShipFulfilment", "{\"fulfilment\": \"%s\"}", 'f' },
  { "DeliverFulfilment", "{\"fulfilment\": \"%s\"}", 'f' },
  { "CancelFulfilment", "{\"fulfilment\": \"%s\"}", 'f' },
  { "CancelOrder", "{\"order\": \"%s\"}", 'o' },
  { "HoldOrder", "{\"order\": \"%s\", \"reason\": \"Reason %u\"}", 'o' },
  { "ReleaseOrder", "{\"order\": \"%s\"}", 'o' },
  { "AddNote", "{\"order\": \"%s\", \"text\": \"Note %u\"}", 'o' },
  { "ReceiveStock", "{\"sku\": \"TEA-1\", \"quantity\": \"%u\"}", 0 },
  { "UpdateProduct", "{\"sku\": \"TEA-1\", \"title\": \"Green tea %u\"}", 0 },
  { "RegisterCustomer", "{\"name\": \"Bea %u\", \"email\": \"bea%u@example.org\"}", 0 },
  { "UpdateCustomer", "{\"customer\": \"ada%u@example.org\", \"phone\": \"030 %u\"}", 0 },
  { "ConfigureShop", "{\"name\": \"Tea house %u\"}", 0 },
  { "DefineTaxRate", "{\"name\": \"VAT\", \"rate\": \"%u\"}", 0 },
  { "ImportOrder", "{\"source\": \"shopify\", \"external-id\": \"%u\", \"number\": \"#50%u\", \"currency\": \"EUR\","
                   " \"customer\": {\"name\": \"Ada\", \"email\": \"ada%u@example.org\"}, \"total\": \"9.99\","
                   " \"lines\": [{\"sku\": \"TEA-1\", \"title\": \"Tea\", \"quantity\": \"%u\", \"unit-price\": \"1.90\"}],"
                   " \"payments\": [{\"amount\": \"%u\"}], \"fulfilments\": [{\"lines\": [{\"line\": 1, \"quantity\": \"1\"}]}]}", 0 },
};

static char *
fill_template (Session *session, const Template *template)
{
  g_autoptr (GString) json = g_string_new (template->format);
  GPtrArray *targets = template->target == 'p' ? session->payments : template->target == 'f' ? session->fulfilments : session->orders;
  g_autofree char *number = g_strdup_printf ("%d", g_rand_int_range (session->chance, 1, 6));

  g_string_replace (json, "%s", pick (session, targets), 0);
  g_string_replace (json, "%u", number, 0);
  g_string_replace (json, "%%", "%", 0);
  return g_string_free (g_steal_pointer (&json), FALSE);
}

static guint32
choose_seed (void)
{
  const char *given = g_getenv ("DOCKET_TEST_SEED");

  return given != NULL ? (guint32) g_ascii_strtoull (given, NULL, 10) : g_random_int ();
}

static guint
run_session (Session *session, guint n_steps)
{
  guint n_accepted = 0;

  for (guint i = 0; i < n_steps; i++)
    {
      const Template *template = &templates[g_rand_int_range (session->chance, 0, G_N_ELEMENTS (templates))];
      g_autofree char *json = fill_template (session, template);
      g_autoptr (DocketOutcome) outcome = docket_shop_fixture_try (session->shop, template->name, json);

      n_accepted += docket_outcome_is_accepted (outcome) ? 1 : 0;
      remember (session, outcome);
    }
  return n_accepted;
}

static Session *
session_new (void)
{
  static const char *const beginning[][2] = {
    { "ConfigureShop", "{\"name\": \"Tea house\", \"currency\": \"EUR\", \"country\": \"AT\"}" },
    { "CreateProduct", "{\"sku\": \"TEA-1\", \"title\": \"Green tea\", \"price\": \"4.50\"}" },
    { "CreateProduct", "{\"sku\": \"POT-1\", \"title\": \"Pot\", \"price\": \"20.00\"}" },
    { "ReceiveStock", "{\"sku\": \"TEA-1\", \"quantity\": \"60\"}" },
    { "ReceiveStock", "{\"sku\": \"POT-1\", \"quantity\": \"20\"}" },
  };
  Session *session = g_new0 (Session, 1);
  guint32 seed = choose_seed ();

  g_test_message ("DOCKET_TEST_SEED=%u", seed);
  session->shop = docket_shop_fixture_new ();
  session->chance = g_rand_new_with_seed (seed);
  session->orders = g_ptr_array_new_with_free_func (g_free);
  session->fulfilments = g_ptr_array_new_with_free_func (g_free);
  session->payments = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < G_N_ELEMENTS (beginning); i++)
    g_object_unref (docket_shop_fixture_accept (session->shop, beginning[i][0], beginning[i][1]));
  return session;
}

static void
session_free (Session *session)
{
  docket_shop_fixture_free (session->shop);
  g_rand_free (session->chance);
  g_ptr_array_unref (session->orders);
  g_ptr_array_unref (session->fulfilments);
  g_ptr_array_unref (session->payments);
  g_free (session);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Session, session_free)

static char *
dump (Session *session)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  docket_projection_runner_run (session->shop->runner, dump_views, text, &error);
  g_assert_no_error (error);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* From the first event into a file that is not there yet. */
static void
replay (Session *session)
{
  DocketShopFixture *shop = session->shop;
  g_autofree char *log = g_strconcat (shop->read_path, "-wal", NULL);
  g_autoptr (GError) error = NULL;

  docket_query_bus_stop (shop->queries);
  docket_projection_runner_stop (shop->runner);
  g_unlink (log);
  g_assert_cmpint (g_unlink (shop->read_path), ==, 0);
  docket_projection_runner_start (shop->runner, shop->write_path, shop->read_path, &error);
  g_assert_no_error (error);
  docket_projection_runner_wait (shop->runner, -1);
}

static void
test_views_equal_replay (void)
{
  g_autoptr (Session) session = session_new ();
  g_autofree char *grown = NULL;
  g_autofree char *replayed = NULL;

  g_assert_cmpuint (run_session (session, N_STEPS), >, N_STEPS / 8);
  check_counts (session->shop);
  grown = dump (session);
  replay (session);
  replayed = dump (session);
  g_assert_cmpstr (grown, ==, replayed);
}

static void
rebuilt_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  docket_projection_runner_rebuild_finish (DOCKET_PROJECTION_RUNNER (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static gboolean
count_shadows (DocketDatabase *database, gpointer data, GError **error)
{
  return docket_database_get_integer (database, 0, data, error, "SELECT count(*) FROM shadow WHERE name GLOB '*[^d]_g[0-9]*'", NULL);
}

static gboolean
has_shadows (Session *session)
{
  g_autoptr (GError) error = NULL;
  gint64 n_shadows = 0;

  docket_projection_runner_run (session->shop->runner, count_shadows, &n_shadows, &error);
  g_assert_no_error (error);
  return n_shadows > 0;
}

/* The shop goes on while its views are made again; one round suffices unless the machine sleeps through it. */
static void
test_rebuild_beside_work (void)
{
  g_autoptr (Session) session = session_new ();
  g_autofree char *rebuilt = NULL;
  g_autofree char *replayed = NULL;
  gboolean was_between = FALSE;

  run_session (session, N_STEPS);
  while (!was_between)
    {
      gboolean is_done = FALSE;

      docket_projection_runner_rebuild_async (session->shop->runner, NULL, NULL, rebuilt_cb, &is_done);
      while (!is_done)
        {
          gboolean was_there = has_shadows (session);

          was_between |= run_session (session, 1) > 0 && was_there && has_shadows (session);
          g_main_context_iteration (NULL, FALSE);
        }
    }
  check_counts (session->shop);
  rebuilt = dump (session);
  replay (session);
  replayed = dump (session);
  g_assert_cmpstr (rebuilt, ==, replayed);
}

int
main (int argc, char **argv)
{
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/read/replay", test_views_equal_replay);
  g_test_add_func ("/read/replay/rebuild-beside-work", test_rebuild_beside_work);
  return g_test_run ();
}
