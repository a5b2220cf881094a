/* docket-scanner.h: tells a scanner from a person who types
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DOCKET_TYPE_SCANNER (docket_scanner_get_type ())
G_DECLARE_FINAL_TYPE (DocketScanner, docket_scanner, DOCKET, SCANNER, GObject)

/* Signal ::scanned (const char *text) — what a scanner read.
 *
 * A scanner is a keyboard that is faster than any hand and ends with Enter. What it types reaches no entry; what turns out to
 * have been a hand is handed on to where it was typed. */
DocketScanner *docket_scanner_new (GtkWindow *window);

G_END_DECLS
