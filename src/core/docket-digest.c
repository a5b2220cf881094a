/* docket-digest.c: SHA-256
 *
 * Five digests are made for each command. OpenSSL uses the processor's own instructions for them where it has such, and takes
 * a fifth to a seventh of what GChecksum takes.
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-digest.h"

void
docket_digest_init (DocketDigest *self)
{
  SHA256_Init (&self->context);
}

void
docket_digest_add (DocketDigest *self, gconstpointer data, gsize size)
{
  SHA256_Update (&self->context, data, size);
}

void
docket_digest_finish (DocketDigest *self, guint8 digest[DOCKET_DIGEST_SIZE])
{
  SHA256_Final (digest, &self->context);
  SHA256_Init (&self->context);
}
