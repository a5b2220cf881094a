/* docket-window.h: the window of one shop
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "docket-page.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_WINDOW (docket_window_get_type ())
G_DECLARE_FINAL_TYPE (DocketWindow, docket_window, DOCKET, WINDOW, AdwApplicationWindow)

DocketWindow *docket_window_new (GtkApplication *application, const char *directory);
/* The shop stays closed; findings: (nullable): of a check, which are why. */
DocketWindow *docket_window_new_for_recovery (GtkApplication *application, const char *directory, const char *findings);

const char *docket_window_get_directory (DocketWindow *self);
/* NULL until the shop is open. */
DocketShell *docket_window_get_shell (DocketWindow *self);
/* The page that is shown, or NULL. */
DocketPage *docket_window_get_page (DocketWindow *self);

/* Shows the window once it has something to show, or where that takes long. */
void docket_window_present_soon (DocketWindow *self);

/* Goes to a page; before the shop is open: as soon as it is. what: (nullable) */
void docket_window_open (DocketWindow *self, const char *page, DocketQuery *what);

/* Offers to bring in what is in these files, as soon as the shop is open. */
void docket_window_import (DocketWindow *self, const char *const *files);

void docket_window_toast (DocketWindow *self, const char *message, const char *undoable);

/* Stays until it is closed, or dismissed because somebody goes on or something else is said. */
void docket_window_notice (DocketWindow *self, const char *message);
void docket_window_dismiss_notice (DocketWindow *self);

G_END_DECLS
