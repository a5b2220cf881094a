/* docket-orders-filter.c: the filters of the list of orders
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-orders-filter.h"

#include <glib/gi18n.h>

#include "docket-words.h"

static const DocketOrdersFilter filters[] = {
  { .id = "all", .title = N_("All") },
  { .id = "open", .title = N_("Open"), .status = "open" },
  { .id = "drafts", .title = N_("Drafts"), .status = "draft" },
  { .id = "unpaid", .title = N_("Unpaid"), .payment = "owed" },
  { .id = "to-ship", .title = N_("To Ship"), .fulfilment = "to-ship" },
  { .id = "on-hold", .title = N_("On Hold"), .on_hold = TRUE },
  { .id = "cancelled", .title = N_("Cancelled"), .status = "cancelled" },
};

const DocketOrdersFilter *
docket_orders_filter_list (guint *n_filters)
{
  *n_filters = G_N_ELEMENTS (filters);
  return filters;
}

const DocketOrdersFilter *
docket_orders_filter_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    if (g_strcmp0 (filters[i].id, id) == 0)
      return &filters[i];
  return NULL;
}

static gboolean
is_same (const char *a, const char *b)
{
  return g_strcmp0 (a != NULL ? a : "", b != NULL ? b : "") == 0;
}

const DocketOrdersFilter *
docket_orders_filter_match (DocketOrdersQuery *query)
{
  if (query->from != 0 || query->to != 0 || !is_same (query->customer, NULL))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    if (is_same (filters[i].status, query->status) && is_same (filters[i].payment, query->payment) &&
        is_same (filters[i].fulfilment, query->fulfilment) && !filters[i].on_hold == !query->on_hold)
      return &filters[i];
  return NULL;
}

DocketOrdersQuery *
docket_orders_filter_make_query (const DocketOrdersFilter *filter)
{
  return g_object_new (DOCKET_TYPE_ORDERS_QUERY, "status", filter->status, "payment", filter->payment, "fulfilment",
                       filter->fulfilment, "on-hold", filter->on_hold, NULL);
}

static char *
describe_days (DocketOrdersQuery *query)
{
  g_autofree char *from = docket_format_day (query->from);
  g_autofree char *to = docket_format_day (query->to);

  if (query->from == query->to)
    return g_steal_pointer (&from);
  if (query->from == 0)
    return g_strdup_printf (_("Until %s"), to);
  if (query->to == 0)
    return g_strdup_printf (_("Since %s"), from);
  /* Translators: from day to day */
  return g_strdup_printf (_("%s – %s"), from, to);
}

static void
add_word (GPtrArray *words, GType type, const char *nick)
{
  const DocketWord *word = docket_words_find_nick (type, nick);

  if (word != NULL)
    g_ptr_array_add (words, g_strdup (word->word));
}

char *
docket_orders_filter_describe (DocketOrdersQuery *query)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  if (query->from != 0 || query->to != 0)
    g_ptr_array_add (words, describe_days (query));
  add_word (words, DOCKET_TYPE_ORDER_STATUS, query->status);
  add_word (words, DOCKET_TYPE_PAYMENT_STATUS, query->payment);
  add_word (words, DOCKET_TYPE_FULFILMENT_STATUS, query->fulfilment);
  if (!is_same (query->customer, NULL))
    g_ptr_array_add (words, g_strdup (_("One customer")));
  if (words->len == 0)
    return g_strdup (_("Filtered"));
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" · ", (char **) words->pdata);
}
