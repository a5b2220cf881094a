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
 *
 * One thing that is not as it should be.
 */
typedef struct
{
  char *place;
  char *message;
} DocketFinding;

void docket_finding_free (DocketFinding *finding);

/* Told of one thing that is wrong; and a check of the shop's own that tells it. FALSE when it could not be checked. */
typedef void (*DocketFoundFunc) (const char *place, const char *message, gpointer data);
typedef gboolean (*DocketCheckFunc) (DocketDatabase *database, DocketFoundFunc found, gpointer data, GError **error);

typedef void (*DocketProgressFunc) (const char *step, gint64 done, gint64 total, gpointer data);

/**
 * DocketVerification:
 * @write_path: the write database, opened read-only
 * @read_path: the read database, opened read-only
 * @registry: the event types
 * @evolvers: how to replay them
 * @n_evolvers: how many
 * @create_write_tables: makes the write tables in a scratch file
 * @write_tables: NULL-terminated names of the tables that evolve fills
 * @projections: element type DocketProjection: fresh ones, for the replay
 * @is_quick: only chain, gaps, counters and quick_check
 * @check_counters: (nullable): compares counters with what they count, when nothing is replayed
 * @is_erased: (nullable): whether an event after the position says that a person was erased; without it, personal data
 *   that were blanked are a finding
 *
 * What to check.
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
  DocketCheckFunc check_counters;
  gboolean (*is_erased) (DocketDatabase *database, const DocketUuid *subject, gint64 position);
} DocketVerification;

/* Element type DocketFinding; empty when all is well; NULL with an error when it could not be checked at all. */
GPtrArray *docket_verify (const DocketVerification *verification, DocketProgressFunc progress, gpointer progress_data,
                          GCancellable *cancellable, GError **error);

/* What a verification left that was broken off. */
void docket_verify_remove_leftovers (const char *directory);

G_END_DECLS
