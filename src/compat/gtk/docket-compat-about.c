/* docket-compat-about.c: says what the program is
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-compat-about.h"

#include <adwaita.h>

#if ADW_CHECK_VERSION (1, 5, 0)

void
docket_about_present (GtkWindow *parent, const DocketAbout *about)
{
  AdwDialog *dialog = adw_about_dialog_new ();

  g_object_set (dialog,
                "application-name", about->name,
                "application-icon", about->icon,
                "version", about->version,
                "comments", about->comments,
                "copyright", about->copyright,
                "website", about->website,
                "issue-url", about->issue_url,
                "license-type", GTK_LICENSE_GPL_3_0,
                "translator-credits", about->translators,
                "debug-info", about->debug_info,
                NULL);
  adw_dialog_present (dialog, GTK_WIDGET (parent));
}

#else

void
docket_about_present (GtkWindow *parent, const DocketAbout *about)
{
  GtkWidget *window = adw_about_window_new ();

  g_object_set (window,
                "transient-for", parent,
                "modal", TRUE,
                "application-name", about->name,
                "application-icon", about->icon,
                "version", about->version,
                "comments", about->comments,
                "copyright", about->copyright,
                "website", about->website,
                "issue-url", about->issue_url,
                "license-type", GTK_LICENSE_GPL_3_0,
                "translator-credits", about->translators,
                "debug-info", about->debug_info,
                NULL);
  gtk_window_present (GTK_WINDOW (window));
}

#endif
