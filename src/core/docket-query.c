/* docket-query.c: a record that asks for data
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-query.h"

G_DEFINE_ABSTRACT_TYPE (DocketQuery, docket_query, DOCKET_TYPE_RECORD)

static void
docket_query_class_init (DocketQueryClass *klass G_GNUC_UNUSED)
{
}

static void
docket_query_init (DocketQuery *self G_GNUC_UNUSED)
{
}

/**
 * docket_query_get_name:
 * @self: a query
 *
 * Returns: how the command line calls its type: `order`
 */
const char *
docket_query_get_name (DocketQuery *self)
{
  g_return_val_if_fail (DOCKET_IS_QUERY (self), NULL);

  return DOCKET_QUERY_GET_CLASS (self)->name;
}

/**
 * docket_query_is_about:
 * @self: a query
 * @view: the name of a view
 *
 * Returns: whether a change of @view may change the answer
 */
gboolean
docket_query_is_about (DocketQuery *self, const char *view)
{
  const char *const *views;

  g_return_val_if_fail (DOCKET_IS_QUERY (self), FALSE);

  views = DOCKET_QUERY_GET_CLASS (self)->views;
  return views != NULL && g_strv_contains (views, view);
}
