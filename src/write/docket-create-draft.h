/* docket-create-draft.h: starts an order that is not placed yet
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-address.h"
#include "docket-command-bus.h"
#include "docket-customer-events.h"
#include "docket-order-request.h"
#include "docket-order-terms.h"

G_BEGIN_DECLS

/* The same properties as PlaceOrder, all of them optional; order_id, contact and terms are completed. */
#define DOCKET_TYPE_CREATE_DRAFT (docket_create_draft_get_type ())
DOCKET_DECLARE_RECORD (DocketCreateDraft, docket_create_draft, CREATE_DRAFT, DocketCommand)
struct _DocketCreateDraft
{
  DocketCommand parent_instance;
  DocketUuid customer_id;
  DocketContact *customer;
  char *currency;
  gboolean prices_include_tax;
  int tax_rounding;
  GPtrArray *lines;
  DocketDiscount discount;
  DocketShippingRequest *shipping;
  DocketAddress *shipping_address;
  char *note;
  DocketUuid order_id;
  DocketContact *contact;
  DocketOrderTerms *terms;
};

extern const DocketCommandHandler docket_create_draft_handler;

G_END_DECLS
