/* docket-projector-rest.c: what the projector does when nothing is asked for
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-database-log.h"
#include "docket-projector-private.h"

/* How long nothing is asked for before the views are tidied. */
#define BREATH (5 * G_TIME_SPAN_MILLISECOND)

static gboolean
tidy_views (DocketProjectorThread *self, gboolean *has_more)
{
  for (guint i = 0; i < self->views->len; i++)
    {
      DocketProjectorView *view = g_ptr_array_index (self->views, i);

      if (view->checkpoint.state == DOCKET_VIEW_LIVE &&
          !docket_projection_tidy (view->projection, self->read_database, has_more, NULL))
        return FALSE;
    }
  return TRUE;
}

/* Trouble with the disk is told when it keeps something from being done. */
static gboolean
tidy_a_little (DocketProjectorThread *self)
{
  gboolean has_more = FALSE;

  if (!docket_database_begin (self->read_database, NULL))
    return FALSE;
  if (tidy_views (self, &has_more) && docket_database_commit (self->read_database, NULL))
    return has_more;
  docket_database_rollback (self->read_database);
  return FALSE;
}

/**
 * docket_projector_get_rest:
 * @self: the thread
 *
 * Returns: when to do something that nobody waits for, in monotonic time; %G_MAXINT64 when there is nothing
 */
gint64
docket_projector_get_rest (DocketProjectorThread *self)
{
  if (self->read_database != NULL && self->is_untidy)
    return g_get_monotonic_time () + BREATH;
  if (self->read_database != NULL && docket_database_is_log_long (self->read_database))
    return g_get_monotonic_time () + docket_database_get_log_pause (self->read_database);
  return G_MAXINT64;
}

/**
 * docket_projector_rest:
 * @self: the thread
 *
 * Does a little of it, so that whoever asks for something next does not wait long.
 */
void
docket_projector_rest (DocketProjectorThread *self)
{
  if (self->is_untidy)
    {
      self->is_untidy = tidy_a_little (self);
      return;
    }
  docket_database_renew_log (self->read_database);
}
