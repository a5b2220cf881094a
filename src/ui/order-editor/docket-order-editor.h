/* docket-order-editor.h: takes an order
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-page.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_ORDER_EDITOR (docket_order_editor_get_type ())
G_DECLARE_FINAL_TYPE (DocketOrderEditor, docket_order_editor, DOCKET, ORDER_EDITOR, DocketPage)

/* It edits the draft of a DocketOrderQuery, or begins a new order where that names none. */

G_END_DECLS
