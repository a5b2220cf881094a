/* docket-projector-free-pages.c: gives back to the disk what a rebuild left free
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-projector-private.h"

/* As many as no one notices who gives a command meanwhile. */
#define STEP "PRAGMA incremental_vacuum (64)"

/* Fewer are soon used again: pages that are moved have to be written. */
#define FEWEST_PAGES 128
#define LEAST_SHARE 16

static gboolean
count_free (DocketProjectorThread *self, gint64 *n_free, gint64 *n_pages)
{
  return docket_database_get_integer (self->read_database, 0, n_free, NULL, "PRAGMA freelist_count", NULL) &&
         docket_database_get_integer (self->read_database, 0, n_pages, NULL, "PRAGMA page_count", NULL);
}

/**
 * docket_projector_step_free_pages:
 * @self: the thread, when nobody needs it
 *
 * Makes the file some pages shorter, as long as a good part of it is free.
 *
 * Returns: whether there was anything to do
 */
gboolean
docket_projector_step_free_pages (DocketProjectorThread *self)
{
  gint64 n_free = 0;
  gint64 n_left = 0;
  gint64 n_pages = 0;

  if (!self->has_free_pages || self->read_database == NULL)
    return FALSE;
  /* A file that an earlier program made cannot shrink. */
  self->has_free_pages = count_free (self, &n_free, &n_pages) && n_free >= FEWEST_PAGES && n_free * LEAST_SHARE >= n_pages &&
                         docket_database_execute_script (self->read_database, STEP, NULL) && count_free (self, &n_left, &n_pages) &&
                         n_left < n_free;
  return self->has_free_pages;
}
