/* docket-quantity.h: how much of something, exact to thousandths
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-field.h"

G_BEGIN_DECLS

/* One piece, one kilogram, one metre. */
#define DOCKET_QUANTITY_ONE G_GINT64_CONSTANT (1000)

/* The greatest quantity, and with its sign the least: a billion units. */
#define DOCKET_QUANTITY_MAXIMUM G_GINT64_CONSTANT (1000000000000)

#define DOCKET_QUANTITY_STRING_SIZE 32

/* The member is a gint64 of thousandths, and so are the bounds of the field. */
extern const DocketFieldKind docket_kind_quantity;

gboolean docket_quantity_parse (const char *text, gint64 *quantity, GError **error);

const char *docket_quantity_format (gint64 quantity, char buffer[DOCKET_QUANTITY_STRING_SIZE]);

char *docket_quantity_to_string (gint64 quantity);

gboolean docket_quantity_is_in_step (gint64 quantity, gint64 step);

G_END_DECLS
