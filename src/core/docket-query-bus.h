/* docket-query-bus.h: answers queries on workers with read-only connections
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-projection-runner.h"
#include "docket-query.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_QUERY_BUS (docket_query_bus_get_type ())
G_DECLARE_FINAL_TYPE (DocketQueryBus, docket_query_bus, DOCKET, QUERY_BUS, GObject)

DocketQueryBus *docket_query_bus_new (void);

void docket_query_bus_add_types (DocketQueryBus *self, GType (*const *types) (void), guint n_types);

GType docket_query_bus_find_type (DocketQueryBus *self, const char *name);
GPtrArray *docket_query_bus_list (DocketQueryBus *self);

/* runner: (nullable): whose changes keep models alive; a process that only reads has none. */
gboolean docket_query_bus_start (DocketQueryBus *self, const char *write_path, const char *read_path, DocketProjectionRunner *runner,
                                 GError **error);
void docket_query_bus_stop (DocketQueryBus *self);

DocketProjectionRunner *docket_query_bus_get_runner (DocketQueryBus *self);

/* One record. */
DocketRecord *docket_query_bus_ask (DocketQueryBus *self, DocketQuery *query, GError **error);
void docket_query_bus_ask_async (DocketQueryBus *self, DocketQuery *query, GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);
DocketRecord *docket_query_bus_ask_finish (DocketQueryBus *self, GAsyncResult *result, GError **error);

/* All rows, for the command line and files; each is freed after the call. */
typedef gboolean (*DocketRowFunc) (DocketRow *row, gpointer data);
gboolean docket_query_bus_list_rows (DocketQueryBus *self, DocketListQuery *query, DocketRowFunc function, gpointer data,
                                     GError **error);

/* Work on a worker: for models. The function has a connection of its own for the call. */
typedef gpointer (*DocketReadFunc) (DocketDatabase *database, gpointer data, GCancellable *cancellable, GError **error);
void docket_query_bus_read_async (DocketQueryBus *self, DocketQuerySource source, DocketReadFunc function, gpointer data,
                                  GDestroyNotify free_data, GDestroyNotify free_result, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
gpointer docket_query_bus_read_finish (DocketQueryBus *self, GAsyncResult *result, GError **error);

G_END_DECLS
