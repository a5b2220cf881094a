/* docket-discard.h: asks before what was typed is lost
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For the close_request of a dialog: TRUE keeps it open until the person has answered. */
gboolean docket_discard_ask (GtkWindow *dialog, gboolean is_changed);

G_END_DECLS
