/* test-order-properties.c: random sessions of a shop that takes, drafts, imports and cancels orders
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-scenario.h"

#define N_SESSIONS 4
#define N_STEPS 120

/* What holds after every command, whatever it was: each query counts the rows that break a rule. */
static const struct
{
  const char *rule;
  const char *sql;
} invariants[] = {
  { "0 <= s <= f <= o - x",
    "SELECT count(*) FROM order_line WHERE NOT (0 <= shipped AND shipped <= committed AND committed <= quantity - cancelled)" },
  { "q + r <= s, k + w <= r",
    "SELECT count(*) FROM order_line WHERE in_return + received > shipped OR restocked + written_off > received" },
  { "reserved is what open orders wait for",
    "SELECT count(*) FROM stock s WHERE reserved <> (SELECT coalesce (sum (l.quantity - l.cancelled - l.shipped), 0)"
    " FROM order_line l JOIN \"order\" o ON o.id = l.order_id WHERE l.product_id = s.product_id AND l.moves_stock AND o.status = 2)" },
  { "on hand >= 0", "SELECT count(*) FROM stock WHERE on_hand < 0" },
  { "net + tax = total", "SELECT count(*) FROM \"order\" WHERE net + tax <> total" },
  { "a line's net + tax = total", "SELECT count(*) FROM order_line WHERE net + tax <> total" },
  { "lines and shipping are the order",
    "SELECT count(*) FROM \"order\" o WHERE"
    " net <> (SELECT coalesce (sum (net), 0) FROM order_line WHERE order_id = o.id) + coalesce (shipping_net, 0)"
    " OR tax <> (SELECT coalesce (sum (tax), 0) FROM order_line WHERE order_id = o.id) + coalesce (shipping_tax, 0)"
    " OR total <> (SELECT coalesce (sum (total), 0) FROM order_line WHERE order_id = o.id) + coalesce (shipping_total, 0)" },
  { "shares are the discount",
    "SELECT count(*) FROM \"order\" o WHERE discount <> (SELECT coalesce (sum (discount_share), 0) FROM order_line WHERE order_id = o.id)" },
  { "a draft's single taxes are the tax",
    "SELECT count(*) FROM \"order\" o WHERE status = 0 AND tax <> (SELECT coalesce (sum (amount), 0) FROM order_tax WHERE order_id = o.id)" },
  { "single taxes are kept of drafts alone",
    "SELECT count(*) FROM order_tax t JOIN \"order\" o ON o.id = t.order_id WHERE o.number IS NOT NULL" },
  { "an import is one order",
    "SELECT count(*) - count(DISTINCT source || '/' || shop || '/' || external_id) FROM import_source" },
  { "own numbers are given once",
    "SELECT count(*) - count(DISTINCT number) FROM \"order\" WHERE number IS NOT NULL"
    " AND id NOT IN (SELECT order_id FROM import_source)" },
  { "the version is that of the stream",
    "SELECT count(*) FROM \"order\" o WHERE version <> (SELECT max (version) FROM event WHERE stream = o.id)" },
};

static void
check_invariants (DocketScenario *shop)
{
  for (guint i = 0; i < G_N_ELEMENTS (invariants); i++)
    {
      g_test_message ("%s", invariants[i].rule);
      g_assert_cmpint (docket_scenario_integer (shop, invariants[i].sql), ==, 0);
    }
}

/* GTest starts each test with the same numbers. */
static GRand *generator;

static int
pick (int n)
{
  return g_rand_int_range (generator, 0, n);
}

static const char *
choose (const char *const *choices, int n)
{
  return choices[pick (n)];
}

/* Some of it is refused, which is as good. */
static void
add_line (GString *json)
{
  static const char *const things[] = { "'sku':'TEA-1'", "'sku':'CHEESE'", "'title':'Cup','unit-price':'7.77'",
                                        "'title':'Wool','unit-price':'0.33','taxes':[]",
                                        "'title':'Jam','unit-price':'3.99','taxes':[{'name':'A','rate':'5'},{'name':'B','rate':'9.975'}]" };
  static const char *const quantities[] = { "1", "2", "3", "7", "0.1", "1.25" };
  static const char *const discounts[] = { "0", "0.10", "10%", "33.3333%", "1" };

  g_string_append_printf (json, "%s,'quantity':'%s','discount':'%s'", choose (things, G_N_ELEMENTS (things)),
                          choose (quantities, G_N_ELEMENTS (quantities)), choose (discounts, G_N_ELEMENTS (discounts)));
}

static void
add_lines (GString *json)
{
  g_string_append (json, "'lines':[");
  for (int i = pick (4); i >= 0; i--)
    {
      g_string_append_c (json, '{');
      add_line (json);
      g_string_append (json, i > 0 ? "}," : "}");
    }
  g_string_append_c (json, ']');
}

static void
add_charges (GString *json)
{
  static const char *const discounts[] = { "'discount':'0.99'", "'discount':'5%'", "'discount':'12.5%'", "'discount':'0'" };
  static const char *const shippings[] = { "'shipping':{'price':'3.90'}", "'shipping':{'title':'Post','price':'0.01'}",
                                           "'shipping':{'price':'5','taxes':[]}" };
  static const char *const roundings[] = { "'tax-rounding':'order'", "'tax-rounding':'line'" };
  static const char *const taxes[] = { "'prices-include-tax':true", "'prices-include-tax':false" };
  static const char *const customers[] = { "'customer':{'name':'Ada','email':'ada@example.org'}", "'customer':{'email':'ADA@example.org'}",
                                           "'customer':{'name':'Bob'}", "'note':'Soon'" };

  if (pick (2) == 0)
    g_string_append_printf (json, ",%s", choose (discounts, G_N_ELEMENTS (discounts)));
  if (pick (2) == 0)
    g_string_append_printf (json, ",%s", choose (shippings, G_N_ELEMENTS (shippings)));
  g_string_append_printf (json, ",%s,%s", choose (roundings, G_N_ELEMENTS (roundings)), choose (taxes, G_N_ELEMENTS (taxes)));
  if (pick (2) == 0)
    g_string_append_printf (json, ",%s", choose (customers, G_N_ELEMENTS (customers)));
}

static void
make_order (DocketScenario *shop)
{
  g_autoptr (GString) json = g_string_new ("{");

  add_lines (json);
  add_charges (json);
  g_string_append_c (json, '}');
  docket_scenario_when (shop, pick (2) == 0 ? "PlaceOrder" : "CreateDraft", json->str);
}

/* The id of some order, in the order of their streams. */
static char *
pick_order (DocketScenario *shop, const char *condition)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT substr (h, 1, 8) || '-' || substr (h, 9, 4) || '-' || substr (h, 13, 4) || '-' || substr (h, 17, 4) || '-' || substr (h, 21)"
    " FROM (SELECT lower (hex (id)) AS h FROM \"order\" WHERE %s ORDER BY id LIMIT 1 OFFSET %d)",
    condition, pick (6));

  return docket_scenario_text (shop, sql);
}

static void
change_draft (DocketScenario *shop)
{
  g_autofree char *draft = pick_order (shop, "status = 0");
  g_autoptr (GString) json = g_string_new (NULL);
  static const char *const commands[] = { "AddLine", "ChangeLine", "RemoveLine", "SetDiscount", "SetShipping", "PlaceOrder" };
  int command = pick (G_N_ELEMENTS (commands));

  g_string_printf (json, "{'order':'%s'", draft != NULL ? draft : "none");
  if (command == 0)
    add_line (g_string_append_c (json, ','));
  else if (command == 1)
    g_string_append_printf (json, ",'line':%d,'quantity':'%d','discount':'%d%%'", 1 + pick (3), 1 + pick (4), pick (100));
  else if (command == 2)
    g_string_append_printf (json, ",'line':%d", 1 + pick (3));
  else if (command == 3)
    g_string_append_printf (json, ",'discount':'%d%%'", pick (101));
  else if (command == 4 && pick (2) == 0)
    g_string_append_printf (json, ",'shipping':{'price':'%d.%02d'}", pick (10), pick (100));
  g_string_append_c (json, '}');
  docket_scenario_when (shop, commands[command], json->str);
}

static void
act_on_order (DocketScenario *shop)
{
  static const char *const commands[] = { "CancelOrder", "HoldOrder", "ReleaseOrder", "CreateFulfilment", "DiscardDraft" };
  g_autofree char *order = pick_order (shop, "1");
  g_autofree char *json = g_strdup_printf ("{'order':'%s'}", order != NULL ? order : "1001");

  docket_scenario_when (shop, choose (commands, G_N_ELEMENTS (commands)), json);
}

/* Figures that seldom add up: the parts must all the same. */
static void
import_order (DocketScenario *shop)
{
  g_autofree char *json = g_strdup_printf (
    "{'source':'shopify','external-id':'%d','number':'#%d','currency':'%s','prices-include-tax':%s,"
    "'lines':[{'sku':'TEA-1','title':'Tea','quantity':'%d','unit-price':'4.99'},{'title':'Cup','quantity':'1','unit-price':'%d.00'}],"
    "'discount':'%d.%02d','shipping':{'price':'%d'},'taxes':[{'name':'VAT','rate':'20','amount':'%d.%02d'}],'tax':'%d','total':'%d'%s}",
    pick (40), 1001 + pick (40), pick (4) == 0 ? "USD" : "EUR", pick (2) == 0 ? "true" : "false", 1 + pick (3), pick (20), pick (3),
    pick (100), pick (9), pick (6), pick (100), pick (6), 6 + pick (60), pick (3) == 0 ? ",'fulfilments':[{}]" : "");

  docket_scenario_when (shop, "ImportOrder", json);
}

static void
step (DocketScenario *shop, gboolean may_undo)
{
  switch (pick (may_undo ? 9 : 8))
    {
    case 0:
    case 1:
      make_order (shop);
      break;
    case 2:
    case 3:
      change_draft (shop);
      break;
    case 4:
      import_order (shop);
      break;
    case 5:
      docket_scenario_when (shop, "ReceiveStock", "{'sku':'TEA-1','quantity':'5'}");
      break;
    case 8:
      docket_scenario_when_undone (shop);
      break;
    default:
      act_on_order (shop);
      break;
    }
}

/* No own order is given a number that any order bears already. */
static void
check_number (DocketScenario *shop)
{
  static const char sql[] =
    "SELECT count(*) FROM \"order\" WHERE number = (SELECT json_extract (data, '$.number') FROM event WHERE type = 'OrderPlaced'"
    " ORDER BY position DESC LIMIT 1)";
  GPtrArray *events = docket_outcome_get_events (docket_scenario_get_outcome (shop));

  for (guint i = 0; i < events->len; i++)
    if (g_str_equal (docket_event_get_type_name (g_ptr_array_index (events, i)), "OrderPlaced"))
      g_assert_cmpint (docket_scenario_integer (shop, sql), ==, 1);
}

/* The commands that undo makes are not kept by the scenario: sessions without it are run again. */
static void
test_session (gconstpointer data)
{
  gboolean may_undo = GPOINTER_TO_INT (data) % 2 != 0;
  g_autoptr (DocketScenario) shop = docket_scenario_new ();
  g_autofree char *happened = NULL;
  gint64 n_orders;

  generator = g_rand_new_with_seed ((guint32) g_test_rand_int () + (guint32) GPOINTER_TO_INT (data));
  docket_scenario_given_shop (shop);
  docket_scenario_given (shop, "CreateProduct", "{'sku':'CHEESE','title':'Cheese','price':'19.90','unit':'kg','step':'0.1'}");
  docket_scenario_given (shop, "ReceiveStock", "{'sku':'CHEESE','quantity':'8.5'}");
  for (int i = 0; i < N_STEPS; i++)
    {
      step (shop, may_undo);
      check_number (shop);
      if (i % 10 == 9)
        check_invariants (shop);
    }
  n_orders = docket_scenario_integer (shop, "SELECT count(*) FROM \"order\"");
  happened = docket_scenario_text (shop, "SELECT group_concat (type || ' ' || n, ', ') FROM"
                                         " (SELECT type, count(*) AS n FROM event GROUP BY type)");
  g_test_message ("%s", happened);
  g_assert_cmpint (n_orders, >, 5);
  docket_scenario_check_tables (shop);
  if (!may_undo)
    docket_scenario_check_replay (shop);
  g_clear_pointer (&generator, g_rand_free);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (int i = 0; i < N_SESSIONS; i++)
    {
      g_autofree char *path = g_strdup_printf ("/order-properties/session/%d", i);

      g_test_add_data_func (path, GINT_TO_POINTER (i), test_session);
    }
  return g_test_run ();
}
