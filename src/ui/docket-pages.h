/* docket-pages.h: the pages that the window has
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "docket-shell.h"

G_BEGIN_DECLS

/**
 * DocketPageInfo:
 * @id: how the program calls it: `orders`; also the value of `--page` and of the setting
 * @title: its name, to be translated
 * @icon: its icon
 * @count: (nullable): the property of DocketCounts that the sidebar shows beside it
 * @in_sidebar: it has a place of its own there; the others open above the page that the person was on
 * @get_query_type: (nullable): the query that it shows: where a view of it has stopped, the page says that it is not up to date
 * @get_type: its type, derived from DocketPage; %NULL where @present opens a window instead
 * @present: (nullable): opens a window of its own
 *
 * One page. The table in docket-pages.c is the one place where pages are listed.
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *icon;
  const char *count;
  gboolean in_sidebar;
  GType (*get_query_type) (void);
  GType (*get_type) (void);
  void (*present) (DocketShell *shell, GtkWindow *parent);
} DocketPageInfo;

const DocketPageInfo *docket_pages_list (guint *n_pages);

const DocketPageInfo *docket_pages_find (const char *id);

G_END_DECLS
