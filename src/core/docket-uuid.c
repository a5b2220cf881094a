/* docket-uuid.c: the identifiers of streams, commands and records
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-uuid.h"

#include "docket-digest.h"

#include <string.h>
#include <sys/random.h>

static DocketUuid *
copy (const DocketUuid *uuid)
{
  return g_memdup2 (uuid, sizeof *uuid);
}

static void
dispose (DocketUuid *uuid)
{
  g_free (uuid);
}

G_DEFINE_BOXED_TYPE (DocketUuid, docket_uuid, copy, dispose)

static void
stamp (DocketUuid *uuid, gint64 time)
{
  gint64 milliseconds = MAX (time, 0) / 1000;

  for (guint i = 0; i < 6; i++)
    uuid->bytes[i] = (guint8) (milliseconds >> (40 - 8 * i));
  uuid->bytes[6] = (uuid->bytes[6] & 0x0f) | 0x70;
  uuid->bytes[8] = (uuid->bytes[8] & 0x3f) | 0x80;
}

/**
 * docket_uuid_generate:
 * @time: microseconds since 1970 in UTC
 *
 * Makes a new identifier of version 7 (RFC 9562), which sorts by time.
 *
 * Returns: the identifier
 */
DocketUuid
docket_uuid_generate (gint64 time)
{
  DocketUuid uuid;

  /* They need to differ, not to be secret: where the system gives none, GLib's will do. */
  if (getrandom (uuid.bytes, sizeof uuid.bytes, 0) != (ssize_t) sizeof uuid.bytes)
    for (guint i = 0; i < DOCKET_UUID_SIZE; i++)
      uuid.bytes[i] = (guint8) g_random_int ();
  stamp (&uuid, time);
  return uuid;
}

/**
 * docket_uuid_derive:
 * @parent: the identifier that it comes from, a command's for example
 * @time: microseconds since 1970 in UTC
 * @purpose: what it identifies
 * @index: which one of that purpose, from 0
 *
 * Makes the identifier that follows from the arguments alone, so that running a command again makes the
 * same ones.
 *
 * Returns: an identifier of version 7
 */
DocketUuid
docket_uuid_derive (const DocketUuid *parent, gint64 time, const char *purpose, guint index)
{
  DocketUuid uuid;
  guint8 bytes[DOCKET_DIGEST_SIZE];
  guint32 big_endian_index = GUINT32_TO_BE (index);
  DocketDigest digest;

  docket_digest_init (&digest);
  docket_digest_add (&digest, parent->bytes, sizeof parent->bytes);
  docket_digest_add (&digest, purpose, strlen (purpose));
  docket_digest_add (&digest, &big_endian_index, sizeof big_endian_index);
  docket_digest_finish (&digest, bytes);
  memcpy (uuid.bytes, bytes, sizeof uuid.bytes);
  stamp (&uuid, time);
  return uuid;
}

/**
 * docket_uuid_parse:
 * @text: (nullable): 36 characters, in either case
 * @uuid: (out): the identifier
 *
 * Returns: whether @text is a UUID
 */
gboolean
docket_uuid_parse (const char *text, DocketUuid *uuid)
{
  guint n = 0;

  if (text == NULL || strlen (text) != DOCKET_UUID_STRING_SIZE - 1)
    return FALSE;
  for (guint i = 0; i < DOCKET_UUID_STRING_SIZE - 1;)
    {
      if (i == 8 || i == 13 || i == 18 || i == 23)
        {
          if (text[i++] != '-')
            return FALSE;
          continue;
        }
      if (!g_ascii_isxdigit (text[i]) || !g_ascii_isxdigit (text[i + 1]))
        return FALSE;
      uuid->bytes[n++] = (guint8) (g_ascii_xdigit_value (text[i]) << 4 | g_ascii_xdigit_value (text[i + 1]));
      i += 2;
    }
  return TRUE;
}

/**
 * docket_uuid_from_bytes:
 * @bytes: (nullable): the bytes as stored
 * @size: how many there are
 *
 * Returns: the identifier; the null one unless @size is 16
 */
DocketUuid
docket_uuid_from_bytes (gconstpointer bytes, gsize size)
{
  DocketUuid uuid = { 0 };

  if (bytes != NULL && size == DOCKET_UUID_SIZE)
    memcpy (uuid.bytes, bytes, DOCKET_UUID_SIZE);
  return uuid;
}

/**
 * docket_uuid_format:
 * @uuid: an identifier
 * @buffer: (array fixed-size=37): where to write
 *
 * Returns: @buffer, holding the 36 lower-case characters
 */
const char *
docket_uuid_format (const DocketUuid *uuid, char buffer[DOCKET_UUID_STRING_SIZE])
{
  static const char digits[] = "0123456789abcdef";
  char *at = buffer;

  for (guint i = 0; i < DOCKET_UUID_SIZE; i++)
    {
      if (i == 4 || i == 6 || i == 8 || i == 10)
        *at++ = '-';
      *at++ = digits[uuid->bytes[i] >> 4];
      *at++ = digits[uuid->bytes[i] & 15];
    }
  *at = '\0';
  return buffer;
}

/**
 * docket_uuid_to_string:
 * @uuid: an identifier
 *
 * Returns: (transfer full): the 36 lower-case characters
 */
char *
docket_uuid_to_string (const DocketUuid *uuid)
{
  char buffer[DOCKET_UUID_STRING_SIZE];

  return g_strdup (docket_uuid_format (uuid, buffer));
}

/**
 * docket_uuid_is_null:
 * @uuid: an identifier
 *
 * Returns: whether it is the one that stands for none
 */
gboolean
docket_uuid_is_null (const DocketUuid *uuid)
{
  static const DocketUuid null_uuid;

  return docket_uuid_equal (uuid, &null_uuid);
}

/**
 * docket_uuid_equal:
 * @a: (type DocketUuid): an identifier
 * @b: (type DocketUuid): another
 *
 * Returns: whether they are the same
 */
gboolean
docket_uuid_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (DocketUuid)) == 0;
}

/**
 * docket_uuid_hash:
 * @uuid: (type DocketUuid): an identifier
 *
 * Returns: a hash of it; the last bytes are random in every version
 */
guint
docket_uuid_hash (gconstpointer uuid)
{
  guint hash;

  memcpy (&hash, (const guint8 *) uuid + DOCKET_UUID_SIZE - sizeof hash, sizeof hash);
  return hash;
}
