/* docket-flow-layout.h: columns of one width, as many as there is room for
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DOCKET_TYPE_FLOW_LAYOUT (docket_flow_layout_get_type ())
G_DECLARE_FINAL_TYPE (DocketFlowLayout, docket_flow_layout, DOCKET, FLOW_LAYOUT, GtkLayoutManager)

/* Properties: "column-width" (int: the least), "spacing" (int), "maximum-columns" (int; where not all columns fit, their number is
 * halved, so that rows stay full). */

G_END_DECLS
