/* docket-customer-choice.h: whom a draft is for
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-draft.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_CUSTOMER_CHOICE (docket_customer_choice_get_type ())
G_DECLARE_FINAL_TYPE (DocketCustomerChoice, docket_customer_choice, DOCKET, CUSTOMER_CHOICE, GtkWidget)

/* An entry that suggests customers until one is chosen; none is a counter sale. */

void docket_customer_choice_set_draft (DocketCustomerChoice *self, DocketDraft *draft);

G_END_DECLS
