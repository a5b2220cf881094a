/* docket-pacer.c: does something at once, but at most once a frame
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-pacer.h"

#define FRAME_MICROSECONDS 16000

static void
serve (DocketPacer *pacer)
{
  pacer->served = g_get_monotonic_time ();
  pacer->function (pacer->data);
}

static gboolean
serve_cb (gpointer data)
{
  DocketPacer *pacer = data;

  pacer->source = 0;
  serve (pacer);
  return G_SOURCE_REMOVE;
}

/**
 * docket_pacer_init:
 * @pacer: a pacer
 * @function: what to do
 * @data: for @function
 */
void
docket_pacer_init (DocketPacer *pacer, void (*function) (gpointer data), gpointer data)
{
  *pacer = (DocketPacer){ .function = function, .data = data };
}

/**
 * docket_pacer_clear:
 * @pacer: a pacer
 *
 * Forgets what was asked for.
 */
void
docket_pacer_clear (DocketPacer *pacer)
{
  g_clear_handle_id (&pacer->source, g_source_remove);
}

/**
 * docket_pacer_request:
 * @pacer: a pacer
 *
 * Does it, now or with the next frame.
 */
void
docket_pacer_request (DocketPacer *pacer)
{
  gint64 quiet = g_get_monotonic_time () - pacer->served;

  if (pacer->source != 0)
    return;
  if (pacer->served == 0 || quiet >= FRAME_MICROSECONDS)
    serve (pacer);
  else
    pacer->source = g_timeout_add ((guint) ((FRAME_MICROSECONDS - quiet) / 1000 + 1), serve_cb, pacer);
}
