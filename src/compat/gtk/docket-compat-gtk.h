/* docket-compat-gtk.h: small things that newer GTK has and the oldest supported one has not
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* On the baseline of the others in the row, and as high as it. */
#if GTK_CHECK_VERSION (4, 12, 0)
#define DOCKET_ALIGN_BASELINE GTK_ALIGN_BASELINE_FILL
#else
#define DOCKET_ALIGN_BASELINE GTK_ALIGN_BASELINE
#endif

/* Makes a row visible, and focuses it if asked to. */
void docket_column_view_scroll_to (GtkColumnView *view, guint position, gboolean focus);

/* The colour that style sheets give the widget's text. */
void docket_widget_get_color (GtkWidget *widget, GdkRGBA *color);

/* Has a screen reader say it now, where GTK can. */
void docket_announce (GtkWidget *widget, const char *message);

/* Shows the overview of shortcuts. */
void docket_shortcuts_present (GtkApplication *application, GtkWindow *parent);

G_END_DECLS
