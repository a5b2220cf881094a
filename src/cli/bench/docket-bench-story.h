/* docket-bench-story.h: what happens in the bench shop, command by command
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-uuid.h"

G_BEGIN_DECLS

/**
 * DocketBenchStory:
 * @n_orders: how many orders there will be
 * @n_customers: of whom they are
 * @seed: where all ids come from: another number of orders makes another shop
 *
 * Six years of a shop. All that happens follows from the number of orders and from the tick at which it happens, so that a
 * story that broke off goes on where it was: the same tick again is the same commands with the same ids.
 */
typedef struct
{
  guint n_orders;
  guint n_customers;
  DocketUuid seed;
} DocketBenchStory;

/* json: the command's properties, the listener's. */
typedef void (*DocketBenchListener) (const char *name, char *json, const DocketUuid *id, gint64 time, gpointer data);

void docket_bench_story_init (DocketBenchStory *story, guint n_orders);

/* The shop's name tells of how many orders it is. FALSE: it is another shop. */
gboolean docket_bench_story_parse_name (const char *name, guint *n_orders);

/* The shop is set up, and its shelves are filled. */
void docket_bench_story_open (const DocketBenchStory *story, DocketBenchListener listener, gpointer data);

/* One order more, until there are enough, and the next step of some before it. */
guint docket_bench_story_get_n_ticks (const DocketBenchStory *story);
void docket_bench_story_tick (const DocketBenchStory *story, guint tick, DocketBenchListener listener, gpointer data);

/* The properties of PlaceOrder; order: any number, also beyond those of the story. */
char *docket_bench_story_write_order (const DocketBenchStory *story, guint order);

G_END_DECLS
