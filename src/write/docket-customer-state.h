/* docket-customer-state.h: a customer as the write tables know them
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-customer-events.h"
#include "docket-database.h"

G_BEGIN_DECLS

/**
 * DocketCustomerState:
 * @id: the stream
 * @contact: who it is
 *
 * A customer.
 */
typedef struct
{
  DocketUuid id;
  DocketContact *contact;
} DocketCustomerState;

void docket_customer_state_free (DocketCustomerState *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketCustomerState, docket_customer_state_free)

gboolean docket_customer_state_find (DocketDatabase *database, const DocketUuid *id, DocketCustomerState **state, GError **error);

gboolean docket_customer_state_find_by_email (DocketDatabase *database, const char *email, DocketCustomerState **state, GError **error);

DocketCustomerState *docket_customer_state_require (DocketDatabase *database, const char *customer, GError **error);

gboolean docket_contact_normalize (DocketContact *contact, const char *field, GError **error);

gboolean docket_contact_check_email_is_free (DocketDatabase *database, const char *email, const DocketUuid *own_id, GError **error);

G_END_DECLS
