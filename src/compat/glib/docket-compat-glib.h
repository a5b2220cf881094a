/* docket-compat-glib.h: what newer GLib has and the oldest supported one has not
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

#if !GLIB_CHECK_VERSION (2, 76, 0)

static inline gboolean
docket_compat_set_str (char **pointer, const char *text)
{
  char *copy;

  if (*pointer == text || (*pointer != NULL && text != NULL && g_str_equal (*pointer, text)))
    return FALSE;
  copy = g_strdup (text);
  g_free (*pointer);
  *pointer = copy;
  return TRUE;
}

#define g_set_str docket_compat_set_str

#endif
