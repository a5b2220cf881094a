/* docket-new-file.h: a file that has its name when it is whole
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>
#include <stdio.h>

G_BEGIN_DECLS

/**
 * DocketNewFile:
 * @stream: where to write
 *
 * A file that is being written beside its place, so that what was there stays when it is broken off.
 */
typedef struct
{
  FILE *stream;
  /*< private >*/
  char *path;
  char *temporary;
} DocketNewFile;

gboolean docket_new_file_open (DocketNewFile *self, const char *path, GError **error);

/* Gives it its name when is_whole and all of it is on the disk, and removes it otherwise. */
gboolean docket_new_file_close (DocketNewFile *self, gboolean is_whole, GError **error);

/* Always FALSE; says what errno says. */
gboolean docket_new_file_set_error (const char *path, GError **error);

/* Has the entries of a folder reach the disk. */
gboolean docket_new_file_sync_folder (const char *folder, GError **error);

G_END_DECLS
