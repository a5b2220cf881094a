/* docket-search-text.h: what a search finds an order or a customer by
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-customer-events.h"

G_BEGIN_DECLS

void docket_search_text_add (GString *text, const char *words);

void docket_search_text_add_email (GString *text, const char *email);

void docket_search_text_add_phone (GString *text, const char *phone);

void docket_search_text_add_contact (GString *text, DocketContact *contact);

char *docket_search_text_prepare (const char *typed);

G_END_DECLS
