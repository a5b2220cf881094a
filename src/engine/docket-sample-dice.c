/* docket-sample-dice.c: the chances of the sample shop
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-sample-dice.h"

#include <math.h>

#include "docket-json-writer.h"
#include "docket-sample-data.h"

#define HOUR (G_TIME_SPAN_HOUR)
#define OPENS 8
#define CLOSES 18

gboolean
docket_sample_chance (DocketSampleDice *dice, int percent)
{
  return g_rand_int_range (dice->rand, 0, 100) < percent;
}

gint64
docket_sample_between (DocketSampleDice *dice, gint64 minimum, gint64 maximum)
{
  return minimum + (gint64) (g_rand_double (dice->rand) * (double) (maximum - minimum));
}

gint64
docket_sample_in_working_hours (gint64 time)
{
  gint64 day = time - time % G_TIME_SPAN_DAY;
  gint64 in_day = time - day;

  if (in_day < OPENS * HOUR)
    return day + OPENS * HOUR + in_day % HOUR;
  if (in_day >= CLOSES * HOUR)
    return day + G_TIME_SPAN_DAY + OPENS * HOUR + in_day % HOUR;
  return time;
}

/* From 0 to n − 1, the lower the likelier. */
static guint
pick (DocketSampleDice *dice, guint n, double steepness)
{
  return MIN ((guint) (pow (g_rand_double (dice->rand), steepness) * n), n - 1);
}

static void
write_member (DocketJsonWriter *writer, const char *name, const char *value)
{
  docket_json_writer_member (writer, name);
  docket_json_writer_string (writer, value);
}

/* Customers follow from their number, so that the same one comes again. */
static const char *
get_first_name (guint customer)
{
  return docket_sample_first_names[customer * 31 % docket_sample_n_first_names];
}

static const char *
get_last_name (guint customer)
{
  return docket_sample_last_names[(customer / docket_sample_n_first_names + customer * 17) % docket_sample_n_last_names];
}

static char *
get_email (guint customer)
{
  static const char *const domains[] = { "example.org", "example.com", "example.net", "mail.example.com" };
  g_autofree char *first = g_str_to_ascii (get_first_name (customer), "C");
  g_autofree char *last = g_str_to_ascii (get_last_name (customer), "C");
  g_autofree char *name = g_strdup_printf ("%s.%s%u@%s", first, last, customer % 97 + 1,
                                           domains[customer % G_N_ELEMENTS (domains)]);

  return g_ascii_strdown (g_strdelimit (name, "?'", 'x'), -1);
}

static void
write_address (DocketJsonWriter *writer, guint customer)
{
  const DocketSamplePlace *place = &docket_sample_places[customer * 7 % docket_sample_n_places];
  g_autofree char *name = g_strdup_printf ("%s %s", get_first_name (customer), get_last_name (customer));
  g_autofree char *street = g_strdup_printf ("%s %u", place->street, customer % 180 + 1);

  docket_json_writer_begin_object (writer);
  write_member (writer, "name", name);
  write_member (writer, "street", street);
  write_member (writer, "zip", place->zip);
  write_member (writer, "city", place->city);
  write_member (writer, "country", place->country);
  docket_json_writer_end_object (writer);
}

static void
write_customer (DocketJsonWriter *writer, guint customer)
{
  g_autofree char *name = g_strdup_printf ("%s %s", get_first_name (customer), get_last_name (customer));
  g_autofree char *email = get_email (customer);

  docket_json_writer_begin_object (writer);
  write_member (writer, "name", name);
  write_member (writer, "email", email);
  if (customer % 5 < 3)
    {
      /* Numbers that are set aside for stories. */
      g_autofree char *phone = g_strdup_printf ("+44 20 7946 %04u", customer % 1000);

      write_member (writer, "phone", phone);
    }
  docket_json_writer_member (writer, "address");
  write_address (writer, customer);
  docket_json_writer_end_object (writer);
}

static void
write_line (DocketSampleDice *dice, DocketJsonWriter *writer, guint index, gint64 *missing)
{
  const DocketSampleProduct *product = &docket_sample_products[index];
  gint64 quantity = product->unit != NULL ? docket_sample_between (dice, 2, 12) * 50 : (1 + (gint64) pick (dice, 4, 2.2)) * 1000;
  g_autofree char *text = product->unit != NULL ? g_strdup_printf ("0.%03d", (int) quantity) : g_strdup_printf ("%d", (int) (quantity / 1000));

  dice->stock[index] -= quantity;
  if (dice->stock[index] < 0)
    missing[index] = -dice->stock[index];
  docket_json_writer_begin_object (writer);
  write_member (writer, "sku", product->sku);
  write_member (writer, "quantity", text);
  if (docket_sample_chance (dice, 4))
    write_member (writer, "discount", "10%");
  docket_json_writer_end_object (writer);
}

static void
write_lines (DocketSampleDice *dice, DocketJsonWriter *writer, gint64 *missing)
{
  guint n_lines = 1 + pick (dice, 6, 1.8);
  guint chosen[6];
  guint n = 0;

  docket_json_writer_begin_array (writer);
  while (n < n_lines)
    {
      guint index = pick (dice, docket_sample_n_products, 1.7);
      gboolean is_new = TRUE;

      for (guint i = 0; i < n; i++)
        is_new &= chosen[i] != index;
      if (!is_new)
        continue;
      chosen[n++] = index;
      write_line (dice, writer, index, missing);
    }
  docket_json_writer_end_array (writer);
}

static void
write_shipping (DocketSampleDice *dice, DocketJsonWriter *writer)
{
  gboolean is_express = docket_sample_chance (dice, 12);

  docket_json_writer_begin_object (writer);
  write_member (writer, "title", is_express ? "Express" : "Post");
  write_member (writer, "price", is_express ? "9.90" : "4.90");
  docket_json_writer_end_object (writer);
}

char *
docket_sample_write_order (DocketSampleDice *dice, gboolean is_counter_sale, gboolean is_draft, gint64 *missing)
{
  GString *text = g_string_new (NULL);
  DocketJsonWriter writer;
  g_autofree gint64 *untouched = is_draft ? g_memdup2 (dice->stock, docket_sample_n_products * sizeof *dice->stock) : NULL;

  docket_json_writer_init (&writer, text);
  docket_json_writer_begin_object (&writer);
  docket_json_writer_member (&writer, "lines");
  write_lines (dice, &writer, missing);
  if (!is_counter_sale)
    {
      guint customer = pick (dice, dice->n_customers, 1.4);

      docket_json_writer_member (&writer, "customer");
      write_customer (&writer, customer);
      docket_json_writer_member (&writer, "shipping-address");
      write_address (&writer, customer);
      docket_json_writer_member (&writer, "shipping");
      write_shipping (dice, &writer);
    }
  if (docket_sample_chance (dice, 3))
    write_member (&writer, "discount", "5%");
  docket_json_writer_end_object (&writer);
  /* A draft reserves nothing. */
  if (untouched != NULL)
    for (guint i = 0; i < docket_sample_n_products; i++)
      {
        dice->stock[i] = untouched[i];
        missing[i] = 0;
      }
  return g_string_free (text, FALSE);
}
