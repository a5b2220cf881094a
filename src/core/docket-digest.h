/* docket-digest.h: SHA-256
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

/* The functions that need neither providers nor memory, and cannot fail: deprecated where this is not said. */
#define OPENSSL_API_COMPAT 10101
#include <openssl/sha.h>

G_BEGIN_DECLS

#define DOCKET_DIGEST_SIZE 32

/* On the stack: nothing is allocated. */
typedef struct
{
  SHA256_CTX context;
} DocketDigest;

void docket_digest_init (DocketDigest *self);

void docket_digest_add (DocketDigest *self, gconstpointer data, gsize size);

/* Begins anew afterwards. */
void docket_digest_finish (DocketDigest *self, guint8 digest[DOCKET_DIGEST_SIZE]);

G_END_DECLS
