/* docket-order-steps.h: what can be done with an order
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "docket-order-query.h"
#include "docket-shell.h"

G_BEGIN_DECLS

/* What the one primary button says for the order's next step; NULL where nothing is left to do. */
const char *docket_order_steps_get_label (DocketOrderDetail *order);

/* The command behind the next step, for asking the rules; NULL where nothing is left to do. */
DocketCommand *docket_order_steps_make_command (DocketShell *shell, DocketOrderDetail *order);

/* Takes the next step, or opens the dialog for it over the window of widget. */
void docket_order_steps_take (DocketShell *shell, DocketOrderDetail *order, GtkWidget *widget);

/* A command that only needs to know the order. */
DocketCommand *docket_order_steps_command (DocketShell *shell, DocketOrderDetail *order, const char *name);
/* The same for taking money: what is owed, or anything where nothing is. */
DocketCommand *docket_order_steps_payment_command (DocketShell *shell, DocketOrderDetail *order);

/* Makes a draft with the same lines for the same customer, and opens it. */
void docket_order_steps_duplicate (DocketShell *shell, DocketOrderDetail *order);

G_END_DECLS
