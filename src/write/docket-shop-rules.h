/* docket-shop-rules.h: rules and helpers that several commands of the shop share
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-customer-state.h"
#include "docket-order-state.h"
#include "docket-product-state.h"
#include "docket-record.h"

G_BEGIN_DECLS

void docket_trim (char **text);

char **docket_collect_given (DocketRecord *record, const char *const *names);

gboolean docket_taxes_check (GPtrArray *taxes, GError **error);

void docket_product_details_normalize (DocketProductDetails *details);

gboolean docket_product_details_check (DocketDatabase *database, DocketProductDetails *details, const DocketUuid *own_id, GError **error);

gboolean docket_quantity_check (gint64 quantity, gint64 step, const char *title, const char *field, GError **error);

DocketOrderState *docket_order_state_require_id (DocketDatabase *database, const DocketUuid *id, GError **error);

gboolean docket_order_state_check_not_held (DocketOrderState *self, GError **error);

gboolean docket_fulfilment_resolve (DocketDatabase *database, const char *text, DocketUuid *order_id, DocketUuid *fulfilment_id,
                                    GError **error);

gboolean docket_order_state_check_on_hand (DocketOrderState *self, GPtrArray *lines, DocketDatabase *database, GError **error);

G_END_DECLS
