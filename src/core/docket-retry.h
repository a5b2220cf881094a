/* docket-retry.h: tries again after a pause that grows
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DocketRetry:
 *
 * What failed for a moment is done again soon, what fails again later, and what fails lastingly no more. It lives inside an
 * object of the main thread.
 */
typedef struct
{
  void (*function) (gpointer data);
  gpointer data;
  guint source;
  guint n_failures;
} DocketRetry;

void docket_retry_init (DocketRetry *retry, void (*function) (gpointer data), gpointer data);

void docket_retry_clear (DocketRetry *retry);

gboolean docket_retry_later (DocketRetry *retry);

G_END_DECLS
