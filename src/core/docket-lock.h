/* docket-lock.h: one holder for each data directory
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "docket-error.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_LOCK (docket_lock_get_type ())
G_DECLARE_FINAL_TYPE (DocketLock, docket_lock, DOCKET, LOCK, GObject)

/* DOCKET_ERROR_BUSY when another process has it. Given back when the object or the process ends. */
DocketLock *docket_lock_acquire (const char *directory, GError **error);

G_END_DECLS
