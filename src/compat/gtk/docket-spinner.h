/* docket-spinner.h: something is under way
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DOCKET_TYPE_SPINNER (docket_spinner_get_type ())
G_DECLARE_FINAL_TYPE (DocketSpinner, docket_spinner, DOCKET, SPINNER, AdwBin)

/* It spins while it can be seen. */
GtkWidget *docket_spinner_new (void);

G_END_DECLS
