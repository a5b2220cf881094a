/* docket-locale-private.h: the person's locale
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>
#include <unicode/utypes.h>

G_BEGIN_DECLS

void docket_locale_set (const char *locale);

const char *docket_locale_get (void);

char *docket_locale_to_utf8 (const UChar *text, int length);

UChar *docket_locale_from_utf8 (const char *text, int *length);

G_END_DECLS
