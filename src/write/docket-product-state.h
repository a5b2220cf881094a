/* docket-product-state.h: a product as the write tables know it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-database.h"
#include "docket-product-events.h"

G_BEGIN_DECLS

/**
 * DocketProductState:
 * @id: its stream
 * @details: what is known of it
 * @on_hand: what lies there, thousandths
 * @reserved: what of it open orders are waiting for
 * @available: on hand − reserved − safety stock; below 0 where too much was sold
 *
 * A product and its stock.
 */
typedef struct
{
  DocketUuid id;
  DocketProductDetails *details;
  gint64 on_hand;
  gint64 reserved;
  gint64 available;
} DocketProductState;

void docket_product_state_free (DocketProductState *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketProductState, docket_product_state_free)

char *docket_product_key (const char *text);

gboolean docket_product_state_find (DocketDatabase *database, const DocketUuid *id, DocketProductState **state, GError **error);

gboolean docket_product_get_available (DocketDatabase *database, const DocketUuid *id, gint64 *available, GError **error);

gboolean docket_product_state_find_by_sku (DocketDatabase *database, const char *sku, DocketProductState **state, GError **error);

DocketProductState *docket_product_state_require (DocketDatabase *database, const DocketUuid *id, const char *sku, GError **error);

/* Without its stock, as a writer remembers it; not to be changed. */
DocketProductDetails *docket_product_details_require (DocketDatabase *database, const DocketUuid *id, const char *sku,
                                                      DocketUuid *product_id, GError **error);

G_END_DECLS
