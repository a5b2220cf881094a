/* docket-order-state.h: one order as the write tables know it, for the rules
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-address.h"
#include "docket-customer-events.h"
#include "docket-database.h"
#include "docket-order-status.h"
#include "docket-order-terms.h"

G_BEGIN_DECLS

/**
 * DocketOrderLineState:
 * @terms: what was agreed; owned by the order's terms; its quantity is o, what was ordered
 * @cancelled: x
 * @committed: f, in live fulfilments and in those that were shipped
 * @shipped: s
 * @in_return: q
 * @received: r
 * @restocked: k
 * @written_off: w
 *
 * A line and its counters, in thousandths. 0 ≤ s ≤ f ≤ o − x.
 */
typedef struct
{
  DocketOrderLine *terms;
  gint64 cancelled;
  gint64 committed;
  gint64 shipped;
  gint64 in_return;
  gint64 received;
  gint64 restocked;
  gint64 written_off;
} DocketOrderLineState;

/**
 * DocketPaymentState:
 * @amount: what it was about
 * @captured: what of it was taken
 * @refunded: what of that went back
 * @is_authorized: it is held at the customer's bank and not taken yet
 * @is_voided: it does not count
 *
 * A payment of an order, in minor units.
 */
typedef struct
{
  DocketUuid id;
  gint64 amount;
  gint64 captured;
  gint64 refunded;
  gboolean is_authorized;
  gboolean is_voided;
  char *method;
  char *reference;
} DocketPaymentState;

/**
 * DocketFulfilmentState:
 * @number: which one of the order, from 1
 * @lines: element type DocketLineQuantity
 *
 * A fulfilment of an order.
 */
typedef struct
{
  DocketUuid id;
  gint64 number;
  DocketParcelStatus status;
  char *tracking;
  char *carrier;
  GPtrArray *lines;
} DocketFulfilmentState;

/**
 * DocketOrderState:
 * @version: of its stream: what a handler expects when it records
 * @number: (nullable): none for a draft
 * @customer_id: the registered customer, or none
 * @digits: the decimals of its currency
 * @terms: what was agreed
 * @money: total, cancelled, captured, refunded, authorized, n_voided
 * @last_line: the greatest line number that was ever given
 * @lines: element type DocketOrderLineState, in the order of @terms
 * @payments: element type DocketPaymentState, oldest first
 * @fulfilments: element type DocketFulfilmentState, by number
 * @source: (nullable): the system it was imported from
 *
 * An order.
 */
typedef struct
{
  DocketUuid id;
  gint64 version;
  char *number;
  DocketOrderStatus status;
  gboolean is_held;
  DocketUuid customer_id;
  guint8 digits;
  DocketOrderTerms *terms;
  DocketMoneyCounters money;
  gint64 last_line;
  GPtrArray *lines;
  GPtrArray *payments;
  GPtrArray *fulfilments;
  char *source;
  char *shop;
  char *external_id;
} DocketOrderState;

/**
 * DocketDraftPersonal:
 *
 * What a draft tells of a person. Any of it may be %NULL.
 */
typedef struct
{
  DocketContact *customer;
  DocketAddress *shipping_address;
  char *note;
} DocketDraftPersonal;

void docket_order_state_free (DocketOrderState *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketOrderState, docket_order_state_free)

void docket_draft_personal_clear (DocketDraftPersonal *personal);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DocketDraftPersonal, docket_draft_personal_clear)

gboolean docket_order_state_find (DocketDatabase *database, const DocketUuid *id, DocketOrderState **state, GError **error);

DocketOrderState *docket_order_state_require (DocketDatabase *database, const char *order, GError **error);

DocketOrderState *docket_order_state_require_fulfilment (DocketDatabase *database, const DocketUuid *fulfilment_id,
                                                         DocketFulfilmentState **fulfilment, GError **error);

DocketOrderState *docket_order_state_require_payment (DocketDatabase *database, const DocketUuid *payment_id,
                                                      DocketPaymentState **payment, GError **error);

gboolean docket_draft_personal_load (DocketDatabase *database, const DocketUuid *id, DocketDraftPersonal *personal, GError **error);

DocketOrderLineState *docket_order_state_get_line (DocketOrderState *self, gint64 line);

gint64 docket_order_line_state_get_open (const DocketOrderLineState *self);

gboolean docket_order_state_check_open (DocketOrderState *self, GError **error);

gboolean docket_order_state_check_editable (DocketOrderState *self, GError **error);

char *docket_order_state_describe (DocketOrderState *self);

char *docket_order_state_format_money (DocketOrderState *self, gint64 minor);

G_END_DECLS
