/* docket-command-row.c: what is stored of a command
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-command-row.h"
#include "docket-command-told.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/random.h>

/* A command that was refused for its size is not to fill the disk. */
#define LARGEST_REJECTED 65536

void
docket_command_draft_init (DocketCommandDraft *self)
{
  self->data = g_string_sized_new (1024);
  self->personal = g_string_sized_new (256);
}

void
docket_command_draft_clear (DocketCommandDraft *self)
{
  g_string_free (self->data, TRUE);
  g_string_free (self->personal, TRUE);
}

gboolean
docket_command_ensure_salt (DocketCommand *command, GError **error)
{
  static const guint8 no_salt[DOCKET_SALT_SIZE];
  const guint8 *salt = docket_command_get_salt (command);
  guint8 bytes[DOCKET_SALT_SIZE];

  if (memcmp (salt, no_salt, sizeof no_salt) != 0)
    return TRUE;
  if (getrandom (bytes, sizeof bytes, 0) != (ssize_t) sizeof bytes)
    {
      docket_error_set (error, DOCKET_ERROR_STORAGE, NULL, _("The system gives no random numbers: %s."), g_strerror (errno));
      return FALSE;
    }
  docket_command_set_salt (command, bytes);
  return TRUE;
}

static void
add_text (DocketDigest *digest, const char *text)
{
  /* With the zero at its end, so that two texts do not run together. */
  docket_digest_add (digest, text != NULL ? text : "", (text != NULL ? strlen (text) : 0) + 1);
}

void
docket_command_draft_digest_request (DocketCommandDraft *self, DocketCommand *command, const guint8 *salt)
{
  gint64 time = GINT64_TO_BE (docket_command_get_time (command));
  DocketDigest digest;

  docket_digest_init (&digest);
  docket_digest_add (&digest, salt, DOCKET_SALT_SIZE);
  add_text (&digest, docket_command_get_type_name (command));
  add_text (&digest, docket_event_store_write_part (DOCKET_RECORD (command), DOCKET_PART_PUBLIC, self->data));
  if (docket_record_has_personal (DOCKET_RECORD (command)))
    add_text (&digest, docket_event_store_write_part (DOCKET_RECORD (command), DOCKET_PART_PERSONAL, self->personal));
  docket_digest_add (&digest, &time, sizeof time);
  docket_digest_add (&digest, docket_command_get_undoes (command)->bytes, DOCKET_UUID_SIZE);
  docket_digest_finish (&digest, self->request);
}

static gboolean
write_part (DocketCommand *command, DocketFieldParts part, const DocketToldFields *told, GString *text)
{
  DocketJsonWriter writer;

  g_string_truncate (text, 0);
  docket_json_writer_init (&writer, text);
  docket_record_write_rest (DOCKET_RECORD (command), part, &told->omitted, &told->unset, &writer);
  return text->len > strlen ("{}");
}

/* Whom the command's personal data are about when it does not say so itself: the one of its first event. */
static const DocketUuid *
find_subject (DocketEventStore *store, DocketCommand *command, GPtrArray *events)
{
  const DocketUuid *fallback = NULL;

  if (events->len > 0)
    {
      DocketEvent *first = g_ptr_array_index (events, 0);

      fallback = docket_event_store_get_subject (store, DOCKET_RECORD (first), &docket_event_get_envelope (first)->stream);
    }
  return docket_event_store_get_subject (store, DOCKET_RECORD (command), fallback);
}

/* In a command that was refused, personal data that nobody could ever ask to have erased are not kept: of somebody who is not
 * named, or of whom the log knows nothing. */
static gboolean
find_keepable_subject (DocketEventStore *store, DocketCommand *command, GPtrArray *events, const GError *reason,
                       const DocketUuid **subject, GError **error)
{
  gint64 version;

  *subject = docket_record_has_personal (DOCKET_RECORD (command)) ? find_subject (store, command, events) : NULL;
  if (*subject == NULL || reason == NULL)
    return TRUE;
  if (!docket_event_store_get_version (store, *subject, &version, error))
    return FALSE;
  if (version == 0)
    *subject = NULL;
  return TRUE;
}

static void
describe_data (DocketCommandDraft *self, DocketCommand *command, const DocketToldFields *told)
{
  if (!write_part (command, DOCKET_PART_PUBLIC, told, self->data) ||
      (self->row.columns.error_code.data != NULL && self->data->len > LARGEST_REJECTED))
    g_string_assign (self->data, "{}");
  self->row.columns.data = docket_chain_bytes (self->data->str, self->data->len);
}

static void
describe_personal (DocketCommandDraft *self, DocketCommand *command, const DocketToldFields *told, const DocketUuid *subject)
{
  DocketCommandRow *row = &self->row;

  if (subject == NULL || !write_part (command, DOCKET_PART_PERSONAL, told, self->personal))
    return;
  row->personal = docket_chain_bytes (self->personal->str, self->personal->len);
  docket_event_chain_digest_personal (row->salt, row->personal, self->digest);
  row->columns.digest = docket_chain_bytes (self->digest, DOCKET_DIGEST_SIZE);
  row->columns.subject = docket_chain_uuid (subject);
}

static void
describe_envelope (DocketChainCommand *columns, DocketCommand *command, const GError *reason)
{
  columns->id = docket_chain_uuid (docket_command_get_id (command));
  columns->type = docket_chain_text (docket_command_get_type_name (command));
  columns->time = docket_command_get_time (command);
  columns->day = docket_command_get_day (command);
  columns->actor = docket_chain_text (docket_command_get_actor (command));
  columns->station = docket_chain_text (docket_command_get_station (command));
  columns->undoes = docket_chain_uuid (docket_command_get_undoes (command));
  columns->outcome = docket_chain_text (reason == NULL ? "accepted" : "rejected");
  if (reason == NULL)
    return;
  columns->error_code = docket_chain_text (docket_error_code_to_string (reason->code));
  columns->error_field = docket_chain_text (docket_error_get_field (reason));
  columns->message = docket_chain_text (reason->message);
}

gboolean
docket_command_draft_describe (DocketCommandDraft *self, DocketCommand *command, GPtrArray *events, const GError *reason,
                               DocketEventStore *store, GError **error)
{
  DocketToldFields told;
  const DocketUuid *subject;

  self->row = (DocketCommandRow){ 0 };
  describe_envelope (&self->row.columns, command, reason);
  self->row.columns.request = docket_chain_bytes (self->request, DOCKET_DIGEST_SIZE);
  if (!find_keepable_subject (store, command, events, reason, &subject, error))
    return FALSE;
  self->row.salt = docket_chain_bytes (docket_command_get_salt (command), DOCKET_SALT_SIZE);
  docket_command_find_told (command, events, &told);
  describe_data (self, command, &told);
  describe_personal (self, command, &told, subject);
  return TRUE;
}

void
docket_command_draft_seal (DocketCommandDraft *self, const DocketCommandLogEnd *end, gint64 received, gint64 duration)
{
  DocketChainCommand *columns = &self->row.columns;

  memcpy (self->after, end->hash, DOCKET_DIGEST_SIZE);
  columns->after = docket_chain_bytes (end->has_hash ? self->after : NULL, DOCKET_DIGEST_SIZE);
  columns->sequence = end->sequence + 1;
  columns->received = received;
  columns->duration = duration;
  docket_event_chain_digest_command (columns, self->hash);
}
