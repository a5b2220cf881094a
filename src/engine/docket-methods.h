/* docket-methods.h: what the holder of a data directory does for itself and for other processes
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-engine.h"

G_BEGIN_DECLS

/* The exit status of a program that asked for something; docket-cli keeps to them. */
typedef enum
{
  DOCKET_STATUS_DONE = 0,
  DOCKET_STATUS_REFUSED = 1,
  DOCKET_STATUS_USAGE = 2,
  DOCKET_STATUS_STORAGE = 3,
} DocketStatus;

DocketStatus docket_status_from_error (const GError *error);

/* A DocketServiceFunc whose user_data is a DocketEngine. */
GVariant *docket_methods_call (const char *method, GVariant *arguments, DocketServiceProgress progress, gpointer progress_data,
                               GCancellable *cancellable, gpointer engine, GError **error);

G_END_DECLS
