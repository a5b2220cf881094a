/* docket-rate.h: tax rates and other percentages, exact to parts per million
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-field.h"

G_BEGIN_DECLS

/* 100 % and 1 % in parts per million. */
#define DOCKET_RATE_ONE G_GINT64_CONSTANT (1000000)
#define DOCKET_RATE_PERCENT G_GINT64_CONSTANT (10000)

/* The greatest rate: 1000 %. There are none below 0. */
#define DOCKET_RATE_MAXIMUM G_GINT64_CONSTANT (10000000)

#define DOCKET_RATE_STRING_SIZE 32

/* The member is a gint64 of parts per million, and so are the bounds of the field; its text is in percent: `9.975`. */
extern const DocketFieldKind docket_kind_rate;

gboolean docket_rate_parse (const char *text, gint64 *rate, GError **error);

const char *docket_rate_format (gint64 rate, char buffer[DOCKET_RATE_STRING_SIZE]);

char *docket_rate_to_string (gint64 rate);

G_END_DECLS
