/* docket-journal.c: every command, accepted or rejected, as a query
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-journal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  DocketRow parent_instance;
  DocketUuid id;
  char *command;
  gint64 time;
  gint32 day;
  char *actor;
  char *station;
  char *outcome;
  char *error_code;
  char *error_field;
  char *message;
  char *data;
  gint64 n_events;
  gint64 first_position;
  gint64 last_position;
  gint64 duration;
  gint64 lag;
  DocketUuid undoes;
} DocketJournalRow;

typedef struct
{
  DocketRowClass parent_class;
} DocketJournalRowClass;

#define COLUMN(member, name, kind, sql, text) DOCKET_FIELD (DocketJournalRow, member, name, kind, .column = sql, .summary = text)
#define NUMBER(member, name, sql, text) \
  DOCKET_FIELD (DocketJournalRow, member, name, docket_kind_integer, .flags = DOCKET_FIELD_REQUIRED, .column = sql, .summary = text)

static const DocketField row_fields[] = {
  COLUMN (id, "id", docket_kind_uuid, "id", "The command's identifier."),
  COLUMN (command, "command", docket_kind_string, "type", "Its type."),
  COLUMN (time, "time", docket_kind_time, "time", "When it happened."),
  COLUMN (day, "day", docket_kind_day, "day", "The calendar day on which it happened."),
  COLUMN (actor, "actor", docket_kind_string, "actor", "Who gave it."),
  COLUMN (station, "station", docket_kind_string, "station", "Where it was given."),
  COLUMN (outcome, "outcome", docket_kind_string, "outcome", "accepted or rejected."),
  COLUMN (error_code, "error-code", docket_kind_string, "error_code", "What kind of trouble it was."),
  COLUMN (error_field, "error-field", docket_kind_string, "error_field", "The property it was about."),
  COLUMN (message, "message", docket_kind_string, "message", "Why it was rejected."),
  COLUMN (data, "data", docket_kind_string, "data", "What was asked for, without personal data and what its events tell."),
  NUMBER (n_events, "events", "COALESCE (last_position - first_position + 1, 0)", "How many events it has."),
  NUMBER (first_position, "first-position", "COALESCE (first_position, 0)", "Its first event."),
  NUMBER (last_position, "last-position", "COALESCE (last_position, 0)", "Its last event."),
  NUMBER (duration, "duration", "duration", "Microseconds from its turn to the handler's word."),
  DOCKET_FIELD (DocketJournalRow, lag, "lag", docket_kind_integer, .flags = DOCKET_FIELD_REQUIRED,
                .summary = "Microseconds from its commit to the views, where that is still known; otherwise 0."),
  COLUMN (undoes, "undoes", docket_kind_uuid, "undoes", "The command that it took back."),
};

DOCKET_DEFINE_RECORD (DocketJournalRow, docket_journal_row, DOCKET_TYPE_ROW, row_fields)

typedef struct
{
  DocketListQuery parent_instance;
  char *command;
  char *outcome;
  char *search;
  gint32 from;
  gint32 to;
  gint64 limit;
} DocketJournalQuery;

typedef struct
{
  DocketListQueryClass parent_class;
} DocketJournalQueryClass;

static const DocketField query_fields[] = {
  DOCKET_FIELD (DocketJournalQuery, command, "command", docket_kind_string, .summary = "Only commands of this type."),
  DOCKET_FIELD (DocketJournalQuery, outcome, "outcome", docket_kind_string, .summary = "accepted or rejected."),
  DOCKET_FIELD (DocketJournalQuery, search, "search", docket_kind_string, .summary = "Text that the command or the reason holds."),
  DOCKET_FIELD (DocketJournalQuery, from, "from", docket_kind_day, .summary = "The first day."),
  DOCKET_FIELD (DocketJournalQuery, to, "to", docket_kind_day, .summary = "The last day."),
  DOCKET_FIELD (DocketJournalQuery, limit, "limit", docket_kind_integer, .minimum = 0, .maximum = G_MAXINT32,
                .summary = "At most so many."),
};

static const char *
strip_prefix (const char *name)
{
  return g_str_has_prefix (name, "Docket") ? name + strlen ("Docket") : name;
}

static gboolean
add_outcome (DocketListStatement *statement, const char *outcome, GError **error)
{
  /* The literal lets SQLite use the index of the rejected ones, of which there are few. */
  if (strcmp (outcome, "rejected") == 0)
    docket_list_statement_where (statement, "outcome = 'rejected'", "");
  else if (strcmp (outcome, "accepted") == 0)
    docket_list_statement_where (statement, "outcome = 'accepted'", "");
  else
    {
      docket_error_set (error, DOCKET_ERROR_INVALID, "outcome", _("“%s” is neither accepted nor rejected."), outcome);
      return FALSE;
    }
  return TRUE;
}

static gboolean
describe (DocketListQuery *query, DocketListStatement *statement, GError **error)
{
  DocketJournalQuery *self = (DocketJournalQuery *) query;

  if (self->command != NULL && *self->command != '\0')
    docket_list_statement_where (statement, "type = ?", "t", strip_prefix (self->command));
  if (self->outcome != NULL && *self->outcome != '\0' && !add_outcome (statement, self->outcome, error))
    return FALSE;
  if (self->search != NULL && *self->search != '\0')
    docket_list_statement_where (statement, "instr (lower (type || ' ' || data || ' ' || COALESCE (message, '')), lower (?))", "t",
                                 self->search);
  if (self->from != 0)
    docket_list_statement_where (statement, "day >= ?", "i", (gint64) self->from);
  if (self->to != 0)
    docket_list_statement_where (statement, "day <= ?", "i", (gint64) self->to);
  docket_list_statement_order_by (statement, "sequence", TRUE);
  if (self->limit > 0)
    docket_list_statement_limit (statement, self->limit);
  return TRUE;
}

/* The views may not be there, and they keep the figures of the latest commits alone: a position before the first of those
 * is not answered with the figure of another. */
static gboolean
complete (DocketListQuery *query G_GNUC_UNUSED, DocketRow *row, DocketDatabase *database, GError **error G_GNUC_UNUSED)
{
  DocketJournalRow *self = (DocketJournalRow *) row;

  if (self->last_position > 0)
    docket_database_get_integer (database, 0, &self->lag, NULL,
                                 "SELECT max (projected - committed, 0) FROM views.projection_lag WHERE position >= ?1 AND"
                                 " ?1 >= (SELECT min (position) FROM views.projection_lag) ORDER BY position LIMIT 1",
                                 "i", self->last_position);
  return TRUE;
}

static void
extend_query (DocketJournalQueryClass *klass)
{
  DocketQueryClass *query_class = DOCKET_QUERY_CLASS (klass);
  DocketListQueryClass *list_class = DOCKET_LIST_QUERY_CLASS (klass);

  query_class->name = "journal";
  query_class->source = DOCKET_QUERY_WRITE;
  list_class->row_type = docket_journal_row_get_type;
  list_class->from = "command";
  list_class->key = "sequence";
  list_class->describe = describe;
  list_class->complete = complete;
}

DOCKET_DEFINE_RECORD_EXTENDED (DocketJournalQuery, docket_journal_query, DOCKET_TYPE_LIST_QUERY, query_fields, extend_query)
