/* docket-verifier-chain.c: that the log is whole and as it was written
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-command-log.h"
#include "docket-log-end.h"
#include "docket-verifier-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#define STEP 1000

/* Where the walk along the chain stands. */
typedef struct
{
  DocketVerifier *verifier;
  gint64 position;
  guint8 hash[DOCKET_DIGEST_SIZE];
  DocketUuid command_id;
  DocketCommandSeal command;
} Walk;

enum
{
  COLUMN_POSITION,
  COLUMN_STREAM,
  COLUMN_VERSION,
  COLUMN_TYPE,
  COLUMN_SCHEMA,
  COLUMN_TIME,
  COLUMN_DAY,
  COLUMN_COMMAND_ID,
  COLUMN_ACTOR,
  COLUMN_STATION,
  COLUMN_DATA,
  COLUMN_SUBJECT,
  COLUMN_DIGEST,
  COLUMN_HASH,
  COLUMN_SALT,
  COLUMN_PERSONAL,
};

#define EVENT_SQL \
  "SELECT position, stream, version, type, schema, time, day, command_id, actor, station, data, subject, digest, hash, salt, personal" \
  " FROM event ORDER BY position"

static DocketChainPart
get_part (sqlite3_stmt *columns, int column)
{
  gconstpointer data = sqlite3_column_blob (columns, column);

  /* SQLite gives no address for a value of no length, which is not NULL. */
  if (data == NULL && sqlite3_column_type (columns, column) != SQLITE_NULL)
    data = "";
  return docket_chain_bytes (data, (gsize) sqlite3_column_bytes (columns, column));
}

static gboolean
is_digest (DocketChainPart part, const guint8 digest[DOCKET_DIGEST_SIZE])
{
  return part.data != NULL && part.size == DOCKET_DIGEST_SIZE && memcmp (part.data, digest, DOCKET_DIGEST_SIZE) == 0;
}

static gboolean
is_erased (DocketVerifier *self, DocketChainPart subject, gint64 position)
{
  DocketUuid uuid = docket_uuid_from_bytes (subject.data, subject.size);

  return self->settings->is_erased != NULL && !docket_uuid_is_null (&uuid) && self->settings->is_erased (self->write, &uuid, position);
}

/* The same for events and commands. subject_erased is asked only when the data are blank. */
static void
check_personal (DocketVerifier *self, const char *place, DocketChainPart digest, DocketChainPart salt, DocketChainPart personal,
                gboolean subject_erased)
{
  guint8 expected[DOCKET_DIGEST_SIZE];

  if (digest.data == NULL)
    {
      if (personal.data != NULL)
        docket_verifier_add (self, place, _("It has personal data that nothing vouches for."));
      return;
    }
  if (personal.data == NULL)
    {
      if (!subject_erased)
        docket_verifier_add (self, place, _("Its personal data are gone, though nobody erased the person."));
      else if (salt.data != NULL)
        docket_verifier_add (self, place, _("Its personal data are erased, but their salt is still there."));
      return;
    }
  if (salt.data == NULL)
    {
      docket_verifier_add (self, place, _("The salt of its personal data is gone."));
      return;
    }
  docket_event_chain_digest_personal (salt, personal, expected);
  if (!is_digest (digest, expected))
    docket_verifier_add (self, place, _("Its personal data are not those that were written."));
}

static gboolean
find_command (Walk *walk, DocketChainPart id, const char *place, GError **error)
{
  DocketVerifier *self = walk->verifier;
  DocketUuid uuid = docket_uuid_from_bytes (id.data, id.size);

  if (walk->command.is_found && docket_uuid_equal (&uuid, &walk->command_id))
    return TRUE;
  walk->command_id = uuid;
  if (!docket_command_log_seal (self->write, id, &walk->command, error))
    return FALSE;
  if (!walk->command.is_found)
    docket_verifier_add (self, place, _("The command that caused it is missing."));
  return TRUE;
}

/* An event's salt follows from its command's, as long as that is there. */
static void
check_salt (Walk *walk, const char *place, gint64 position, DocketChainPart salt)
{
  guint8 expected[DOCKET_SALT_SIZE];

  if (salt.data == NULL || !walk->command.has_salt || position < walk->command.first_position)
    return;
  docket_event_chain_derive_salt (walk->command.salt, (guint) (position - walk->command.first_position), expected);
  if (salt.size != DOCKET_SALT_SIZE || memcmp (salt.data, expected, DOCKET_SALT_SIZE) != 0)
    docket_verifier_add (walk->verifier, place, _("The salt of its personal data is not the one that follows from its command's."));
}

static void
check_place (Walk *walk, gint64 position)
{
  g_autofree char *place = NULL;

  if (position == walk->position + 1)
    return;
  if (position == walk->position + 2)
    place = g_strdup_printf (_("event %" PRId64), walk->position + 1);
  else
    place = g_strdup_printf (_("events %" PRId64 " to %" PRId64), walk->position + 1, position - 1);
  docket_verifier_add (walk->verifier, place, _("It is missing from the log."));
}

static gboolean
check_event (Walk *walk, sqlite3_stmt *columns, GError **error)
{
  DocketVerifier *self = walk->verifier;
  guint8 hash[DOCKET_DIGEST_SIZE];
  DocketChainPart stored = get_part (columns, COLUMN_HASH);
  DocketChainPart digest = get_part (columns, COLUMN_DIGEST);
  DocketChainPart personal = get_part (columns, COLUMN_PERSONAL);
  DocketChainPart subject = get_part (columns, COLUMN_SUBJECT);
  DocketChainPart salt = get_part (columns, COLUMN_SALT);
  DocketChainEvent event = {
    .position = sqlite3_column_int64 (columns, COLUMN_POSITION), .stream = get_part (columns, COLUMN_STREAM),
    .version = sqlite3_column_int64 (columns, COLUMN_VERSION),   .type = get_part (columns, COLUMN_TYPE),
    .schema = sqlite3_column_int64 (columns, COLUMN_SCHEMA),     .time = sqlite3_column_int64 (columns, COLUMN_TIME),
    .day = sqlite3_column_int64 (columns, COLUMN_DAY),           .command_id = get_part (columns, COLUMN_COMMAND_ID),
    .actor = get_part (columns, COLUMN_ACTOR),                   .station = get_part (columns, COLUMN_STATION),
    .data = get_part (columns, COLUMN_DATA),                     .subject = subject,
    .digest = digest,
  };
  g_autofree char *place = g_strdup_printf (_("event %" PRId64), event.position);
  gboolean is_next = event.position == walk->position + 1;

  check_place (walk, event.position);
  if (!find_command (walk, event.command_id, place, error))
    return FALSE;
  check_salt (walk, place, event.position, salt);
  check_personal (self, place, digest, salt, personal,
                  digest.data != NULL && personal.data == NULL && is_erased (self, subject, event.position));
  docket_event_chain_hash (walk->hash, &event, walk->command.digest, hash);
  /* After a gap the hash before is not known: the gap was told. */
  if (walk->command.is_found && is_next && !is_digest (stored, hash))
    docket_verifier_add (self, place, _("It, the row of its command or its hash is not what was written."));
  walk->position = event.position;
  memset (walk->hash, 0, sizeof walk->hash);
  if (stored.data != NULL)
    memcpy (walk->hash, stored.data, MIN (stored.size, sizeof walk->hash));
  return TRUE;
}

static gboolean
walk_events (DocketVerifier *self, GError **error)
{
  Walk walk = { .verifier = self };
  g_autoptr (GError) step_error = NULL;
  g_autoptr (DocketStatement) statement = docket_database_query (self->write, error, EVENT_SQL, NULL);

  if (statement == NULL)
    return FALSE;
  while (docket_statement_step (statement, &step_error))
    {
      if (!check_event (&walk, docket_statement_get_columns (statement), error))
        return FALSE;
      if (walk.position % STEP == 0 && !docket_verifier_step (self, _("The log"), walk.position, self->last_position, error))
        return FALSE;
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

static gboolean
check_streams (DocketVerifier *self, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (DocketStatement) statement = docket_database_query (
    self->write, error,
    "SELECT stream, count(*), min(version), max(version) FROM event GROUP BY stream"
    " HAVING min(version) <> 1 OR max(version) <> count(*)", NULL);

  if (statement == NULL)
    return FALSE;
  while (docket_statement_step (statement, &step_error))
    {
      DocketUuid stream = docket_statement_uuid (statement, 0);
      char uuid[DOCKET_UUID_STRING_SIZE];
      g_autofree char *place = g_strdup_printf (_("stream %s"), docket_uuid_format (&stream, uuid));

      docket_verifier_add (self, place,
                           _("It has %" PRId64 " events, numbered from %" PRId64 " to %" PRId64 "."),
                           docket_statement_integer (statement, 1), docket_statement_integer (statement, 2),
                           docket_statement_integer (statement, 3));
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

/* What the views have seen must be there: a log whose tail was cut is whole in itself. */
static gboolean
check_end (DocketVerifier *self, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (DocketStatement) checkpoint = NULL;

  if (self->read == NULL)
    return TRUE;
  checkpoint = docket_database_query (self->read, error, "SELECT view, position, hash FROM checkpoint WHERE position > 0 ORDER BY view",
                                      NULL);
  if (checkpoint == NULL)
    return FALSE;
  while (docket_statement_step (checkpoint, &step_error))
    {
      gint64 position = docket_statement_integer (checkpoint, 1);
      g_autoptr (GBytes) hash = docket_statement_bytes (checkpoint, 2);
      g_autofree char *place = g_strdup_printf (_("event %" PRId64), position);
      gint64 n;

      if (!docket_database_get_integer (self->write, 0, &n, error, "SELECT count(*) FROM event WHERE position = ? AND hash = ?", "ib",
                                        position, hash))
        return FALSE;
      if (n == 0)
        docket_verifier_add (self, place,
                             _("The view %s has seen it, and the log does not hold it: the end of the log was cut, or it is older than the"
                               " view."),
                             docket_statement_text (checkpoint, 0));
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

/* Rejected commands have no events. */
static gboolean
check_last_command (DocketVerifier *self, GError **error)
{
  g_autofree char *place = NULL;
  gint64 sequence;

  if (self->read == NULL)
    return TRUE;
  if (!docket_log_end_find_lost_command (self->read, self->write, &sequence, error))
    return FALSE;
  place = g_strdup_printf (_("command %" PRId64), sequence);
  if (sequence > 0)
    docket_verifier_add (self, place,
                         _("It was seen in the log, which does not hold it: the end of the log was cut, or it is an older one."));
  return TRUE;
}

/**
 * docket_verifier_check_chain:
 * @self: a verification
 * @error: return location
 *
 * Checks that no event is missing or changed, that streams have no gaps, and that the log reaches as far as the views
 * have seen it.
 *
 * Returns: whether it could be checked
 */
gboolean
docket_verifier_check_chain (DocketVerifier *self, GError **error)
{
  return walk_events (self, error) && check_streams (self, error) && check_end (self, error) &&
         check_last_command (self, error);
}

static char *
describe_command (DocketStatement *statement)
{
  DocketUuid id = docket_statement_uuid (statement, 0);
  char uuid[DOCKET_UUID_STRING_SIZE];

  return g_strdup_printf (_("command %s (%s)"), docket_uuid_format (&id, uuid), docket_statement_text (statement, 1));
}

/* One of its events may have been about the person who was erased: the command's salt had to go with those of its events. */
static gboolean
is_command_erased (DocketVerifier *self, sqlite3_stmt *columns)
{
  gint64 position = sqlite3_column_int64 (columns, 6);
  DocketStatement *statement;

  if (is_erased (self, get_part (columns, 5), position))
    return TRUE;
  if (position == 0)
    return FALSE;
  statement = docket_database_query (self->write, NULL, "SELECT subject FROM event WHERE position BETWEEN ? AND ? AND subject IS NOT NULL",
                                     "ii", position, (gint64) sqlite3_column_int64 (columns, 7));
  while (statement != NULL && docket_statement_step (statement, NULL))
    if (is_erased (self, get_part (docket_statement_get_columns (statement), 0), position))
      {
        docket_statement_reset (statement);
        return TRUE;
      }
  return FALSE;
}

static gboolean
check_personal_commands (DocketVerifier *self, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (DocketStatement) statement = docket_database_query (
    self->write, error,
    "SELECT id, type, digest, salt, personal, subject, first_position, last_position FROM command"
    " WHERE digest IS NOT NULL OR personal IS NOT NULL", NULL);

  if (statement == NULL)
    return FALSE;
  while (docket_statement_step (statement, &step_error))
    {
      sqlite3_stmt *columns = docket_statement_get_columns (statement);
      g_autofree char *place = describe_command (statement);
      gboolean is_blank = docket_statement_is_null (statement, 4);

      check_personal (self, place, get_part (columns, 2), get_part (columns, 3), get_part (columns, 4),
                      is_blank && is_command_erased (self, columns));
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

static gboolean
add_commands (DocketVerifier *self, const char *sql, const char *message, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (DocketStatement) statement = docket_database_prepare (self->write, sql, error);

  if (statement == NULL)
    return FALSE;
  while (docket_statement_step (statement, &step_error))
    {
      g_autofree char *place = describe_command (statement);

      docket_verifier_add (self, place, "%s", message);
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

static void
check_seal (DocketStatement *row, const guint8 digest[DOCKET_DIGEST_SIZE], gpointer data)
{
  DocketVerifier *self = data;
  g_autofree char *place = NULL;

  if (is_digest (get_part (docket_statement_get_columns (row), 21), digest))
    return;
  place = describe_command (row);
  docket_verifier_add (self, place, _("It, its hash or the row before it is not what was written."));
}

static gboolean
check_sequence (DocketVerifier *self, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (DocketStatement) gap = docket_database_query (
    self->write, error,
    "SELECT before, sequence FROM (SELECT sequence, lag (sequence, 1, 0) OVER (ORDER BY sequence) AS before FROM command)"
    " WHERE sequence <> before + 1 LIMIT 20", NULL);

  if (gap == NULL)
    return FALSE;
  while (docket_statement_step (gap, &step_error))
    docket_verifier_add (self, _("table command"), _("After row %" PRId64 " comes row %" PRId64 "."),
                         docket_statement_integer (gap, 0), docket_statement_integer (gap, 1));
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

/**
 * docket_verifier_check_commands:
 * @self: a verification
 * @error: return location
 *
 * Checks that commands have no gaps, that those without events are as they were written, that they and events point at each other,
 * and that no personal data were changed.
 *
 * Returns: whether it could be checked
 */
gboolean
docket_verifier_check_commands (DocketVerifier *self, GError **error)
{
  return check_sequence (self, error) && docket_command_log_foreach_seal (self->write, check_seal, self, error) &&
         add_commands (self,
                       "SELECT id, type FROM command WHERE (first_position IS NULL) <> (last_position IS NULL) OR"
                       " (first_position IS NOT NULL AND last_position - first_position + 1 <> (SELECT count(*) FROM event"
                       " WHERE position BETWEEN first_position AND last_position AND command_id = command.id))",
                       _("Its events are not where it says."), error) &&
         add_commands (self,
                       "SELECT command.id, command.type FROM event JOIN command ON command.id = event.command_id"
                       " WHERE event.position NOT BETWEEN COALESCE (first_position, 0) AND COALESCE (last_position, 0)"
                       " GROUP BY command.id",
                       _("It has events that it does not know of."), error) &&
         add_commands (self,
                       "SELECT id, type FROM command WHERE outcome NOT IN ('accepted', 'rejected') OR"
                       " (outcome = 'accepted') <> (error_code IS NULL) OR (outcome = 'rejected' AND first_position IS NOT NULL)",
                       _("Whether it was accepted or rejected is not clear."), error) &&
         add_commands (self,
                       "SELECT id, type FROM command AS command WHERE undone_by IS NOT NULL AND NOT EXISTS"
                       " (SELECT 1 FROM command AS other WHERE other.id = command.undone_by AND other.undoes = command.id)",
                       _("What took it back is not there."), error) &&
         add_commands (self,
                       "SELECT id, type FROM command AS command WHERE undoes IS NOT NULL AND outcome = 'accepted' AND NOT EXISTS"
                       " (SELECT 1 FROM command AS other WHERE other.id = command.undoes AND other.undone_by = command.id)",
                       _("What it took back does not say so."), error) &&
         check_personal_commands (self, error);
}
