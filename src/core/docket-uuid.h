/* docket-uuid.h: the identifiers of streams, commands and records
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define DOCKET_UUID_SIZE 16
#define DOCKET_UUID_STRING_SIZE 37

/**
 * DocketUuid:
 * @bytes: the identifier, most significant byte first
 *
 * A UUID by value. All zeros means that there is none.
 */
typedef struct
{
  guint8 bytes[DOCKET_UUID_SIZE];
} DocketUuid;

#define DOCKET_TYPE_UUID (docket_uuid_get_type ())

GType docket_uuid_get_type (void);

DocketUuid docket_uuid_generate (gint64 time);

DocketUuid docket_uuid_derive (const DocketUuid *parent, gint64 time, const char *purpose, guint index);

gboolean docket_uuid_parse (const char *text, DocketUuid *uuid);

DocketUuid docket_uuid_from_bytes (gconstpointer bytes, gsize size);

const char *docket_uuid_format (const DocketUuid *uuid, char buffer[DOCKET_UUID_STRING_SIZE]);

char *docket_uuid_to_string (const DocketUuid *uuid);

gboolean docket_uuid_is_null (const DocketUuid *uuid);

gboolean docket_uuid_equal (gconstpointer a, gconstpointer b);

guint docket_uuid_hash (gconstpointer uuid);

G_END_DECLS
