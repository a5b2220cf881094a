/* docket-order-target.h: what the commands for one existing order have in common
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-bus.h"
#include "docket-order-state.h"

G_BEGIN_DECLS

/* Somebody says `order`; prepare keeps the id, so that the same order is meant however many bear the number later. */
#define DOCKET_ORDER_TARGET_FIELDS(Type) \
  DOCKET_FIELD (Type, order, "order", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED, .minimum = 1, .maximum = 200, \
                .summary = "The order's number or its id."), \
    DOCKET_FIELD (Type, order_id, "order-id", docket_kind_uuid, .flags = DOCKET_FIELD_COMPLETED)

DocketOrderState *docket_order_target_resolve (DocketUnitOfWork *unit_of_work, const char *order, DocketUuid *order_id, GError **error);

DocketOrderState *docket_order_target_load (DocketUnitOfWork *unit_of_work, const DocketUuid *order_id, GError **error);

DocketOrderState *docket_order_target_resolve_draft (DocketUnitOfWork *unit_of_work, const char *order, DocketUuid *order_id,
                                                     GError **error);

DocketOrderState *docket_order_target_load_draft (DocketUnitOfWork *unit_of_work, const DocketUuid *order_id, GError **error);

/* A command of that type for that order. */
gpointer docket_order_target_command (GType type, const DocketUuid *order_id);

G_END_DECLS
