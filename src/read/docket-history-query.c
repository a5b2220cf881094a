/* docket-history-query.c: what happened to an order, or to all of them
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-history-query.h"

#include "docket-order-query.h"
#include "docket-order-stream.h"

static const DocketField query_fields[] = {
  DOCKET_FIELD (DocketHistoryQuery, order, "order", docket_kind_string, .summary = "The number, SOURCE:NUMBER, or the id of an order."),
  DOCKET_FIELD (DocketHistoryQuery, sort, "sort", docket_kind_string, .summary = "time, or -time for the newest first."),
  DOCKET_FIELD (DocketHistoryQuery, limit, "limit", docket_kind_integer, .minimum = 0, .maximum = G_MAXINT32,
                .summary = "At most so many."),
};

/* In the order of the log: clocks go back. */
static const DocketSort sorts[] = {
  { "time", "position" },
};

/* Two orders may bear one number: their histories are never told as one. */
static gboolean
prepare (DocketListQuery *query, DocketDatabase *database, GError **error)
{
  DocketHistoryQuery *self = (DocketHistoryQuery *) query;

  return self->order == NULL || *self->order == '\0' || docket_uuid_parse (self->order, &self->order_id) ||
         docket_order_query_find (database, self->order, &self->order_id, error);
}

static gboolean
describe (DocketListQuery *query, DocketListStatement *statement, GError **error)
{
  DocketHistoryQuery *self = (DocketHistoryQuery *) query;
  g_autoptr (GString) kinds = g_string_new ("type IN (");
  DocketUuid id = self->order_id;

  docket_history_row_append_kinds (kinds);
  docket_list_statement_where (statement, g_string_append_c (kinds, ')')->str, "");
  if (self->order != NULL && (docket_uuid_parse (self->order, &id) || !docket_uuid_is_null (&id)))
    docket_list_statement_where (statement, "stream = ?", "u", &id);
  docket_list_statement_limit (statement, self->limit);
  return docket_list_statement_order_by_name (statement, self->sort != NULL && *self->sort != '\0' ? self->sort : "-time", sorts,
                                              G_N_ELEMENTS (sorts), error);
}

static char *
find_number (DocketDatabase *database, const DocketUuid *id, GError **error)
{
  g_autoptr (DocketStatement) row = docket_database_query (database, error, "SELECT number FROM orders_view WHERE id = ?", "u", id);

  return row != NULL && docket_statement_step (row, error) ? g_strdup (docket_statement_text (row, 0)) : NULL;
}

/* The log gives the place of each event, the event itself tells the rest. */
static gboolean
complete (DocketListQuery *query G_GNUC_UNUSED, DocketRow *row, DocketDatabase *database, GError **error)
{
  g_autoptr (DocketEvent) event = docket_order_stream_read_event (database, docket_row_get_key (row), error);
  g_autofree char *number = NULL;
  GError *failure = NULL;

  if (event == NULL)
    return FALSE;
  number = find_number (database, &docket_event_get_envelope (event)->stream, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  docket_history_row_tell ((DocketHistoryRow *) row, event, number);
  return TRUE;
}

static void
extend_query (DocketHistoryQueryClass *klass)
{
  static const char *const views[] = { "orders_view", NULL };
  DocketListQueryClass *list_class = DOCKET_LIST_QUERY_CLASS (klass);

  DOCKET_QUERY_CLASS (klass)->name = "history";
  DOCKET_QUERY_CLASS (klass)->source = DOCKET_QUERY_WRITE;
  DOCKET_QUERY_CLASS (klass)->views = views;
  list_class->row_type = docket_history_row_get_type;
  list_class->from = "event";
  list_class->key = "position";
  list_class->describe = describe;
  list_class->prepare = prepare;
  list_class->complete = complete;
}

DOCKET_DEFINE_RECORD_EXTENDED (DocketHistoryQuery, docket_history_query, DOCKET_TYPE_LIST_QUERY, query_fields, extend_query)
