/* docket-service-private.h: what both ends of the service agree on
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "config.h"

#include "docket-service.h"

G_BEGIN_DECLS

/* The same in every profile: a data directory does not tell which one holds it. */
#define DOCKET_SERVICE_PATH SERVICE_PATH
#define DOCKET_SERVICE_INTERFACE SERVICE_INTERFACE

/* Where the socket really is; link: (out) the symbolic link in the directory that leads to it, NULL when it lies there itself. */
char *docket_service_choose_path (const char *directory, char **link);

/* A D-Bus error whose body is (ss): the message and the field. */
GDBusMessage *docket_service_encode_error (GDBusMessage *call, const GError *error);
GError *docket_service_decode_error (GDBusMessage *reply);

G_END_DECLS
