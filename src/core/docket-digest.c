/* docket-digest.c: SHA-256
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Five digests are made for each command. Nettle uses the processor's own instructions for them where it has such, and takes a
 * fifth to a seventh of what GChecksum takes. */

#include "docket-digest.h"

#include <nettle/version.h>

void
docket_digest_init (DocketDigest *self)
{
  sha256_init (&self->context);
}

void
docket_digest_add (DocketDigest *self, gconstpointer data, gsize size)
{
  sha256_update (&self->context, size, data);
}

void
docket_digest_finish (DocketDigest *self, guint8 digest[DOCKET_DIGEST_SIZE])
{
#if NETTLE_VERSION_MAJOR >= 4
  sha256_digest (&self->context, digest);
#else
  sha256_digest (&self->context, DOCKET_DIGEST_SIZE, digest);
#endif
}
