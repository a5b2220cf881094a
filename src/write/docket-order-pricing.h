/* docket-order-pricing.h: makes the terms of an order from what is asked for, the products and the shop's settings
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-database.h"
#include "docket-order-request.h"
#include "docket-order-terms.h"

G_BEGIN_DECLS

/* For prepare alone: what it makes is stored with the command, so that a price agreed once never moves. */

/**
 * DocketTermsRequest:
 * @currency: (nullable): the shop's where it is not given
 * @has_prices_include_tax: whether @prices_include_tax was given; the shop's otherwise
 * @has_tax_rounding: whether @tax_rounding was given; the shop's otherwise
 *
 * How the figures of a new order are to be understood.
 */
typedef struct
{
  const char *currency;
  gboolean has_prices_include_tax;
  gboolean prices_include_tax;
  gboolean has_tax_rounding;
  int tax_rounding;
} DocketTermsRequest;

DocketOrderTerms *docket_order_terms_begin (DocketDatabase *database, const DocketTermsRequest *request, GError **error);

/* Shared by the records that ask for an order; the fields are prices-include-tax and tax-rounding. */
void docket_terms_request_init (DocketTermsRequest *self, DocketRecord *record, const char *currency, gboolean prices_include_tax,
                                int tax_rounding);

DocketOrderLine *docket_order_terms_add_line (DocketOrderTerms *terms, DocketDatabase *database, DocketLineRequest *request,
                                              gint64 line, GError **error);

gboolean docket_order_terms_add_lines (DocketOrderTerms *terms, DocketDatabase *database, GPtrArray *requests, GError **error);

gboolean docket_order_terms_set_shipping (DocketOrderTerms *terms, DocketDatabase *database, DocketShippingRequest *request,
                                          GError **error);

void docket_order_line_set_taxes (DocketOrderLine *line, GPtrArray *taxes, guint8 digits);

gboolean docket_order_line_check_quantity (DocketOrderLine *line, GError **error);

gboolean docket_order_line_check_price (DocketOrderLine *line, DocketDatabase *database, const char *currency, GError **error);

gboolean docket_order_terms_calculate (DocketOrderTerms *terms, GError **error);

guint8 docket_order_terms_get_digits (DocketOrderTerms *terms);

G_END_DECLS
