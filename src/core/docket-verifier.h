/* docket-verifier.h: checks that the past is intact and everything follows from it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "docket-command-bus.h"
#include "docket-projection-runner.h"

G_BEGIN_DECLS

/**
 * DocketFinding:
 * @place: the table, row, stream or position, in words: `event 17`, `table order_line, row 4`
 * @message: what is wrong with it
 */
typedef struct
{
  char *place;
  char *message;
} DocketFinding;

void docket_finding_free (DocketFinding *finding);

typedef void (*DocketProgressFunc) (const char *step, gint64 done, gint64 total, gpointer data);

/**
 * DocketVerification: what to check
 * @write_path, @read_path: the files, opened read-only
 * @registry, @evolvers: how to replay
 * @create_write_tables: makes the write tables in a scratch file
 * @write_tables: NULL-terminated names of the tables that evolve fills
 * @projections: element type DocketProjection: fresh ones, for the replay
 * @is_quick: only chain, gaps, counters and quick_check
 */
typedef struct
{
  const char *write_path;
  const char *read_path;
  DocketEventRegistry *registry;
  const DocketEvolver *evolvers;
  guint n_evolvers;
  gboolean (*create_write_tables) (DocketDatabase *database, GError **error);
  const char *const *write_tables;
  GPtrArray *projections;
  gboolean is_quick;
} DocketVerification;

/* Element type DocketFinding; empty when all is well; NULL with an error when it could not be checked at all. */
GPtrArray *docket_verify (const DocketVerification *verification, DocketProgressFunc progress, gpointer progress_data,
                          GCancellable *cancellable, GError **error);

G_END_DECLS
