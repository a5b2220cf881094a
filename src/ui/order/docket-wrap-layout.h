/* docket-wrap-layout.h: children side by side, on as many lines as they need
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DOCKET_TYPE_WRAP_LAYOUT (docket_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (DocketWrapLayout, docket_wrap_layout, DOCKET, WRAP_LAYOUT, GtkLayoutManager)

/* Property "spacing" (int): between children and between lines. Each child has its natural width, as words of a text have. */

G_END_DECLS
