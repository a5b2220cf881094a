/* docket-projector-events.c: what comes next in the log, for those who project it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-projector-private.h"

#include <glib/gi18n-lib.h>

static gboolean
collect_event (DocketEvent *event, gpointer data, GError **error G_GNUC_UNUSED)
{
  g_ptr_array_add (data, g_object_ref (event));
  return TRUE;
}

/**
 * docket_projector_get_last_position:
 * @events: (element-type DocketEvent): at least one event
 *
 * Returns: the position of the last of them
 */
gint64
docket_projector_get_last_position (GPtrArray *events)
{
  return docket_event_get_envelope (g_ptr_array_index (events, events->len - 1))->position;
}

/* The feed that goes on behind a position; one that stands elsewhere is begun anew. */
static DocketEventFeed *
find_feed (DocketProjectorThread *self, DocketEventFeed **feed, gint64 after, gint64 until)
{
  if (*feed != NULL && docket_event_feed_get_position (*feed) != after)
    g_clear_pointer (feed, docket_event_feed_free);
  if (*feed == NULL)
    *feed = docket_event_feed_new (self->write_path, self->registry, after, until);
  return *feed;
}

/* A feed ends where the log ended when it was begun: what came since is the next one's. */
static void
take_from_feed (DocketProjectorThread *self, DocketEventFeed **feed, gint64 after, gint64 until, guint limit, GPtrArray *events,
                GError **error)
{
  gint64 position = after;

  while (events->len < limit && position < until)
    {
      gboolean is_new = *feed == NULL || docket_event_feed_get_position (*feed) != position;
      g_autoptr (GError) read_error = NULL;
      GPtrArray *part = docket_event_feed_take (find_feed (self, feed, position, until), &read_error);

      if (part == NULL)
        g_clear_pointer (feed, docket_event_feed_free);
      if (part == NULL && read_error == NULL && !is_new)
        continue;
      if (read_error != NULL)
        g_propagate_error (error, g_steal_pointer (&read_error));
      if (part == NULL)
        return;
      g_ptr_array_extend_and_steal (events, part);
      position = docket_projector_get_last_position (events);
    }
}

/**
 * docket_projector_load_events:
 * @self: the thread
 * @feed: (inout): what parses ahead on a thread of its own, where the way is long
 * @after: the event before the first
 * @until: the last that may be taken
 * @limit: about how many
 * @error: return location
 *
 * Reads what comes next. The events before one that cannot be read are taken first.
 *
 * Returns: (transfer full) (element-type DocketEvent) (nullable): at least one event, or none where @limit is 0
 */
GPtrArray *
docket_projector_load_events (DocketProjectorThread *self, DocketEventFeed **feed, gint64 after, gint64 until, guint limit,
                              GError **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) read_error = NULL;
  gboolean has_feed = *feed != NULL && docket_event_feed_get_position (*feed) == after;

  if (limit == 0)
    return g_steal_pointer (&events);
  if (has_feed || until - after > DOCKET_LONG_LAG)
    take_from_feed (self, feed, after, until, limit, events, &read_error);
  else
    docket_event_store_read (self->store, after, limit, collect_event, events, &read_error);
  if (events->len > 0)
    return g_steal_pointer (&events);
  if (read_error == NULL)
    docket_error_set (&read_error, DOCKET_ERROR_STORAGE, NULL, _("The log ends too early."));
  g_propagate_error (error, g_steal_pointer (&read_error));
  return NULL;
}

/**
 * docket_projector_describe_event:
 * @self: the thread
 * @position: an event that a view failed on, which may be one that cannot be read
 *
 * Returns: (transfer full): the event for a person who looks for it
 */
char *
docket_projector_describe_event (DocketProjectorThread *self, gint64 position)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, position);
  g_autoptr (DocketStatement) row =
    docket_database_query (self->write_database, NULL, "SELECT type FROM event WHERE position = ?", "i", position);

  if (row == NULL || !docket_statement_step (row, NULL))
    return g_strdup_printf (_("Event %s"), number);
  /* Translators: the number of an event and its type, such as OrderPlaced */
  return g_strdup_printf (_("Event %s, %s"), number, docket_statement_text (row, 0));
}
