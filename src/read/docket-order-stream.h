/* docket-order-stream.h: the events of one order, read from the log when they are asked for
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-database.h"
#include "docket-event.h"

G_BEGIN_DECLS

GPtrArray *docket_order_stream_read (DocketDatabase *database, const DocketUuid *id, GError **error);

DocketEvent *docket_order_stream_read_event (DocketDatabase *database, gint64 position, GError **error);

G_END_DECLS
