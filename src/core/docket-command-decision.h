/* docket-command-decision.h: one command up to its handler's word
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-bus-private.h"

G_BEGIN_DECLS

gboolean docket_command_decide (DocketCommandBus *bus, DocketCommand *command, DocketUnitOfWork *unit_of_work,
                                DocketDispatchFlags flags, GError **error);

gboolean docket_command_is_rejection (const GError *error);

G_END_DECLS
