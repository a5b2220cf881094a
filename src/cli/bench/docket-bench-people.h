/* docket-bench-people.h: to whom the bench shop sells, and what
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DOCKET_BENCH_N_PRODUCTS 400

/* The same number each time for the same arguments, below limit; where: what it is for. */
guint docket_bench_throw (guint64 number, guint where, guint limit);

/* Customers follow from their number, so that the same one comes again; all texts are the caller's. Phone: NULL where there
 * is none. */
char *docket_bench_get_name (guint customer);
char *docket_bench_get_email (guint customer);
char *docket_bench_get_phone (guint customer);

char *docket_bench_get_sku (guint product);
char *docket_bench_get_title (guint product);
/* In cents, with tax. */
gint64 docket_bench_get_price (guint product);

G_END_DECLS
