/* docket-event-feed.h: reads and parses the log ahead of those who project it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-event-registry.h"

G_BEGIN_DECLS

typedef struct _DocketEventFeed DocketEventFeed;

DocketEventFeed *docket_event_feed_new (const char *write_path, DocketEventRegistry *registry, gint64 after, gint64 until);

void docket_event_feed_free (DocketEventFeed *self);

/* The events that the next call gives come after this position. */
gint64 docket_event_feed_get_position (DocketEventFeed *self);

/* Element type DocketEvent, some hundred; NULL at the end, or with an error. */
GPtrArray *docket_event_feed_take (DocketEventFeed *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketEventFeed, docket_event_feed_free)

G_END_DECLS
