/* docket-discard-draft.h: throws a draft away
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-bus.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_DISCARD_DRAFT (docket_discard_draft_get_type ())
DOCKET_DECLARE_RECORD (DocketDiscardDraft, docket_discard_draft, DISCARD_DRAFT, DocketCommand)
struct _DocketDiscardDraft
{
  DocketCommand parent_instance;
  char *order;
  DocketUuid order_id;
  char *reason;
};

extern const DocketCommandHandler docket_discard_draft_handler;

G_END_DECLS
