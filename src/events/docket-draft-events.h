/* docket-draft-events.h: what happens to an order before it is placed
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-address.h"
#include "docket-customer-events.h"
#include "docket-event.h"
#include "docket-order-terms.h"

G_BEGIN_DECLS

/* Each event that changes a draft's figures carries the terms as they are from then on. */

/**
 * DocketOrderDrafted:
 * @customer_id: the registered customer, if any
 * @customer: (nullable): who it is, as known then
 */
#define DOCKET_TYPE_ORDER_DRAFTED (docket_order_drafted_get_type ())
DOCKET_DECLARE_RECORD (DocketOrderDrafted, docket_order_drafted, ORDER_DRAFTED, DocketEvent)
struct _DocketOrderDrafted
{
  DocketEvent parent_instance;
  DocketUuid customer_id;
  DocketContact *customer;
  DocketAddress *shipping_address;
  char *note;
  DocketOrderTerms *terms;
};

#define DOCKET_TYPE_LINE_ADDED (docket_line_added_get_type ())
DOCKET_DECLARE_RECORD (DocketLineAdded, docket_line_added, LINE_ADDED, DocketEvent)
struct _DocketLineAdded
{
  DocketEvent parent_instance;
  gint64 line;
  DocketOrderTerms *terms;
};

#define DOCKET_TYPE_LINE_CHANGED (docket_line_changed_get_type ())
DOCKET_DECLARE_RECORD (DocketLineChanged, docket_line_changed, LINE_CHANGED, DocketEvent)
struct _DocketLineChanged
{
  DocketEvent parent_instance;
  gint64 line;
  DocketOrderLine *before;
  DocketOrderTerms *terms;
};

#define DOCKET_TYPE_LINE_REMOVED (docket_line_removed_get_type ())
DOCKET_DECLARE_RECORD (DocketLineRemoved, docket_line_removed, LINE_REMOVED, DocketEvent)
struct _DocketLineRemoved
{
  DocketEvent parent_instance;
  gint64 line;
  DocketOrderLine *before;
  DocketOrderTerms *terms;
};

/* The order's discount. */
#define DOCKET_TYPE_DISCOUNT_SET (docket_discount_set_get_type ())
DOCKET_DECLARE_RECORD (DocketDiscountSet, docket_discount_set, DISCOUNT_SET, DocketEvent)
struct _DocketDiscountSet
{
  DocketEvent parent_instance;
  DocketDiscount before;
  DocketOrderTerms *terms;
};

#define DOCKET_TYPE_SHIPPING_SET (docket_shipping_set_get_type ())
DOCKET_DECLARE_RECORD (DocketShippingSet, docket_shipping_set, SHIPPING_SET, DocketEvent)
struct _DocketShippingSet
{
  DocketEvent parent_instance;
  DocketShippingCharge *before;
  DocketOrderTerms *terms;
};

#define DOCKET_TYPE_CUSTOMER_SET (docket_customer_set_get_type ())
DOCKET_DECLARE_RECORD (DocketCustomerSet, docket_customer_set, CUSTOMER_SET, DocketEvent)
struct _DocketCustomerSet
{
  DocketEvent parent_instance;
  DocketUuid before_customer_id;
  DocketUuid customer_id;
  DocketContact *customer;
};

#define DOCKET_TYPE_SHIPPING_ADDRESS_UPDATED (docket_shipping_address_updated_get_type ())
DOCKET_DECLARE_RECORD (DocketShippingAddressUpdated, docket_shipping_address_updated, SHIPPING_ADDRESS_UPDATED, DocketEvent)
struct _DocketShippingAddressUpdated
{
  DocketEvent parent_instance;
  DocketUuid customer_id;
  DocketAddress *before;
  DocketAddress *after;
};

#define DOCKET_TYPE_DRAFT_DISCARDED (docket_draft_discarded_get_type ())
DOCKET_DECLARE_RECORD (DocketDraftDiscarded, docket_draft_discarded, DRAFT_DISCARDED, DocketEvent)
struct _DocketDraftDiscarded
{
  DocketEvent parent_instance;
  char *reason;
};

G_END_DECLS
