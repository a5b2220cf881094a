/* docket-add-line.h: puts a line on a draft
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-bus.h"
#include "docket-order-request.h"
#include "docket-order-terms.h"

G_BEGIN_DECLS

/* The properties of a DocketLineRequest; line and terms are completed. */
#define DOCKET_TYPE_ADD_LINE (docket_add_line_get_type ())
DOCKET_DECLARE_RECORD (DocketAddLine, docket_add_line, ADD_LINE, DocketCommand)
struct _DocketAddLine
{
  DocketCommand parent_instance;
  char *order;
  DocketUuid order_id;
  char *sku;
  DocketUuid product_id;
  char *title;
  char *unit;
  gint64 quantity;
  DocketMoney unit_price;
  char *price_reason;
  DocketDiscount discount;
  GPtrArray *taxes;
  gint64 line;
  DocketOrderTerms *terms;
};

extern const DocketCommandHandler docket_add_line_handler;

G_END_DECLS
