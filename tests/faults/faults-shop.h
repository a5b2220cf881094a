/* faults-shop.h: the shop that is tried, what it is told, and the oracle
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-batch.h"
#include "docket-engine.h"
#include "docket-gateway.h"
#include "faults.h"

G_BEGIN_DECLS

#define FAULTS_N_BEGINNING 4

/**
 * FaultsAnswer:
 * @index: which line of the script
 * @is_accepted: whether it was told accepted; rejected otherwise
 * @n_events: that came of it
 *
 * What somebody was told.
 */
typedef struct
{
  guint index;
  gboolean is_accepted;
  guint n_events;
} FaultsAnswer;

/* A small shop, closed again; data: its directory. */
void faults_make_shop (gpointer directory);

/* The sample shop of a dozen orders, closed again; data: its directory. */
void faults_make_sample (gpointer directory);

DocketEngine *faults_open (const char *directory, GError **error);
DocketEngine *faults_open_or_fail (const char *directory);

/* Line number index of an endless script; its id is the same each time. */
char *faults_make_line (guint index);
DocketUuid faults_make_id (guint index);

/* Runs lines of the script, at once if there is more than one. FALSE with an error when the disk refused. answers: element type
 * FaultsAnswer. */
gboolean faults_run_lines (DocketEngine *engine, guint first, guint n_lines, GArray *answers, GError **error);

/* The same by asking whoever holds the directory. */
gboolean faults_ask_lines (DocketGateway *gateway, guint first, guint n_lines, GArray *answers, GError **error);

/* Each answer is kept, once. */
void faults_check_answers (DocketEngine *engine, const GArray *answers);

/* How many commands the log holds; faults_make_shop() gave FAULTS_N_BEGINNING. */
guint faults_count_commands (DocketEngine *engine);

/* The oracle, in one place for all tests, and the one that `docket-cli verify` asks: nothing is found. */
void faults_verify (DocketEngine *engine, gboolean is_quick);

/* Opens the shop, asks the oracle, and closes it: what was answered is there, once, and it goes on. */
void faults_check_shop (const char *directory, const GArray *answers, gboolean is_quick);

/* The log as text, each stored column. */
char *faults_dump_log (DocketEngine *engine);

G_END_DECLS
