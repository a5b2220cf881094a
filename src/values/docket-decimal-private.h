/* docket-decimal-private.h: decimal numbers in text, as integers of their last decimal
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  DOCKET_DECIMAL_OK,
  DOCKET_DECIMAL_MALFORMED,
  DOCKET_DECIMAL_TOO_FINE,
  DOCKET_DECIMAL_TOO_LARGE,
} DocketDecimalResult;

DocketDecimalResult docket_decimal_parse (const char *text, guint maximum_decimals, gint64 maximum, gint64 *value, guint *decimals);

gboolean docket_decimal_scale (gint64 *value, guint decimals, gint64 maximum);

const char *docket_decimal_format (gint64 value, guint decimals, guint least_decimals, char *buffer, gsize size);

const char *docket_decimal_show (const char *text);

G_END_DECLS
