/* docket-sidebar.h: the pages with their counts
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "docket-shell.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_SIDEBAR (docket_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (DocketSidebar, docket_sidebar, DOCKET, SIDEBAR, GtkWidget)

/* Signal ::activated (const char *page) */
void docket_sidebar_set_shell (DocketSidebar *self, DocketShell *shell);
/* Shows which page the person is on; NULL: none of these. */
void docket_sidebar_select (DocketSidebar *self, const char *page);
/* The index-th page, from 0; NULL past the last. */
const char *docket_sidebar_get_nth (DocketSidebar *self, guint index);

G_END_DECLS
