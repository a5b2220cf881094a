/* test-shop-properties.c: random weeks in a shop, beside a model of it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-scenario.h"

#define N_PRODUCTS 3
#define N_LINES 2
#define N_STEPS 250

/* Pieces, and cents; every product costs 1.00 and bears no tax. */
typedef struct
{
  int on_hand;
  int reserved;
  gboolean may_oversell;
} Product;

typedef struct
{
  int product;
  int ordered;
  int committed;
  int shipped;
} Line;

typedef struct
{
  int number;
  gboolean is_cancelled;
  Line lines[N_LINES];
  int captured;
  int n_fulfilments;
} Order;

typedef struct
{
  guint order;
  char *id;
  int amount;
  gboolean is_voided;
} Payment;

typedef struct
{
  guint order;
  int number;
  int quantities[N_LINES];
  enum { PLANNED, SHIPPED, DELIVERED, CANCELLED } status;
} Fulfilment;

typedef struct
{
  DocketScenario *shop;
  Product products[N_PRODUCTS];
  GArray *orders;
  GArray *payments;
  GArray *fulfilments;
} Model;

/* What the rules say, and what the shop does, are the same. */
static gboolean
expect (Model *model, gboolean is_allowed, const char *command, const char *json)
{
  docket_scenario_when (model->shop, command, json);
  if (docket_outcome_is_accepted (docket_scenario_get_outcome (model->shop)) != is_allowed)
    {
      const GError *reason = docket_outcome_get_reason (docket_scenario_get_outcome (model->shop));

      g_error ("%s %s: expected it to be %s: %s", command, json, is_allowed ? "accepted" : "rejected",
               reason != NULL ? reason->message : "it was accepted");
    }
  return is_allowed;
}

static int
pick (int n)
{
  return g_test_rand_int_range (0, n);
}

static int
get_total (const Order *order)
{
  int total = 0;

  for (int i = 0; i < N_LINES; i++)
    total += order->lines[i].ordered * 100;
  return total;
}

static int
get_needed (const int *quantities, const Line *lines, int product)
{
  int needed = 0;

  for (int i = 0; i < N_LINES; i++)
    if (lines[i].product == product)
      needed += quantities[i];
  return needed;
}

static void
place_order (Model *model)
{
  Order order = { .number = 1001 + (int) model->orders->len };
  int quantities[N_LINES];
  g_autofree char *json = NULL;
  gboolean is_allowed = TRUE;

  for (int i = 0; i < N_LINES; i++)
    {
      order.lines[i].product = pick (N_PRODUCTS);
      order.lines[i].ordered = quantities[i] = 1 + pick (6);
    }
  for (int i = 0; i < N_PRODUCTS; i++)
    {
      int needed = get_needed (quantities, order.lines, i);

      is_allowed &= needed == 0 || model->products[i].may_oversell || needed <= model->products[i].on_hand - model->products[i].reserved;
    }
  json = g_strdup_printf ("{'lines':[{'sku':'P%d','quantity':'%d'},{'sku':'P%d','quantity':'%d'}]}", order.lines[0].product,
                          quantities[0], order.lines[1].product, quantities[1]);
  if (!expect (model, is_allowed, "PlaceOrder", json))
    return;
  for (int i = 0; i < N_LINES; i++)
    model->products[order.lines[i].product].reserved += quantities[i];
  g_array_append_val (model->orders, order);
}

static void
receive_stock (Model *model)
{
  int product = pick (N_PRODUCTS);
  int quantity = pick (8) - 1;
  g_autofree char *json = g_strdup_printf ("{'sku':'P%d','quantity':'%d'}", product, quantity);

  if (expect (model, quantity > 0, "ReceiveStock", json))
    model->products[product].on_hand += quantity;
}

static void
record_payment (Model *model)
{
  guint index = (guint) pick ((int) model->orders->len);
  Order *order = &g_array_index (model->orders, Order, index);
  Payment payment = { .order = index, .amount = pick (get_total (order) + 100) - 20 };
  gboolean accepts = pick (4) == 0;
  gboolean is_allowed = payment.amount > 0 && !order->is_cancelled && (accepts || payment.amount <= get_total (order) - order->captured);
  g_autofree char *json = g_strdup_printf ("{'order':'%d','amount':'%s%d.%02d','accept-overpayment':%s}", order->number,
                                           payment.amount < 0 ? "-" : "", ABS (payment.amount) / 100, ABS (payment.amount) % 100,
                                           accepts ? "true" : "false");

  if (!expect (model, is_allowed, "RecordPayment", json))
    return;
  payment.id = docket_scenario_get_member (model->shop, 0, "payment-id");
  order->captured += payment.amount;
  g_array_append_val (model->payments, payment);
}

static void
void_payment (Model *model)
{
  Payment *payment;
  g_autofree char *json = NULL;

  if (model->payments->len == 0)
    return;
  payment = &g_array_index (model->payments, Payment, pick ((int) model->payments->len));
  json = g_strdup_printf ("{'payment':'%s'}", payment->id);
  if (!expect (model, !payment->is_voided, "VoidPayment", json))
    return;
  payment->is_voided = TRUE;
  g_array_index (model->orders, Order, payment->order).captured -= payment->amount;
}

static gboolean
is_on_hand (Model *model, const Order *order, const int *quantities)
{
  for (int i = 0; i < N_PRODUCTS; i++)
    {
      int needed = get_needed (quantities, order->lines, i);

      if (needed > 0 && !model->products[i].may_oversell && needed > model->products[i].on_hand)
        return FALSE;
    }
  return TRUE;
}

static void
create_fulfilment (Model *model)
{
  guint index = (guint) pick ((int) model->orders->len);
  Order *order = &g_array_index (model->orders, Order, index);
  Fulfilment fulfilment = { .order = index };
  gboolean takes_all = pick (3) == 0;
  gboolean is_allowed = !order->is_cancelled;
  int sum = 0;
  g_autofree char *json = NULL;

  for (int i = 0; i < N_LINES; i++)
    {
      int open = order->lines[i].ordered - order->lines[i].committed;

      fulfilment.quantities[i] = takes_all ? open : pick (5);
      is_allowed &= fulfilment.quantities[i] <= open && (takes_all || fulfilment.quantities[i] > 0);
      sum += fulfilment.quantities[i];
    }
  is_allowed &= sum > 0 && is_on_hand (model, order, fulfilment.quantities);
  json = takes_all ? g_strdup_printf ("{'order':'%d'}", order->number)
                   : g_strdup_printf ("{'order':'%d','lines':[{'line':1,'quantity':'%d'},{'line':2,'quantity':'%d'}]}", order->number,
                                      fulfilment.quantities[0], fulfilment.quantities[1]);
  if (!expect (model, is_allowed, "CreateFulfilment", json))
    return;
  fulfilment.number = ++order->n_fulfilments;
  for (int i = 0; i < N_LINES; i++)
    order->lines[i].committed += fulfilment.quantities[i];
  g_array_append_val (model->fulfilments, fulfilment);
}

static void
ship (Model *model, Fulfilment *fulfilment, Order *order, const char *json)
{
  gboolean is_allowed = fulfilment->status == PLANNED && is_on_hand (model, order, fulfilment->quantities);

  if (!expect (model, is_allowed, "ShipFulfilment", json))
    return;
  fulfilment->status = SHIPPED;
  for (int i = 0; i < N_LINES; i++)
    {
      order->lines[i].shipped += fulfilment->quantities[i];
      model->products[order->lines[i].product].on_hand -= fulfilment->quantities[i];
      model->products[order->lines[i].product].reserved -= fulfilment->quantities[i];
    }
}

static void
move_fulfilment (Model *model)
{
  Fulfilment *fulfilment;
  Order *order;
  g_autofree char *json = NULL;

  if (model->fulfilments->len == 0)
    return;
  fulfilment = &g_array_index (model->fulfilments, Fulfilment, pick ((int) model->fulfilments->len));
  order = &g_array_index (model->orders, Order, fulfilment->order);
  json = g_strdup_printf ("{'fulfilment':'%d-%d'}", order->number, fulfilment->number);
  switch (pick (3))
    {
    case 0:
      ship (model, fulfilment, order, json);
      break;
    case 1:
      if (expect (model, fulfilment->status == SHIPPED, "DeliverFulfilment", json))
        fulfilment->status = DELIVERED;
      break;
    default:
      if (!expect (model, fulfilment->status == PLANNED, "CancelFulfilment", json))
        break;
      fulfilment->status = CANCELLED;
      for (int i = 0; i < N_LINES; i++)
        order->lines[i].committed -= fulfilment->quantities[i];
    }
}

static void
cancel_order (Model *model)
{
  Order *order = &g_array_index (model->orders, Order, pick ((int) model->orders->len));
  g_autofree char *json = g_strdup_printf ("{'order':'%d'}", order->number);
  gboolean is_allowed = !order->is_cancelled;

  for (int i = 0; i < N_LINES; i++)
    is_allowed &= order->lines[i].committed == 0;
  if (pick (5) != 0 || !expect (model, is_allowed, "CancelOrder", json))
    return;
  order->is_cancelled = TRUE;
  for (int i = 0; i < N_LINES; i++)
    model->products[order->lines[i].product].reserved -= order->lines[i].ordered;
}

G_GNUC_PRINTF (2, 3)
static gint64
ask (Model *model, const char *format, ...)
{
  g_autofree char *sql = NULL;
  va_list arguments;

  va_start (arguments, format);
  sql = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return docket_scenario_integer (model->shop, sql);
}

static void
check_order (Model *model, const Order *order)
{
  g_assert_cmpint (ask (model, "SELECT captured FROM \"order\" WHERE number = '%d'", order->number), ==, order->captured);
  for (int i = 0; i < N_LINES; i++)
    {
      g_assert_cmpint (ask (model, "SELECT committed FROM order_line JOIN \"order\" o ON o.id = order_id WHERE number = '%d' AND line = %d",
                            order->number, i + 1),
                       ==, order->lines[i].committed * 1000);
      g_assert_cmpint (ask (model, "SELECT shipped FROM order_line JOIN \"order\" o ON o.id = order_id WHERE number = '%d' AND line = %d",
                            order->number, i + 1),
                       ==, order->lines[i].shipped * 1000);
    }
}

/* Invariants 1, 4 and 5, by the tables alone and beside the model. */
static void
check (Model *model)
{
  g_assert_cmpint (docket_scenario_integer (model->shop, "SELECT count(*) FROM order_line WHERE NOT (0 <= shipped AND "
                                                         "shipped <= committed AND committed <= quantity - cancelled)"),
                   ==, 0);
  g_assert_cmpint (docket_scenario_integer (model->shop, "SELECT count(*) FROM \"order\" o WHERE captured <> "
                                                         "(SELECT coalesce (sum (captured), 0) FROM payment WHERE order_id = o.id)"),
                   ==, 0);
  g_assert_cmpint (docket_scenario_integer (model->shop, "SELECT count(*) FROM stock WHERE reserved <> (SELECT coalesce (sum (l.quantity - "
                                                         "l.cancelled - l.shipped), 0) FROM order_line l JOIN \"order\" o ON o.id = l.order_id "
                                                         "WHERE l.product_id = stock.product_id AND o.status = 2)"),
                   ==, 0);
  for (int i = 0; i < N_PRODUCTS; i++)
    {
      g_assert_cmpint (ask (model, "SELECT on_hand FROM stock JOIN product ON id = product_id WHERE sku = 'P%d'", i), ==,
                       model->products[i].on_hand * 1000);
      g_assert_cmpint (ask (model, "SELECT reserved FROM stock JOIN product ON id = product_id WHERE sku = 'P%d'", i), ==,
                       model->products[i].reserved * 1000);
    }
  for (guint i = 0; i < model->orders->len; i++)
    check_order (model, &g_array_index (model->orders, Order, i));
}

static void
clear_payment (gpointer data)
{
  g_free (((Payment *) data)->id);
}

static void
step (Model *model)
{
  int action = pick (8);

  if (action == 0 || model->orders->len == 0)
    place_order (model);
  else if (action == 1)
    receive_stock (model);
  else if (action == 2)
    record_payment (model);
  else if (action == 3)
    void_payment (model);
  else if (action == 4)
    create_fulfilment (model);
  else if (action == 5)
    cancel_order (model);
  else
    move_fulfilment (model);
}

static void
test_random (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();
  Model model = {
    .shop = shop,
    .orders = g_array_new (FALSE, TRUE, sizeof (Order)),
    .payments = g_array_new (FALSE, TRUE, sizeof (Payment)),
    .fulfilments = g_array_new (FALSE, TRUE, sizeof (Fulfilment)),
  };

  g_array_set_clear_func (model.payments, clear_payment);
  docket_scenario_given (shop, "ConfigureShop", "{'name':'A','currency':'EUR'}");
  for (int i = 0; i < N_PRODUCTS; i++)
    {
      g_autofree char *json = NULL;

      model.products[i].may_oversell = i == 0;
      json = g_strdup_printf ("{'sku':'P%d','title':'Product %d','price':'1','allow-overselling':%s}", i, i, i == 0 ? "true" : "false");
      docket_scenario_given (shop, "CreateProduct", json);
    }
  for (int i = 0; i < N_STEPS; i++)
    {
      step (&model);
      check (&model);
    }
  docket_scenario_check_replay (shop);
  docket_scenario_check_tables (shop);
  g_array_unref (model.fulfilments);
  g_array_unref (model.payments);
  g_array_unref (model.orders);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/write/shop-properties/random", test_random);
  return g_test_run ();
}
