/* docket-draft-terms.h: what the commands that change a draft's figures have in common
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-order-state.h"
#include "docket-order-terms.h"
#include "docket-tax.h"

G_BEGIN_DECLS

#define DOCKET_DRAFT_TERMS_FIELD(Type) \
  DOCKET_FIELD (Type, terms, "terms", docket_kind_record, .flags = DOCKET_FIELD_COMPLETED, .type = docket_order_terms_get_type)

gboolean docket_draft_calculate (DocketOrderTerms *terms, gint64 line, GError **error);

DocketOrderLineState *docket_draft_require_line (DocketOrderState *draft, gint64 line, GError **error);

DocketOrderLine *docket_order_line_copy (DocketOrderLine *line);

GPtrArray *docket_draft_get_tax_rates (GPtrArray *amounts);

/* The last event of that type among those of a command; NULL where there is none. */
gpointer docket_find_event (GPtrArray *events, GType type);

G_END_DECLS
