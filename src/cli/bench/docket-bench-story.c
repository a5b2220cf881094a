/* docket-bench-story.c: what happens in the bench shop, command by command
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-bench-story.h"

#include <stdio.h>
#include <string.h>

#include "docket-bench-people.h"
#include "docket-json-writer.h"
#include "docket-sample-data.h"

/* 2020-01-01, and how long it goes on: a fixed time, because a command that is repeated has to be the same. */
#define BEGINNING (G_GINT64_CONSTANT (1577836800) * G_TIME_SPAN_SECOND)
#define LENGTH (2190 * G_TIME_SPAN_DAY)

/* How many orders come in until one is paid, packed, shipped. */
#define TICKS_TO_PAYMENT 2
#define TICKS_TO_PARCEL 40
#define TICKS_TO_SHIPMENT 60

#define NAME "Bench shop of %u orders"

#define N_LINES 3
#define ORDERS_PER_CUSTOMER 4
#define SHIPPING 490

enum
{
  FOR_CUSTOMER = 100,
  FOR_PRODUCT,
  FOR_QUANTITY = FOR_PRODUCT + N_LINES,
};

/* Nearly all are paid and shipped. Some are left over, so that filters find something. */
typedef enum
{
  FATE_SHIPPED,
  FATE_PAID,
  FATE_UNPAID,
  FATE_CANCELLED,
} Fate;

static Fate
get_fate (guint order)
{
  if (order % 997 == 5)
    return FATE_UNPAID;
  if (order % 499 == 3)
    return FATE_CANCELLED;
  if (order % 313 == 7)
    return FATE_PAID;
  return FATE_SHIPPED;
}

/* The low ones come more often: customers who buy again, products that sell well. */
static guint
throw_low (guint order, guint where, guint limit)
{
  guint64 thrown = docket_bench_throw (order, where, 1 << 20);

  return (guint) (((thrown * thrown) >> 20) * limit >> 20);
}

static guint
get_product (guint order, guint line)
{
  return (throw_low (order, FOR_PRODUCT, DOCKET_BENCH_N_PRODUCTS) + line * 131) % DOCKET_BENCH_N_PRODUCTS;
}

static guint
get_quantity (guint order, guint line)
{
  return 1 + throw_low (order, FOR_QUANTITY + line, 4);
}

static gint64
get_total (guint order)
{
  gint64 total = SHIPPING;

  for (guint i = 0; i < N_LINES; i++)
    total += docket_bench_get_price (get_product (order, i)) * get_quantity (order, i);
  return total;
}

static gint64
get_time (const DocketBenchStory *story, guint tick)
{
  return BEGINNING + LENGTH / (story->n_orders + TICKS_TO_SHIPMENT + 1) * (tick + 1);
}

static DocketUuid
get_id (const DocketBenchStory *story, const char *name, guint number, gint64 time)
{
  return docket_uuid_derive (&story->seed, time, name, number);
}

static void
write_member (DocketJsonWriter *writer, const char *name, const char *value)
{
  docket_json_writer_member (writer, name);
  docket_json_writer_string (writer, value);
}

static void
write_address (DocketJsonWriter *writer, guint customer, const char *name)
{
  const DocketSamplePlace *place = &docket_sample_places[customer * 7 % docket_sample_n_places];
  g_autofree char *street = g_strdup_printf ("%s %u", place->street, customer % 180 + 1);

  docket_json_writer_member (writer, "shipping-address");
  docket_json_writer_begin_object (writer);
  write_member (writer, "name", name);
  write_member (writer, "street", street);
  write_member (writer, "zip", place->zip);
  write_member (writer, "city", place->city);
  write_member (writer, "country", place->country);
  docket_json_writer_end_object (writer);
}

static void
write_customer (DocketJsonWriter *writer, guint customer, const char *name)
{
  g_autofree char *email = docket_bench_get_email (customer);
  g_autofree char *phone = docket_bench_get_phone (customer);

  docket_json_writer_member (writer, "customer");
  docket_json_writer_begin_object (writer);
  write_member (writer, "name", name);
  write_member (writer, "email", email);
  if (phone != NULL)
    write_member (writer, "phone", phone);
  docket_json_writer_end_object (writer);
}

static void
write_lines (DocketJsonWriter *writer, guint order)
{
  docket_json_writer_member (writer, "lines");
  docket_json_writer_begin_array (writer);
  for (guint i = 0; i < N_LINES; i++)
    {
      g_autofree char *sku = docket_bench_get_sku (get_product (order, i));
      g_autofree char *quantity = g_strdup_printf ("%u", get_quantity (order, i));

      docket_json_writer_begin_object (writer);
      write_member (writer, "sku", sku);
      write_member (writer, "quantity", quantity);
      docket_json_writer_end_object (writer);
    }
  docket_json_writer_end_array (writer);
}

char *
docket_bench_story_write_order (const DocketBenchStory *story, guint order)
{
  GString *text = g_string_new (NULL);
  guint customer = throw_low (order, FOR_CUSTOMER, story->n_customers);
  g_autofree char *name = docket_bench_get_name (customer);
  DocketJsonWriter writer;

  docket_json_writer_init (&writer, text);
  docket_json_writer_begin_object (&writer);
  write_customer (&writer, customer, name);
  write_address (&writer, customer, name);
  write_lines (&writer, order);
  docket_json_writer_member (&writer, "shipping");
  docket_json_writer_begin_object (&writer);
  write_member (&writer, "title", "Post");
  write_member (&writer, "price", "4.90");
  docket_json_writer_end_object (&writer);
  docket_json_writer_end_object (&writer);
  return g_string_free (text, FALSE);
}

static void
tell (const DocketBenchStory *story, const char *name, guint number, gint64 time, char *json, DocketBenchListener listener,
      gpointer data)
{
  DocketUuid id = get_id (story, name, number, time);

  listener (name, json, &id, time, data);
}

/* The ids that its commands will make can be told beforehand. */
static DocketUuid
get_order_id (const DocketBenchStory *story, guint order)
{
  gint64 time = get_time (story, order);
  DocketUuid command = get_id (story, "PlaceOrder", order, time);

  return docket_uuid_derive (&command, time, "order", 0);
}

static DocketUuid
get_parcel_id (const DocketBenchStory *story, guint order)
{
  gint64 time = get_time (story, order + TICKS_TO_PARCEL);
  DocketUuid command = get_id (story, "CreateFulfilment", order, time);

  return docket_uuid_derive (&command, time, "fulfilment", 0);
}

static void
tell_payment (const DocketBenchStory *story, guint order, gint64 time, DocketBenchListener listener, gpointer data)
{
  static const char *const methods[] = { "card", "card", "transfer", "wallet" };
  DocketUuid id = get_order_id (story, order);
  char text[DOCKET_UUID_STRING_SIZE];
  gint64 total = get_total (order);

  docket_uuid_format (&id, text);
  if (get_fate (order) == FATE_UNPAID)
    return;
  if (get_fate (order) == FATE_CANCELLED)
    tell (story, "CancelOrder", order, time, g_strdup_printf ("{\"order\":\"%s\",\"reason\":\"Not paid\"}", text), listener, data);
  else
    tell (story, "RecordPayment", order, time,
          g_strdup_printf ("{\"order\":\"%s\",\"amount\":\"%d.%02d\",\"method\":\"%s\"}", text, (int) (total / 100), (int) (total % 100),
                           methods[order % G_N_ELEMENTS (methods)]),
          listener, data);
}

static void
tell_parcel (const DocketBenchStory *story, guint order, gint64 time, DocketBenchListener listener, gpointer data)
{
  DocketUuid id = get_order_id (story, order);
  char text[DOCKET_UUID_STRING_SIZE];

  if (get_fate (order) == FATE_SHIPPED)
    tell (story, "CreateFulfilment", order, time, g_strdup_printf ("{\"order\":\"%s\"}", docket_uuid_format (&id, text)), listener, data);
}

static void
tell_shipment (const DocketBenchStory *story, guint order, gint64 time, DocketBenchListener listener, gpointer data)
{
  DocketUuid id = get_parcel_id (story, order);
  char text[DOCKET_UUID_STRING_SIZE];

  if (get_fate (order) == FATE_SHIPPED)
    tell (story, "ShipFulfilment", order, time,
          g_strdup_printf ("{\"fulfilment\":\"%s\",\"carrier\":\"Post\",\"tracking\":\"LL%09uNL\"}", docket_uuid_format (&id, text), order),
          listener, data);
}

void
docket_bench_story_init (DocketBenchStory *story, guint n_orders)
{
  guint32 big_endian = GUINT32_TO_BE (n_orders);

  *story = (DocketBenchStory){ .n_orders = n_orders, .n_customers = MAX (n_orders / ORDERS_PER_CUSTOMER, 10) };
  memcpy (story->seed.bytes, &big_endian, sizeof big_endian);
}

gboolean
docket_bench_story_parse_name (const char *name, guint *n_orders)
{
  return sscanf (name, NAME, n_orders) == 1 && *n_orders > 0;
}

void
docket_bench_story_open (const DocketBenchStory *story, DocketBenchListener listener, gpointer data)
{
  tell (story, "ConfigureShop", 0, BEGINNING,
        g_strdup_printf ("{\"name\":\"" NAME "\",\"currency\":\"EUR\",\"time-zone\":\"UTC\",\"prices-include-tax\":true,"
                         "\"tax-rounding\":\"line\",\"taxes\":[{\"name\":\"VAT\",\"rate\":\"20\"}]}",
                         story->n_orders),
        listener, data);
  for (guint i = 0; i < DOCKET_BENCH_N_PRODUCTS; i++)
    {
      g_autofree char *sku = docket_bench_get_sku (i);
      g_autofree char *title = docket_bench_get_title (i);
      int price = (int) docket_bench_get_price (i);

      tell (story, "CreateProduct", i, BEGINNING,
            g_strdup_printf ("{\"sku\":\"%s\",\"title\":\"%s\",\"price\":\"%d.%02d\"}", sku, title, price / 100, price % 100), listener,
            data);
      tell (story, "ReceiveStock", i, BEGINNING, g_strdup_printf ("{\"sku\":\"%s\",\"quantity\":\"900000\"}", sku), listener, data);
    }
}

guint
docket_bench_story_get_n_ticks (const DocketBenchStory *story)
{
  return story->n_orders + TICKS_TO_SHIPMENT;
}

void
docket_bench_story_tick (const DocketBenchStory *story, guint tick, DocketBenchListener listener, gpointer data)
{
  gint64 time = get_time (story, tick);

  if (tick < story->n_orders)
    tell (story, "PlaceOrder", tick, time, docket_bench_story_write_order (story, tick), listener, data);
  if (tick >= TICKS_TO_PAYMENT && tick - TICKS_TO_PAYMENT < story->n_orders)
    tell_payment (story, tick - TICKS_TO_PAYMENT, time, listener, data);
  if (tick >= TICKS_TO_PARCEL && tick - TICKS_TO_PARCEL < story->n_orders)
    tell_parcel (story, tick - TICKS_TO_PARCEL, time, listener, data);
  if (tick >= TICKS_TO_SHIPMENT && tick - TICKS_TO_SHIPMENT < story->n_orders)
    tell_shipment (story, tick - TICKS_TO_SHIPMENT, time, listener, data);
}
