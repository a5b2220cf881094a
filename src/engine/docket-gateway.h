/* docket-gateway.h: asks for work, wherever the data directory is held
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-methods.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_GATEWAY (docket_gateway_get_type ())
G_DECLARE_FINAL_TYPE (DocketGateway, docket_gateway, DOCKET, GATEWAY, GObject)

/* Works with its engine where the data directory is free or already held by it, and hands over to the holder where it is
 * not; if the holder ends, it asks the next one, or becomes the holder. */
DocketGateway *docket_gateway_new (DocketEngine *engine);
DocketEngine *docket_gateway_get_engine (DocketGateway *self);

/* Called, in the calling thread, once each time the work has to wait for a holder that does not answer. */
typedef void (*DocketGatewayWaiting) (const char *message, gpointer data);
void docket_gateway_set_waiting (DocketGateway *self, DocketGatewayWaiting function, gpointer data);

/* id: NULL for a new one. The result line, or NULL with an error where there is no outcome to tell: storage trouble. */
char *docket_gateway_dispatch (DocketGateway *self, const char *name, const char *json, const DocketUuid *id, gboolean is_dry_run,
                               DocketStatus *status, GError **error);

/* lines: one object {"command": NAME, …} each. A result line for each, in order; statuses: (nullable): is given a DocketStatus for
 * each, as guint8. */
char **docket_gateway_batch (DocketGateway *self, const char *const *lines, gboolean is_dry_run, GByteArray *statuses,
                             GCancellable *cancellable, GError **error);

/* id: NULL for the last command that can be taken back. */
char *docket_gateway_undo (DocketGateway *self, const DocketUuid *id, DocketStatus *status, GError **error);

/* views: NULL or empty for all. */
gboolean docket_gateway_rebuild (DocketGateway *self, const char *const *views, gboolean trusts_log, DocketServiceProgress progress,
                                 gpointer progress_data, GCancellable *cancellable, GError **error);

/* Element type DocketFinding. */
GPtrArray *docket_gateway_verify (DocketGateway *self, gboolean is_quick, DocketServiceProgress progress, gpointer progress_data,
                                  GCancellable *cancellable, GError **error);

G_END_DECLS
