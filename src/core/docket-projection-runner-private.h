/* docket-projection-runner-private.h: what the parts of the runner share
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-projection-runner.h"
#include "docket-projector-thread.h"

G_BEGIN_DECLS

struct _DocketProjectionRunner
{
  GObject parent_instance;
  DocketEventRegistry *registry;
  GPtrArray *projections;
  GMainContext *context;
  char *read_path;

  GMutex mutex;
  DocketProjectorThread *thread;
};

/* Transfer full: NULL while the runner does not run. */
DocketProjectorThread *docket_projection_runner_get_thread (DocketProjectionRunner *self);

G_END_DECLS
