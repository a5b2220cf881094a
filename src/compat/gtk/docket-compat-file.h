/* docket-compat-file.h: asks for files
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DocketFileQuestion:
 * @title: what for
 * @accept: (nullable): what the button says
 * @filter_name: (nullable): "CSV files"
 * @patterns: (nullable): "*.csv", NULL-terminated
 * @name: (nullable): to begin with, when saving
 */
typedef struct
{
  const char *title;
  const char *accept;
  const char *filter_name;
  const char *const *patterns;
  const char *name;
} DocketFileQuestion;

/* files: GListModel of GFile; not called when the person chose none, or when owner, a GObject, has gone. */
typedef void (*DocketFilesChosen) (gpointer owner, GListModel *files);

void docket_file_open (GtkWidget *parent, const DocketFileQuestion *question, gboolean many, gpointer owner,
                       DocketFilesChosen chosen);
void docket_file_save (GtkWidget *parent, const DocketFileQuestion *question, gpointer owner, DocketFilesChosen chosen);
void docket_file_choose_folder (GtkWidget *parent, const DocketFileQuestion *question, gpointer owner, DocketFilesChosen chosen);

G_END_DECLS
