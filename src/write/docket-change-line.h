/* docket-change-line.h: changes a line of a draft
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-bus.h"
#include "docket-order-request.h"
#include "docket-order-terms.h"

G_BEGIN_DECLS

/* What is not given stays; terms is completed. */
#define DOCKET_TYPE_CHANGE_LINE (docket_change_line_get_type ())
DOCKET_DECLARE_RECORD (DocketChangeLine, docket_change_line, CHANGE_LINE, DocketCommand)
struct _DocketChangeLine
{
  DocketCommand parent_instance;
  char *order;
  DocketUuid order_id;
  gint64 line;
  char *title;
  gint64 quantity;
  DocketMoney unit_price;
  char *price_reason;
  DocketDiscount discount;
  GPtrArray *taxes;
  DocketOrderTerms *terms;
};

extern const DocketCommandHandler docket_change_line_handler;

G_END_DECLS
