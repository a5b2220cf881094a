/* docket-event-feed.c: reads and parses the log ahead of those who project it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-event-feed.h"

#include "docket-event-store.h"

#define EVENTS_PER_PART 256

/* How many parts may wait: enough to keep both threads busy, little enough to stay in the processor's cache. */
#define MAXIMUM_PARTS 8

struct _DocketEventFeed
{
  char *write_path;
  DocketEventRegistry *registry;
  gint64 position;
  gint64 until;
  GThread *thread;

  GMutex mutex;
  GCond changed;
  GQueue parts;
  GError *error;
  gboolean is_finished;
  gboolean is_stopping;
};

static gboolean
collect_event (DocketEvent *event, gpointer data, GError **error G_GNUC_UNUSED)
{
  g_ptr_array_add (data, g_object_ref (event));
  return TRUE;
}

/* Takes part; returns whether more are wanted. */
static gboolean
hand_over (DocketEventFeed *self, GPtrArray *part)
{
  gboolean is_wanted;

  g_mutex_lock (&self->mutex);
  while (self->parts.length >= MAXIMUM_PARTS && !self->is_stopping)
    g_cond_wait (&self->changed, &self->mutex);
  is_wanted = !self->is_stopping;
  g_queue_push_tail (&self->parts, part);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
  return is_wanted;
}

static gint64
get_last_position (GPtrArray *events)
{
  return docket_event_get_envelope (g_ptr_array_index (events, events->len - 1))->position;
}

/* What was read before an error is handed over first. */
static gboolean
read_log (DocketEventFeed *self, gint64 after, GError **error)
{
  g_autoptr (DocketDatabase) database = docket_database_open (self->write_path, DOCKET_DATABASE_READER, error);
  g_autoptr (DocketEventStore) store = NULL;
  gboolean is_read = TRUE;

  if (database == NULL)
    return FALSE;
  store = docket_event_store_new (database, self->registry);
  while (is_read && after < self->until)
    {
      g_autoptr (GPtrArray) part = g_ptr_array_new_with_free_func (g_object_unref);
      guint limit = (guint) MIN (self->until - after, EVENTS_PER_PART);

      is_read = docket_event_store_read (store, after, limit, collect_event, part, error);
      if (part->len == 0)
        break;
      after = get_last_position (part);
      if (!hand_over (self, g_steal_pointer (&part)))
        break;
    }
  docket_database_close (database);
  return is_read;
}

static gpointer
run (gpointer data)
{
  DocketEventFeed *self = data;
  g_autoptr (GError) error = NULL;

  read_log (self, self->position, &error);
  g_mutex_lock (&self->mutex);
  self->error = g_steal_pointer (&error);
  self->is_finished = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
  return NULL;
}

/**
 * docket_event_feed_new:
 * @write_path: where the log is
 * @registry: how events are read
 * @after: the position before the first event
 * @until: the position of the last
 *
 * Begins to read on a thread of its own.
 *
 * Returns: (transfer full): the feed
 */
DocketEventFeed *
docket_event_feed_new (const char *write_path, DocketEventRegistry *registry, gint64 after, gint64 until)
{
  DocketEventFeed *self = g_new0 (DocketEventFeed, 1);

  self->write_path = g_strdup (write_path);
  self->registry = g_object_ref (registry);
  self->position = after;
  self->until = until;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  g_queue_init (&self->parts);
  self->thread = g_thread_new ("docket-parser", run, self);
  return self;
}

/**
 * docket_event_feed_free:
 * @self: (transfer full): a feed
 *
 * Stops reading and forgets what was not taken.
 */
void
docket_event_feed_free (DocketEventFeed *self)
{
  g_mutex_lock (&self->mutex);
  self->is_stopping = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);

  g_queue_clear_full (&self->parts, (GDestroyNotify) g_ptr_array_unref);
  g_clear_error (&self->error);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_object_unref (self->registry);
  g_free (self->write_path);
  g_free (self);
}

/**
 * docket_event_feed_get_position:
 * @self: a feed
 *
 * Returns: the position after which the next events come
 */
gint64
docket_event_feed_get_position (DocketEventFeed *self)
{
  return self->position;
}

/**
 * docket_event_feed_take:
 * @self: a feed
 * @error: return location
 *
 * Waits for the next events.
 *
 * Returns: (transfer full) (nullable) (element-type DocketEvent): some events; %NULL at the end or with @error
 */
GPtrArray *
docket_event_feed_take (DocketEventFeed *self, GError **error)
{
  GPtrArray *part;

  g_mutex_lock (&self->mutex);
  while (self->parts.length == 0 && !self->is_finished)
    g_cond_wait (&self->changed, &self->mutex);
  part = g_queue_pop_head (&self->parts);
  if (part != NULL)
    self->position = get_last_position (part);
  else if (self->error != NULL && error != NULL)
    *error = g_error_copy (self->error);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
  return part;
}
