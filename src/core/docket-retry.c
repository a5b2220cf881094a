/* docket-retry.c: tries again after a pause that grows
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-retry.h"

#define FIRST_PAUSE_MILLISECONDS 200

/* The last pause is half a minute, and the whole takes a minute: what fails for longer is no hiccup. */
#define MAXIMUM_TRIES 8

static gboolean
try_again_cb (gpointer data)
{
  DocketRetry *retry = data;

  retry->source = 0;
  retry->function (retry->data);
  return G_SOURCE_REMOVE;
}

/**
 * docket_retry_init:
 * @retry: uninitialized
 * @function: what to do again
 * @data: for @function
 */
void
docket_retry_init (DocketRetry *retry, void (*function) (gpointer data), gpointer data)
{
  *retry = (DocketRetry){ .function = function, .data = data };
}

/**
 * docket_retry_clear:
 * @retry: a retry
 *
 * It went well, or nobody wants it any more: the next failure is the first again.
 */
void
docket_retry_clear (DocketRetry *retry)
{
  g_clear_handle_id (&retry->source, g_source_remove);
  retry->n_failures = 0;
}

/**
 * docket_retry_later:
 * @retry: a retry
 *
 * It failed. It is done again after a pause twice as long as the last one, unless it failed too often.
 *
 * Returns: whether it is done again
 */
gboolean
docket_retry_later (DocketRetry *retry)
{
  if (retry->source != 0)
    return TRUE;
  if (retry->n_failures >= MAXIMUM_TRIES)
    return FALSE;
  retry->source = g_timeout_add (FIRST_PAUSE_MILLISECONDS << retry->n_failures, try_again_cb, retry);
  retry->n_failures++;
  return TRUE;
}
