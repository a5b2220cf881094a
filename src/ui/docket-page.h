/* docket-page.h: the base of the window's pages
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "docket-shell.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_PAGE (docket_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (DocketPage, docket_page, DOCKET, PAGE, GtkWidget)

/**
 * DocketPageClass:
 * @opened: the person comes to the page: show @what (a query of a kind that the page knows), or, where it is %NULL,
 *   what was shown last
 * @search: text changed in the window's search; pages that search set the property "can-search"
 * @activate_scan: a scanner read @text; %TRUE when the page made use of it, else the window looks for it
 * @go_back: Esc: %TRUE when the page closed something of its own, else the window goes back
 * @leave: the person wants to leave; %FALSE to stay (after asking, the page calls docket_shell_open() itself)
 * @describe: what the page shows now, as a query to return to; transfer full, %NULL where the page has but one view
 *
 * A class of pages. A page is made when it is first opened and then kept. Its child fills the window below the header
 * bar; its own .ui template makes it, as the property "child".
 */
struct _DocketPageClass
{
  GtkWidgetClass parent_class;

  void (*opened) (DocketPage *self, DocketQuery *what);
  void (*search) (DocketPage *self, const char *text);
  gboolean (*activate_scan) (DocketPage *self, const char *text);
  gboolean (*go_back) (DocketPage *self);
  gboolean (*leave) (DocketPage *self);
  DocketQuery *(*describe) (DocketPage *self);
  gpointer padding[8];
};

/* Properties: "shell" (DocketShell, construct only), "child" (GtkWidget), "title" and "subtitle" (string: shown in the header bar), "can-search"
 * (boolean), "search-text" (string), "search-hint" (string: what a search looks through), "header" (GtkWidget, nullable: what the
 * page adds at the end of the header bar), "is-waiting" (boolean, to be read). */

DocketShell *docket_page_get_shell (DocketPage *self);

const char *docket_page_get_title (DocketPage *self);
void docket_page_set_title (DocketPage *self, const char *title);
const char *docket_page_get_subtitle (DocketPage *self);
void docket_page_set_subtitle (DocketPage *self, const char *subtitle);

gboolean docket_page_get_can_search (DocketPage *self);
void docket_page_set_can_search (DocketPage *self, gboolean can_search);
const char *docket_page_get_search_text (DocketPage *self);
void docket_page_set_search_text (DocketPage *self, const char *text);

/* What it is for is still on its way: a window that opens waits for a moment before it shows itself. */
gboolean docket_page_is_waiting (DocketPage *self);
void docket_page_set_is_waiting (DocketPage *self, gboolean is_waiting);

GtkWidget *docket_page_get_child (DocketPage *self);
void docket_page_set_child (DocketPage *self, GtkWidget *child);

GtkWidget *docket_page_get_header (DocketPage *self);
void docket_page_set_header (DocketPage *self, GtkWidget *header);

/* What the window calls; they do nothing where the class has no such function. */
void docket_page_open (DocketPage *self, DocketQuery *what);
gboolean docket_page_activate_scan (DocketPage *self, const char *text);
gboolean docket_page_go_back (DocketPage *self);
gboolean docket_page_leave (DocketPage *self);
DocketQuery *docket_page_describe (DocketPage *self);

G_END_DECLS
