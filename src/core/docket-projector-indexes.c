/* docket-projector-indexes.c: makes the indexes that only readers need, once a view has caught up
 *
 * Rows that come by the million are sorted once in a fraction of the time, and of the writing, that it takes to put each
 * in its place as it comes.
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-projector-private.h"

/* What those who wait for other views do not notice; one index alone may take longer. */
#define INDEXING_MICROSECONDS 10000

/* One that was made for a shadow keeps the shadow's suffix after the table lost it. */
static gboolean
find_index (DocketDatabase *database, const DocketViewIndex *index, const char *table, gint64 *is_there, GError **error)
{
  return docket_database_get_integer (database, 0, is_there, error,
                                      "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?1"
                                      " AND (name = ?2 OR name GLOB ?2 || '_g[0-9]*'))",
                                      "tt", table, index->name);
}

static gboolean
make_index (DocketDatabase *database, const DocketViewIndex *index, const char *table, const char *suffix, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("CREATE INDEX \"%s%s\" ON \"%s\" %s", index->name, suffix, table, index->columns);

  return docket_database_execute_script (database, sql, error);
}

/**
 * docket_projector_make_indexes:
 * @self: the thread, in a transaction
 * @projection: what keeps a view that holds all events
 * @suffix: what its tables and indexes are called behind the view's names; "" for the view itself
 * @has_all: (out): whether none is missing any more
 * @error: return location
 *
 * Makes some of the indexes that are missing, at least one.
 *
 * Returns: whether it could
 */
gboolean
docket_projector_make_indexes (DocketProjectorThread *self, DocketProjection *projection, const char *suffix, gboolean *has_all,
                               GError **error)
{
  const DocketViewIndex *index = DOCKET_PROJECTION_GET_CLASS (projection)->indexes;
  gint64 until = g_get_monotonic_time () + INDEXING_MICROSECONDS;

  *has_all = FALSE;
  for (; index != NULL && index->name != NULL; index++)
    {
      g_autofree char *table = g_strconcat (index->table, suffix, NULL);
      gint64 is_there = 0;

      if (!find_index (self->read_database, index, table, &is_there, error) ||
          (!is_there && !make_index (self->read_database, index, table, suffix, error)))
        return FALSE;
      if (!is_there && g_get_monotonic_time () >= until)
        return TRUE;
    }
  *has_all = TRUE;
  return TRUE;
}
