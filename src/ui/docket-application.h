/* docket-application.h: the program
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DOCKET_TYPE_APPLICATION (docket_application_get_type ())
G_DECLARE_FINAL_TYPE (DocketApplication, docket_application, DOCKET, APPLICATION, AdwApplication)

DocketApplication *docket_application_new (void);

GSettings *docket_application_get_settings (DocketApplication *self);

/* Opens the shop, which may have begun when the program did: as docket_opening_begin(). Returns: (transfer full) */
GTask *docket_application_open_shop (DocketApplication *self, const char *directory);

G_END_DECLS
