/* docket-goto.h: goes to anything that can be named
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "docket-shell.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_GOTO (docket_goto_get_type ())
G_DECLARE_FINAL_TYPE (DocketGoto, docket_goto, DOCKET, GOTO, AdwWindow)

void docket_goto_present (DocketShell *shell, GtkWindow *parent);

G_END_DECLS
