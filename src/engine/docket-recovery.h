/* docket-recovery.h: what is left of a shop that does not open
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-engine.h"

G_BEGIN_DECLS

/**
 * DocketRemains:
 * @n_events: how many events can be read
 * @n_left_out: how many cannot, or are missing
 * @n_orders: how many of them placed or brought in an order
 * @last_time: when the last of them happened, in microseconds UTC; 0 for none
 *
 * What can be read of a log that may be damaged.
 */
typedef struct
{
  gint64 n_events;
  gint64 n_left_out;
  gint64 n_orders;
  gint64 last_time;
} DocketRemains;

/* Both block, and hold the directory where it is free. file: (nullable): where to write what can be read, one line of JSON an event;
 * NULL only counts. */
gboolean docket_recovery_read (DocketEngine *engine, const char *file, DocketServiceProgress progress, gpointer progress_data,
                               DocketRemains *remains, GCancellable *cancellable, GError **error);

/* Sets the lists aside, so that they are made anew from the log as it is when the shop is opened. */
gboolean docket_recovery_drop_lists (DocketEngine *engine, GError **error);

G_END_DECLS
