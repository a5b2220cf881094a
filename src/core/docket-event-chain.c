/* docket-event-chain.c: the digests that make a changed past show
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The exact bytes, so that anybody can check a log or an export of it without Docket
 *
 * All digests are SHA-256. Columns are written one after the other, each as
 *
 *   integer        8 bytes, two's complement, most significant first
 *   text or blob   4 bytes of length, most significant first, then the bytes as stored (text in UTF-8)
 *   NULL           the length ff ff ff ff and nothing else
 *
 *   salt of a command's index-th event (from 0)
 *     the first 16 bytes of  SHA-256 (command's salt (16 bytes) || index (4 bytes, most significant first))
 *
 *   digest of personal data, where there is any; the column `digest` of an event's or a command's row
 *     SHA-256 (salt (16 bytes) || bytes of the column `personal`)
 *
 *   digest of a request, by which a repeated command is known; the column `request` of a command's row
 *     SHA-256 (salt (16 bytes) || type || data || personal, both as the command came || time || undoes)
 *
 *   command digest; `command-digest` in an export
 *     SHA-256 (after, sequence, id, type, outcome, time, day, actor, station, received, duration, undoes, error_code,
 *              error_field, message, request, digest, subject, data)
 *     It stands in the column `hash` of a command that has no events, such as a rejected one. Elsewhere it is stored nowhere:
 *     the hash of the command's events holds on to it. after is the column `hash` of the row before, by sequence; so the
 *     rejected commands hold on to each other, and the next event to the last of them.
 *
 *   hash of an event; the column `hash`
 *     SHA-256 (hash of the event before (32 bytes as they are; zeros before the first)
 *              || position, stream, version, type, schema, time, day, command_id, actor, station, data, subject, digest
 *              || command digest (32 bytes as they are))
 *
 * Identifiers are blobs of 16 bytes, digests blobs of 32. time counts microseconds since 1970 in UTC, day is the number
 * yyyymmdd. In an export `data` and `personal` stand as they are stored, byte for byte; identifiers, time and day are
 * written as text, salt and digests in hexadecimal; a member that is not there is NULL.
 *
 * In no digest are: `personal` and `salt`, which are blanked when a person is erased (the digests stay, and tell nothing
 * without the salt); `undone_by`, written later, which must answer to `undoes` of the other command; `first_position` and
 * `last_position`, which must answer to `command_id` of the events. */

#include "docket-event-chain.h"

#include <string.h>

#define NULL_SIZE 0xffffffff

static void
add_integer (DocketDigest *digest, gint64 value)
{
  gint64 big_endian = GINT64_TO_BE (value);

  docket_digest_add (digest, &big_endian, sizeof big_endian);
}

static void
add_part (DocketDigest *digest, DocketChainPart part)
{
  guint32 size = GUINT32_TO_BE (part.data != NULL ? (guint32) part.size : NULL_SIZE);

  docket_digest_add (digest, &size, sizeof size);
  if (part.data != NULL)
    docket_digest_add (digest, part.data, part.size);
}

/**
 * docket_chain_text:
 * @text: (nullable): a text column
 *
 * Returns: (transfer none): its bytes
 */
DocketChainPart
docket_chain_text (const char *text)
{
  return (DocketChainPart){ text, text != NULL ? strlen (text) : 0 };
}

/**
 * docket_chain_uuid:
 * @uuid: (nullable): an identifier; the null one is stored as NULL
 *
 * Returns: (transfer none): its bytes
 */
DocketChainPart
docket_chain_uuid (const DocketUuid *uuid)
{
  return (DocketChainPart){ uuid != NULL && !docket_uuid_is_null (uuid) ? uuid->bytes : NULL, DOCKET_UUID_SIZE };
}

/**
 * docket_chain_bytes:
 * @data: (nullable): a column
 * @size: its length
 *
 * Returns: (transfer none): its bytes
 */
DocketChainPart
docket_chain_bytes (gconstpointer data, gsize size)
{
  return (DocketChainPart){ data, size };
}

/**
 * docket_event_chain_derive_salt:
 * @command_salt: (array fixed-size=16): the command's salt
 * @index: which event of the command, from 0
 * @salt: (out) (array fixed-size=16): the event's salt
 *
 * Makes the salt of an event's personal data, so that running the command again makes the same.
 */
void
docket_event_chain_derive_salt (const guint8 command_salt[DOCKET_SALT_SIZE], guint index, guint8 salt[DOCKET_SALT_SIZE])
{
  guint8 bytes[DOCKET_DIGEST_SIZE];
  guint32 big_endian = GUINT32_TO_BE (index);
  DocketDigest digest;

  docket_digest_init (&digest);
  docket_digest_add (&digest, command_salt, DOCKET_SALT_SIZE);
  docket_digest_add (&digest, &big_endian, sizeof big_endian);
  docket_digest_finish (&digest, bytes);
  memcpy (salt, bytes, DOCKET_SALT_SIZE);
}

/**
 * docket_event_chain_digest_personal:
 * @salt: the row's salt
 * @personal: the row's personal data
 * @digest: (out) (array fixed-size=32): the digest
 *
 * Makes the digest that stands for personal data in the chain, and tells nothing of them once the salt is gone.
 */
void
docket_event_chain_digest_personal (DocketChainPart salt, DocketChainPart personal, guint8 digest[DOCKET_DIGEST_SIZE])
{
  DocketDigest sum;

  docket_digest_init (&sum);
  docket_digest_add (&sum, salt.data, salt.size);
  docket_digest_add (&sum, personal.data, personal.size);
  docket_digest_finish (&sum, digest);
}

/**
 * docket_event_chain_digest_command:
 * @command: a command's columns
 * @digest: (out) (array fixed-size=32): the digest
 *
 * Makes the digest that the command's events, or the command after it, hold on to.
 */
void
docket_event_chain_digest_command (const DocketChainCommand *command, guint8 digest[DOCKET_DIGEST_SIZE])
{
  DocketDigest sum;

  docket_digest_init (&sum);
  add_part (&sum, command->after);
  add_integer (&sum, command->sequence);
  add_part (&sum, command->id);
  add_part (&sum, command->type);
  add_part (&sum, command->outcome);
  add_integer (&sum, command->time);
  add_integer (&sum, command->day);
  add_part (&sum, command->actor);
  add_part (&sum, command->station);
  add_integer (&sum, command->received);
  add_integer (&sum, command->duration);
  add_part (&sum, command->undoes);
  add_part (&sum, command->error_code);
  add_part (&sum, command->error_field);
  add_part (&sum, command->message);
  add_part (&sum, command->request);
  add_part (&sum, command->digest);
  add_part (&sum, command->subject);
  add_part (&sum, command->data);
  docket_digest_finish (&sum, digest);
}

/**
 * docket_event_chain_hash:
 * @previous: (array fixed-size=32): the hash of the event before, zeros before the first
 * @event: an event's columns
 * @command_digest: (array fixed-size=32): the digest of its command's row
 * @hash: (out) (array fixed-size=32): the event's hash
 *
 * Chains an event to the one before it.
 */
void
docket_event_chain_hash (const guint8 previous[DOCKET_DIGEST_SIZE], const DocketChainEvent *event,
                         const guint8 command_digest[DOCKET_DIGEST_SIZE], guint8 hash[DOCKET_DIGEST_SIZE])
{
  DocketDigest sum;

  docket_digest_init (&sum);
  docket_digest_add (&sum, previous, DOCKET_DIGEST_SIZE);
  add_integer (&sum, event->position);
  add_part (&sum, event->stream);
  add_integer (&sum, event->version);
  add_part (&sum, event->type);
  add_integer (&sum, event->schema);
  add_integer (&sum, event->time);
  add_integer (&sum, event->day);
  add_part (&sum, event->command_id);
  add_part (&sum, event->actor);
  add_part (&sum, event->station);
  add_part (&sum, event->data);
  add_part (&sum, event->subject);
  add_part (&sum, event->digest);
  docket_digest_add (&sum, command_digest, DOCKET_DIGEST_SIZE);
  docket_digest_finish (&sum, hash);
}
