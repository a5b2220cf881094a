/* docket-order-query.c: one order with all that is known of it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-order-query.h"

#include "docket-order-fold.h"
#include "docket-order-stream.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const DocketField query_fields[] = {
  DOCKET_FIELD (DocketOrderQuery, number, "number", docket_kind_string, .summary = "The number, SOURCE:NUMBER, or the id."),
  DOCKET_FIELD (DocketOrderQuery, id, "id", docket_kind_uuid, .summary = "The id."),
};

/* Finding it */

static DocketStatement *
query_ids (DocketDatabase *database, const char *number, GError **error)
{
  const char *colon = strchr (number, ':');
  g_autofree char *source = colon != NULL ? g_strndup (number, colon - number) : NULL;

  if (source == NULL)
    return docket_database_query (database, error, "SELECT id FROM orders_view WHERE number = ?", "t",
                                  *number == '#' ? number + 1 : number);
  return docket_database_query (database, error, "SELECT id FROM orders_view WHERE number = ? AND (source = ? OR shop = ?)", "ttt",
                                colon + 1, source, source);
}

/**
 * docket_order_query_find:
 * @database: a connection that sees the views
 * @number: a number, also with `#` before it or as `shopify:1001`
 * @id: (out): the one order that bears it
 * @error: that there is none, or which ones there are
 *
 * Returns: whether there is exactly one
 */
gboolean
docket_order_query_find (DocketDatabase *database, const char *number, DocketUuid *id, GError **error)
{
  g_autoptr (DocketStatement) row = query_ids (database, number, error);
  g_autoptr (GString) ids = g_string_new (NULL);
  GError *failure = NULL;
  guint n_found = 0;

  if (row == NULL)
    return FALSE;
  for (; docket_statement_step (row, &failure); n_found++)
    {
      char text[DOCKET_UUID_STRING_SIZE];

      *id = docket_statement_uuid (row, 0);
      g_string_append_printf (ids, "%s%s", n_found > 0 ? ", " : "", docket_uuid_format (id, text));
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  else if (n_found == 0)
    docket_error_set (error, DOCKET_ERROR_NOT_FOUND, "number", _("There is no order %s."), number);
  else if (n_found > 1)
    docket_error_set (error, DOCKET_ERROR_AMBIGUOUS, "number", _("More than one order has the number %s: %s"), number, ids->str);
  return n_found == 1 && failure == NULL;
}

static gboolean
find_id (DocketOrderQuery *self, DocketDatabase *database, DocketUuid *id, GError **error)
{
  *id = self->id;
  if (!docket_uuid_is_null (id) || docket_uuid_parse (self->number, id))
    return TRUE;
  if (self->number != NULL && *self->number != '\0')
    return docket_order_query_find (database, self->number, id, error);
  docket_error_set (error, DOCKET_ERROR_INVALID, "number", _("Say which order: number=… or id=…"));
  return FALSE;
}

static DocketRecord *
execute (DocketQuery *query, DocketDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) events = NULL;
  DocketUuid id;

  if (!find_id ((DocketOrderQuery *) query, database, &id, error))
    return NULL;
  events = docket_order_stream_read (database, &id, error);
  return events != NULL ? DOCKET_RECORD (docket_order_fold (events)) : NULL;
}

static void
extend_query (DocketOrderQueryClass *klass)
{
  static const char *const views[] = { "orders_view", NULL };
  DocketQueryClass *query_class = DOCKET_QUERY_CLASS (klass);

  query_class->name = "order";
  query_class->source = DOCKET_QUERY_WRITE;
  query_class->views = views;
  query_class->execute = execute;
}

DOCKET_DEFINE_RECORD_EXTENDED (DocketOrderQuery, docket_order_query, DOCKET_TYPE_QUERY, query_fields, extend_query)
