/* docket-release-order.h: lets a held order be sent again
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-bus.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_RELEASE_ORDER (docket_release_order_get_type ())
DOCKET_DECLARE_RECORD (DocketReleaseOrder, docket_release_order, RELEASE_ORDER, DocketCommand)
struct _DocketReleaseOrder
{
  DocketCommand parent_instance;
  char *order;
  DocketUuid order_id;
};

extern const DocketCommandHandler docket_release_order_handler;

G_END_DECLS
