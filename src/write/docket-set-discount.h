/* docket-set-discount.h: sets the discount of a draft
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-bus.h"
#include "docket-discount.h"
#include "docket-order-terms.h"

G_BEGIN_DECLS

/* terms is completed. */
#define DOCKET_TYPE_SET_DISCOUNT (docket_set_discount_get_type ())
DOCKET_DECLARE_RECORD (DocketSetDiscount, docket_set_discount, SET_DISCOUNT, DocketCommand)
struct _DocketSetDiscount
{
  DocketCommand parent_instance;
  char *order;
  DocketUuid order_id;
  DocketDiscount discount;
  DocketOrderTerms *terms;
};

extern const DocketCommandHandler docket_set_discount_handler;

G_END_DECLS
