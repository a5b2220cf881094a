/* docket-remove-line.h: takes a line off a draft
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-bus.h"
#include "docket-order-terms.h"

G_BEGIN_DECLS

/* terms is completed. */
#define DOCKET_TYPE_REMOVE_LINE (docket_remove_line_get_type ())
DOCKET_DECLARE_RECORD (DocketRemoveLine, docket_remove_line, REMOVE_LINE, DocketCommand)
struct _DocketRemoveLine
{
  DocketCommand parent_instance;
  char *order;
  DocketUuid order_id;
  gint64 line;
  DocketOrderTerms *terms;
};

extern const DocketCommandHandler docket_remove_line_handler;

G_END_DECLS
