/* docket-order-writer.h: writes orders into the write tables; for evolve alone
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-address.h"
#include "docket-customer-events.h"
#include "docket-database.h"
#include "docket-event.h"
#include "docket-order-status.h"
#include "docket-order-terms.h"

G_BEGIN_DECLS

/**
 * DocketOrderHead:
 * @number: (nullable): none for a draft
 *
 * What the row of an order tells besides its terms.
 */
typedef struct
{
  const char *number;
  DocketOrderStatus status;
  const DocketUuid *customer_id;
} DocketOrderHead;

gboolean docket_order_write_head (DocketDatabase *database, DocketEvent *event, const DocketOrderHead *head, DocketOrderTerms *terms,
                                  GError **error);

gboolean docket_order_write_terms (DocketDatabase *database, DocketEvent *event, DocketOrderTerms *terms, GError **error);

gboolean docket_order_write_draft (DocketDatabase *database, DocketEvent *event, DocketOrderTerms *terms, DocketContact *customer,
                                   DocketAddress *shipping_address, const char *note, GError **error);

gboolean docket_order_forget_draft (DocketDatabase *database, DocketEvent *event, GError **error);

/* JSON, or NULL. */
char *docket_order_personal_json (gpointer record);

G_END_DECLS
