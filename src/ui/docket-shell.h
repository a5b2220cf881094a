/* docket-shell.h: what a page can see of the house around it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "docket-customers-query.h"
#include "docket-dashboard-query.h"
#include "docket-engine.h"
#include "docket-live-record.h"
#include "docket-order-query.h"
#include "docket-orders-query.h"
#include "docket-products-query.h"
#include "docket-shop-query.h"
#include "docket-upkeep.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_SHELL (docket_shell_get_type ())
G_DECLARE_FINAL_TYPE (DocketShell, docket_shell, DOCKET, SHELL, GObject)

/**
 * DocketShell:
 *
 * One open shop: its engine, what is under way in it, and the ways through its window. Pages know the shell alone;
 * the window listens to it.
 *
 * Properties: "engine" (DocketEngine), "is-busy" (boolean: commands or files are being worked on),
 * "is-catching-up" (boolean: the views do not know the whole log yet; an empty list means nothing).
 * Signals: ::open (const char *page, DocketQuery *what, nullable), ::back, ::toast (const char *message, const char *command,
 * nullable: the id of a command that the toast can take back), ::notice (const char *message).
 */

DocketShell *docket_shell_new (DocketEngine *engine);

DocketEngine *docket_shell_get_engine (DocketShell *self);
DocketCommandBus *docket_shell_get_commands (DocketShell *self);
DocketQueryBus *docket_shell_get_queries (DocketShell *self);

/* The shop's settings; shared, live. Its record, a DocketShop, is NULL until they were read for the first time. */
DocketLiveRecord *docket_shell_get_shop (DocketShell *self);
/* The shop's currency, or "" until it is known. */
const char *docket_shell_get_currency (DocketShell *self);
/* The counts of the sidebar: a DocketCounts. */
DocketLiveRecord *docket_shell_get_counts (DocketShell *self);

/* The check at the start and the backups; the window starts it. */
DocketUpkeep *docket_shell_get_upkeep (DocketShell *self);

/* Work in progress: while there is any, logging out and suspending wait, and so does closing the window. */
void docket_shell_hold (DocketShell *self);
void docket_shell_release (DocketShell *self);
gboolean docket_shell_is_busy (DocketShell *self);

/* While it is so, a list that is empty is not known to be. */
gboolean docket_shell_is_catching_up (DocketShell *self);

/* Where to go. A page is named as in docket-pages.c; what it is to show is a query, so that a place can be kept, saved
 * and returned to. NULL: the page as it is. */
void docket_shell_open (DocketShell *self, const char *page, DocketQuery *what);
/* To where the person came from: what Esc does. */
void docket_shell_back (DocketShell *self);

/* order: number or id */
void docket_shell_open_order (DocketShell *self, const char *order);
/* draft: the id of a draft; NULL: a new order */
void docket_shell_open_editor (DocketShell *self, const char *draft);
/* customer: id or e-mail */
void docket_shell_open_customer (DocketShell *self, const char *customer);
/* sku: of the product */
void docket_shell_open_product (DocketShell *self, const char *sku);
/* query: (transfer none): the filter; its strings are as DocketOrdersQuery says */
void docket_shell_show_orders (DocketShell *self, DocketOrdersQuery *query);
void docket_shell_show_products (DocketShell *self, DocketProductsQuery *query);

/* message: plain text, no markup; undoable: (nullable): the command that its Undo button takes back */
void docket_shell_toast (DocketShell *self, const char *message, const DocketUuid *undoable);

/* What has to be read, such as why a thing was not done: it stays until it is closed, something else is said, or
 * something is scanned.
 * message: plain text, no markup */
void docket_shell_notice (DocketShell *self, const char *message);

/* Takes a command back, or the last one that can be (NULL), and says so with a toast. */
void docket_shell_undo (DocketShell *self, const DocketUuid *id);

G_END_DECLS
