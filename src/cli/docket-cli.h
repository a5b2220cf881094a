/* docket-cli.h: what the verbs of the command line have in common
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-gateway.h"

G_BEGIN_DECLS

/**
 * DocketCli:
 * @data_directory: (nullable): from --data-dir
 * @station: (nullable): from --station
 * @actor: (nullable): from --actor
 * @cancellable: set by Ctrl+C
 * @engine: (nullable): made by docket_cli_get_engine()
 * @reader: (nullable): the engine that reads beside another holder
 * @gateway: (nullable): made by docket_cli_get_gateway()
 *
 * One run of the program.
 */
typedef struct
{
  char *data_directory;
  char *station;
  char *actor;
  GCancellable *cancellable;
  DocketEngine *engine;
  DocketEngine *reader;
  DocketGateway *gateway;
} DocketCli;

/**
 * DocketCliVerb:
 * @name: the verb
 * @arguments: what follows it, for the help
 * @summary: what it does, marked for translation
 * @run: does it, in a thread of its own; answers the exit status
 *
 * One row of the table of verbs.
 */
typedef struct
{
  const char *name;
  const char *arguments;
  const char *summary;
  int (*run) (DocketCli *cli, int argc, char **argv);
} DocketCliVerb;

int docket_cli_commands (DocketCli *cli, int argc, char **argv);
int docket_cli_queries (DocketCli *cli, int argc, char **argv);
int docket_cli_dispatch (DocketCli *cli, int argc, char **argv);
int docket_cli_undo (DocketCli *cli, int argc, char **argv);
int docket_cli_query (DocketCli *cli, int argc, char **argv);
int docket_cli_events (DocketCli *cli, int argc, char **argv);
int docket_cli_import (DocketCli *cli, int argc, char **argv);
int docket_cli_export (DocketCli *cli, int argc, char **argv);
int docket_cli_verify (DocketCli *cli, int argc, char **argv);
int docket_cli_rebuild (DocketCli *cli, int argc, char **argv);
int docket_cli_sample (DocketCli *cli, int argc, char **argv);
int docket_cli_bench (DocketCli *cli, int argc, char **argv);
int docket_cli_backup (DocketCli *cli, int argc, char **argv);
int docket_cli_restore (DocketCli *cli, int argc, char **argv);
int docket_cli_later (DocketCli *cli, int argc, char **argv);

/* dispatch --batch, in a file of its own. */
int docket_cli_batch (DocketCli *cli, const char *file, gboolean is_dry_run);

/* Reads the verb's options, and the global ones too, out of argv; what remains begins with the verb. */
gboolean docket_cli_parse_options (DocketCli *cli, const DocketCliVerb *verb, const GOptionEntry *entries, int *argc, char ***argv,
                                   GError **error);

const DocketCliVerb *docket_cli_find_verb (const char *name);

/* Options of the verb whose name argv begins with; FALSE when it is over, with a word to the person. */
gboolean docket_cli_begin (DocketCli *cli, const GOptionEntry *entries, int *argc, char ***argv, int minimum, int maximum);

/* What follows from an index on, NULL-terminated; only the array is the caller's. */
char **docket_cli_get_rest (int argc, char **argv, int first);

DocketEngine *docket_cli_get_engine (DocketCli *cli);
DocketGateway *docket_cli_get_gateway (DocketCli *cli);

/* The engine to ask: the holder where the directory is free, so that views catch up; one beside the holder otherwise. */
DocketEngine *docket_cli_open_for_reading (DocketCli *cli, GError **error);

/* To read the files as they lie there: a free directory is held, so that nobody changes them; beside a holder they are only
 * read. Close the engine afterwards. */
gboolean docket_cli_hold_if_free (DocketCli *cli, GError **error);

/* What a person should know of the lists: that they had to be made again, and why. */
void docket_cli_tell_notices (DocketCli *cli);

/* Words for people, on standard error. */
void docket_cli_say (const char *format, ...) G_GNUC_PRINTF (1, 2);
void docket_cli_progress (gint64 done, gint64 total, gpointer unit);
void docket_cli_end_progress (void);
void docket_cli_complain (const char *field, const char *message);
/* Says why, and answers the exit status. */
int docket_cli_fail (const GError *error);
int docket_cli_usage (const char *format, ...) G_GNUC_PRINTF (1, 2);
int docket_cli_refuse_own_file (const char *path);

/* Results, on standard output. FALSE when nobody reads them any more. */
gboolean docket_cli_print_line (const char *line);
int docket_cli_finish_output (int status);

/* names: element type char *; tells what was meant, perhaps. */
int docket_cli_unknown (const char *message, const char *name, GPtrArray *names);

G_END_DECLS
