/* docket-sample-dice.h: the chances of the sample shop
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DocketSampleDice:
 * @rand: falls the same way for the same seed
 * @n_customers: of whom the orders are
 * @stock: what is on the shelf of each product and not promised, thousandths
 *
 * What the sample shop knows while it makes up its orders.
 */
typedef struct
{
  GRand *rand;
  guint n_customers;
  gint64 *stock;
} DocketSampleDice;

gboolean docket_sample_chance (DocketSampleDice *dice, int percent);
gint64 docket_sample_between (DocketSampleDice *dice, gint64 minimum, gint64 maximum);
/* When shops work, on the day of @time or the next. */
gint64 docket_sample_in_working_hours (gint64 time);

/* The properties of PlaceOrder, and of CreateDraft, as JSON. needed: for each product how much is missing on the shelf. */
char *docket_sample_write_order (DocketSampleDice *dice, gboolean is_counter_sale, gboolean is_draft, gint64 *missing);

G_END_DECLS
