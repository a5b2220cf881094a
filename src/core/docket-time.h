/* docket-time.h: moments in UTC and calendar days
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DOCKET_TIME_STRING_SIZE 32
#define DOCKET_DAY_STRING_SIZE 16

/* 9999-12-31T23:59:59.999999Z in microseconds since 1970. */
#define DOCKET_TIME_MAXIMUM G_GINT64_CONSTANT (253402300799999999)

#define DOCKET_DAY_MINIMUM 19700101
#define DOCKET_DAY_MAXIMUM 99991231

gint64 docket_time_now (void);

gboolean docket_time_parse (const char *text, gint64 *time);

const char *docket_time_format (gint64 time, char buffer[DOCKET_TIME_STRING_SIZE]);

gboolean docket_day_parse (const char *text, gint32 *day);

const char *docket_day_format (gint32 day, char buffer[DOCKET_DAY_STRING_SIZE]);

gboolean docket_day_is_valid (gint32 day);

gint32 docket_day_of_time (gint64 time, GTimeZone *zone);

gint32 docket_day_add (gint32 day, int days);

G_END_DECLS
