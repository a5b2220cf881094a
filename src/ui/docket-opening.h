/* docket-opening.h: a shop that is being opened
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-engine.h"

G_BEGIN_DECLS

/* Begins to open the shop's files on a worker. The source of the task is the engine; the task is completed once it is open or
 * has failed, whenever somebody takes it up. Returns: (transfer full): the task */
GTask *docket_opening_begin (const char *directory);

G_END_DECLS
