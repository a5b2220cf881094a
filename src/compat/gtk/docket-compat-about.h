/* docket-compat-about.h: says what the program is
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  const char *icon;
  const char *version;
  const char *comments;
  const char *copyright;
  const char *website;
  const char *issue_url;
  const char *translators;
  const char *debug_info;
} DocketAbout;

void docket_about_present (GtkWindow *parent, const DocketAbout *about);

G_END_DECLS
