/* docket-service.h: the holder of a data directory works for other processes
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "docket-error.h"

G_BEGIN_DECLS

/**
 * DocketServiceFunc:
 * @method: what is asked: `Dispatch`, `Batch`, `Import`…
 * @arguments: its arguments, one a{sv}
 * @progress: call it to tell how far the work is
 * @cancellable: set when the caller goes away
 *
 * Does the work of one call, on a worker thread. Returns a floating a{sv}, or %NULL with an error.
 */
typedef void (*DocketServiceProgress) (gint64 done, gint64 total, gpointer data);
typedef GVariant *(*DocketServiceFunc) (const char *method, GVariant *arguments, DocketServiceProgress progress,
                                        gpointer progress_data, GCancellable *cancellable, gpointer user_data,
                                        GError **error);

/* The socket of a data directory, short enough for the system. */
char *docket_service_get_address (const char *directory);

#define DOCKET_TYPE_SERVICE (docket_service_get_type ())
G_DECLARE_FINAL_TYPE (DocketService, docket_service, DOCKET, SERVICE, GObject)

DocketService *docket_service_new (const char *directory, DocketServiceFunc function, gpointer user_data, GDestroyNotify destroy);
gboolean docket_service_start (DocketService *self, GError **error);
/* Also on a bus connection, under the window's name. */
gboolean docket_service_export (DocketService *self, GDBusConnection *connection, const char *object_path, GError **error);
void docket_service_stop (DocketService *self);

/* The other side: blocks; calls progress as it comes. DOCKET_ERROR errors cross the wire whole. G_IO_ERROR_CLOSED or
 * G_IO_ERROR_CONNECTION_REFUSED when the holder is gone. */
GVariant *docket_service_call (const char *directory, const char *method, GVariant *arguments, DocketServiceProgress progress,
                               gpointer progress_data, GCancellable *cancellable, GError **error);

G_END_DECLS
