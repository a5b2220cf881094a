/* docket-journal-detail.h: a command and its events as they are stored
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "docket-query-bus.h"

G_BEGIN_DECLS

/**
 * DocketJournalEvent:
 * @title: position and type: “17 OrderPlaced”
 * @json: its data, indented
 *
 * One event of a command.
 */
typedef struct
{
  char *title;
  char *json;
} DocketJournalEvent;

/* JSON with a line for each member; what does not parse comes back as it is. */
char *docket_journal_detail_indent (const char *json);

/* Element type DocketJournalEvent: the events from position to position. */
void docket_journal_detail_load_async (DocketQueryBus *bus, gint64 first_position, gint64 last_position, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *docket_journal_detail_load_finish (DocketQueryBus *bus, GAsyncResult *result, GError **error);

/* Fills the buffer with headings and JSON. events: (nullable): not read yet */
void docket_journal_detail_show (GtkTextBuffer *buffer, const char *command, GPtrArray *events);

G_END_DECLS
