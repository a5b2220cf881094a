/* docket-shopify-orders.c: orders as Shopify exports them
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-shopify-orders.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "docket-shopify-order.h"

/* Where the file is read: one row ahead, because only the next order ends the one before. */
typedef struct
{
  int columns[DOCKET_SHOPIFY_N_COLUMNS];
  GPtrArray *rows;
  DocketShopifyRow *ahead;
  gboolean is_incomplete;
} State;

static const char *const titles[] = {
  "Name", "Financial Status", "Currency", "Total", "Created at", "Lineitem quantity", "Lineitem name", "Lineitem price", NULL,
};

static gpointer
start (DocketImportContext *context)
{
  State *state = g_new0 (State, 1);

  docket_shopify_find_columns (context->reader, state->columns);
  state->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) docket_shopify_row_free);
  return state;
}

static void
stop (gpointer data)
{
  State *state = data;

  g_ptr_array_unref (state->rows);
  docket_shopify_row_free (state->ahead);
  g_free (state);
}

static const char *
get_name (State *state)
{
  const DocketShopifyRow *first = state->rows->len > 0 ? g_ptr_array_index (state->rows, 0) : NULL;

  return first != NULL ? first->cells[DOCKET_SHOPIFY_NAME] : "";
}

/* An order without one of its rows would be another order: it is not taken over in part. */
static void
tell_unreadable (State *state, DocketImportContext *context, const GError *error)
{
  const char *name = docket_csv_reader_get_cell (context->reader, state->columns[DOCKET_SHOPIFY_NAME]);

  docket_import_context_tell (context, DOCKET_IMPORT_REFUSED, docket_csv_reader_get_line (context->reader), NULL,
                              *name != '\0' ? name : NULL, error->message);
  if (state->rows->len > 0 && strcmp (name, get_name (state)) == 0)
    state->is_incomplete = TRUE;
}

static DocketShopifyRow *
read_row (State *state, DocketImportContext *context)
{
  while (TRUE)
    {
      g_autoptr (GError) error = NULL;

      if (docket_csv_reader_next (context->reader, &error))
        {
          context->report->n_rows++;
          return docket_shopify_row_read (context->reader, state->columns);
        }
      if (error == NULL)
        return NULL;
      context->report->n_rows++;
      tell_unreadable (state, context, error);
    }
}

/* Whether the row goes on with the order that is being gathered. */
static gboolean
continues (State *state, const DocketShopifyRow *row)
{
  return !docket_shopify_row_begins_order (row) && state->rows->len > 0 && strcmp (row->cells[DOCKET_SHOPIFY_NAME], get_name (state)) == 0;
}

static void
tell_orphan (DocketImportContext *context, const DocketShopifyRow *row)
{
  docket_import_context_tell (context, DOCKET_IMPORT_REFUSED, row->line, docket_shopify_column_title (DOCKET_SHOPIFY_NAME),
                              row->cells[DOCKET_SHOPIFY_NAME], _("The row goes on with an order that does not stand before it."));
}

/* Gathers the rows of the next order; FALSE at the end of the file. */
static gboolean
gather (State *state, DocketImportContext *context)
{
  DocketShopifyRow *row;

  g_ptr_array_set_size (state->rows, 0);
  state->is_incomplete = FALSE;
  while ((row = state->ahead != NULL ? g_steal_pointer (&state->ahead) : read_row (state, context)) != NULL)
    {
      if (continues (state, row) || (state->rows->len == 0 && docket_shopify_row_begins_order (row)))
        g_ptr_array_add (state->rows, row);
      else if (docket_shopify_row_begins_order (row))
        {
          state->ahead = row;
          return TRUE;
        }
      else
        {
          tell_orphan (context, row);
          docket_shopify_row_free (row);
        }
    }
  return state->rows->len > 0;
}

static void
tell_incomplete (State *state, DocketImportContext *context)
{
  docket_import_context_tell (context, DOCKET_IMPORT_REFUSED, ((const DocketShopifyRow *) g_ptr_array_index (state->rows, 0))->line, NULL,
                              get_name (state), _("A row of this order could not be read, so the order was left out."));
}

static DocketImportItem *
next (gpointer data, DocketImportContext *context)
{
  State *state = data;

  while (gather (state, context))
    {
      DocketImportItem *item = NULL;

      if (state->is_incomplete)
        tell_incomplete (state, context);
      else
        item = docket_shopify_order_to_item (state->rows, context);
      if (item != NULL)
        return item;
    }
  return NULL;
}

const DocketImportSource docket_shopify_orders_source = {
  .name = "shopify-orders",
  .titles = titles,
  .start = start,
  .next = next,
  .stop = stop,
};
