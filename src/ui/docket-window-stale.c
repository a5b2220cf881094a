/* docket-window-stale.c: says so above a page whose list has stopped
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"
#include "docket-window-private.h"

#include <glib/gi18n.h>

#include "docket-journal-words.h"
#include "docket-pages.h"

/* The first view of the page that has stopped. */
static const char *
find_stopped (DocketProjectionRunner *runner, GType query_type)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (query_type);
  const char *const *views = DOCKET_QUERY_CLASS (klass)->views;

  for (guint i = 0; views != NULL && views[i] != NULL; i++)
    {
      g_autofree char *message = NULL;
      DocketViewState state;
      gint64 position;

      if (docket_projection_runner_get_view (runner, views[i], &state, &position, &message) && state == DOCKET_VIEW_STOPPED)
        return views[i];
    }
  return NULL;
}

void
docket_window_show_stale (DocketWindow *self)
{
  const DocketPageInfo *info = self->page_id != NULL ? docket_pages_find (self->page_id) : NULL;
  DocketProjectionRunner *runner = docket_engine_get_runner (self->engine);
  const char *view = info != NULL && info->get_query_type != NULL && runner != NULL ? find_stopped (runner, info->get_query_type ()) : NULL;

  if (view != NULL)
    {
      g_autofree char *name = docket_journal_words_view (view);
      g_autofree char *text = NULL;

      /* Translators: %s is a list such as “Orders” */
      text = g_strdup_printf (_("“%s” has stopped and is not up to date: what is new may be missing here."), name);
      gtk_label_set_label (self->stale_label, text);
    }
  gtk_revealer_set_reveal_child (self->stale_revealer, view != NULL);
}
