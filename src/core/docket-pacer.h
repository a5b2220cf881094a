/* docket-pacer.h: does something at once, but at most once a frame
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DocketPacer:
 *
 * The first request after a quiet frame is served at once, those that follow are gathered for the next frame. It
 * lives inside an object of the main thread.
 */
typedef struct
{
  void (*function) (gpointer data);
  gpointer data;
  guint source;
  gint64 served;
} DocketPacer;

void docket_pacer_init (DocketPacer *pacer, void (*function) (gpointer data), gpointer data);

void docket_pacer_clear (DocketPacer *pacer);

void docket_pacer_request (DocketPacer *pacer);

G_END_DECLS
