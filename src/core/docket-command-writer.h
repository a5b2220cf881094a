/* docket-command-writer.h: the one thread that writes write.db
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-bus-private.h"

G_BEGIN_DECLS

typedef enum
{
  DOCKET_JOB_COMMANDS,
  DOCKET_JOB_UNDO,
  DOCKET_JOB_FUNCTION,
} DocketJobKind;

typedef struct _DocketWriterJob DocketWriterJob;

/**
 * DocketWriterJob:
 * @kind: what to do
 * @commands: (element-type DocketCommand): for commands
 * @flags: for commands
 * @id: (nullable): for undo
 * @actor: (nullable): for undo
 * @station: (nullable): for undo
 * @function: for a function
 * @data: for a function
 * @cancellable: (nullable): looked at before each command
 * @done: (nullable): called once, in any thread; otherwise somebody waits
 * @done_data: its data
 * @outcomes: (element-type DocketOutcome): one for each command, in order
 * @error: why there are not all outcomes
 *
 * Something for the writer thread to do. Whoever makes it fills the upper part; the thread fills the lower one, which may
 * be read once it is done.
 */
struct _DocketWriterJob
{
  DocketJobKind kind;
  GPtrArray *commands;
  DocketDispatchFlags flags;
  DocketUuid *id;
  char *actor;
  char *station;
  DocketWriterFunc function;
  gpointer data;
  GCancellable *cancellable;
  void (*done) (DocketWriterJob *job, gpointer data);
  gpointer done_data;

  GPtrArray *outcomes;
  GError *error;

  /*< private >*/
  gatomicrefcount references;
  gint64 received;
  gint64 last_position;
  guint n_given_way;
  GMutex mutex;
  GCond cond;
  gboolean is_done;
};

DocketWriterJob *docket_writer_job_new (DocketJobKind kind);
DocketWriterJob *docket_writer_job_ref (DocketWriterJob *job);
void docket_writer_job_unref (DocketWriterJob *job);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketWriterJob, docket_writer_job_unref)

DocketCommandWriter *docket_command_writer_new (DocketCommandBus *bus);
void docket_command_writer_free (DocketCommandWriter *self);

gboolean docket_command_writer_start (DocketCommandWriter *self, const char *path, GError **error);
void docket_command_writer_stop (DocketCommandWriter *self);

/* Returns at once. */
void docket_command_writer_push (DocketCommandWriter *self, DocketWriterJob *job);

/* Waits until it is done. */
void docket_command_writer_run (DocketCommandWriter *self, DocketWriterJob *job);

G_END_DECLS
