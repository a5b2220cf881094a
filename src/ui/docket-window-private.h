/* docket-window-private.h: what the files of the window share
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-pages.h"
#include "docket-recovery-page.h"
#include "docket-scanner.h"
#include "docket-sidebar.h"
#include "docket-split-view.h"
#include "docket-window.h"

G_BEGIN_DECLS

struct _DocketWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwToast *notice;
  GtkStack *states;
  AdwBin *recovery;
  AdwBin *welcome;
  DocketSplitView *split;
  AdwWindowTitle *shop_title;
  AdwHeaderBar *sidebar_header;
  DocketSidebar *sidebar;
  GtkRevealer *progress_revealer;
  GtkProgressBar *progress;
  AdwHeaderBar *header;
  AdwWindowTitle *page_title;
  GtkWidget *sidebar_button;
  GtkWidget *back_button;
  GtkWidget *new_order_button;
  GtkWidget *search_button;
  GtkRevealer *banner;
  GtkLabel *banner_label;
  GtkWidget *banner_button;
  AdwBin *page_header;
  GtkSearchBar *search_bar;
  GtkEditable *search_entry;
  GtkRevealer *stale_revealer;
  GtkLabel *stale_label;
  GtkStack *pages;

  char *directory;
  DocketEngine *engine;
  DocketShell *shell;
  DocketScanner *scanner;
  GSignalGroup *page_signals;
  GSignalGroup *runner_signals;

  /* Where the person is, and came from: element type Place. */
  DocketPage *page;
  const char *page_id;
  GPtrArray *history;
  /* Where to go once the shop is open. */
  char *first_page;
  DocketQuery *first_what;
  /* What to bring in then. */
  char **waiting_files;

  guint patience_source;
  guint inhibit_cookie;
  gboolean is_closing;
  /* Whether the shop is closed so that its files can be worked on, and why. */
  gboolean is_recovering;
  char *findings;
};

/* docket-window.c: there is something to show. */
void docket_window_show (DocketWindow *self);

/* docket-window-navigation.c */
void docket_window_init_navigation (DocketWindow *self);
void docket_window_dispose_navigation (DocketWindow *self);
/* Goes there and keeps no way back: what the sidebar does. */
void docket_window_go_to (DocketWindow *self, const char *page);
void docket_window_go_back (DocketWindow *self);
void docket_window_go (DocketWindow *self, const char *page, DocketQuery *what, gboolean remember);
/* Makes the page without going there. */
void docket_window_prepare (DocketWindow *self, const DocketPageInfo *info);
void docket_window_scanned (DocketWindow *self, const char *text);

/* docket-window-files.c */
void docket_window_init_files (DocketWindow *self);
/* Call it when the shop may have opened. */
void docket_window_import_waiting (DocketWindow *self);

/* docket-window-actions.c */
void docket_window_class_install_actions (GtkWidgetClass *klass);
void docket_window_update_actions (DocketWindow *self);

/* docket-window-stale.c */
/* Call it when another page is shown, or a view may have stopped or gone on. */
void docket_window_show_stale (DocketWindow *self);

/* docket-window-shop.c */
void docket_window_open_shop (DocketWindow *self);
DocketRecoveryPage *docket_window_enter_recovery (DocketWindow *self);
gboolean docket_window_close_shop (DocketWindow *self);
/* Closes the shop, and shows what can be done with its files in a window of its own. */
void docket_window_recover (DocketWindow *self);

/* docket-window-upkeep.c */
void docket_window_follow_upkeep (DocketWindow *self);
void docket_window_show_backups (DocketWindow *self);

G_END_DECLS
