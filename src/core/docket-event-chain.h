/* docket-event-chain.h: the digests that make a changed past show
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

#include "docket-digest.h"
#include "docket-uuid.h"

G_BEGIN_DECLS

#define DOCKET_SALT_SIZE 16

/**
 * DocketChainPart:
 * @data: (nullable): the bytes of a stored column; %NULL for NULL
 * @size: how many
 */
typedef struct
{
  gconstpointer data;
  gsize size;
} DocketChainPart;

/**
 * DocketChainCommand:
 * @after: the `hash` of the row before
 *
 * The columns of a command's row that its digest covers.
 */
typedef struct
{
  DocketChainPart after;
  gint64 sequence;
  DocketChainPart id;
  DocketChainPart type;
  DocketChainPart outcome;
  gint64 time;
  gint64 day;
  DocketChainPart actor;
  DocketChainPart station;
  gint64 received;
  gint64 duration;
  DocketChainPart undoes;
  DocketChainPart error_code;
  DocketChainPart error_field;
  DocketChainPart message;
  DocketChainPart request;
  DocketChainPart digest;
  DocketChainPart subject;
  DocketChainPart data;
} DocketChainCommand;

/**
 * DocketChainEvent:
 *
 * The columns of an event's row that its hash covers.
 */
typedef struct
{
  gint64 position;
  DocketChainPart stream;
  gint64 version;
  DocketChainPart type;
  gint64 schema;
  gint64 time;
  gint64 day;
  DocketChainPart command_id;
  DocketChainPart actor;
  DocketChainPart station;
  DocketChainPart data;
  DocketChainPart subject;
  DocketChainPart digest;
} DocketChainEvent;

DocketChainPart docket_chain_text (const char *text);
DocketChainPart docket_chain_uuid (const DocketUuid *uuid);
DocketChainPart docket_chain_bytes (gconstpointer data, gsize size);

void docket_event_chain_derive_salt (const guint8 command_salt[DOCKET_SALT_SIZE], guint index, guint8 salt[DOCKET_SALT_SIZE]);

void docket_event_chain_digest_personal (DocketChainPart salt, DocketChainPart personal, guint8 digest[DOCKET_DIGEST_SIZE]);

void docket_event_chain_digest_command (const DocketChainCommand *command, guint8 digest[DOCKET_DIGEST_SIZE]);

void docket_event_chain_hash (const guint8 previous[DOCKET_DIGEST_SIZE], const DocketChainEvent *event,
                              const guint8 command_digest[DOCKET_DIGEST_SIZE], guint8 hash[DOCKET_DIGEST_SIZE]);

G_END_DECLS
