/* docket-shop-rules.c: rules and helpers that several commands of the shop share
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-shop-rules.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "docket-currency.h"
#include "docket-format.h"

/**
 * docket_trim:
 * @text: (inout) (nullable): what somebody typed
 *
 * Takes the blanks around @text away; an empty one becomes %NULL.
 */
void
docket_trim (char **text)
{
  if (*text != NULL && *g_strstrip (*text) == '\0')
    g_clear_pointer (text, g_free);
}

/**
 * docket_collect_given:
 * @record: a command as it was given
 * @names: (array zero-terminated=1): properties
 *
 * Tells which properties were given, so that the completed command still says so when false, 0 or nothing was meant.
 *
 * Returns: (transfer full) (array zero-terminated=1): those of @names that were given
 */
char **
docket_collect_given (DocketRecord *record, const char *const *names)
{
  g_autoptr (GStrvBuilder) given = g_strv_builder_new ();

  for (; *names != NULL; names++)
    if (docket_record_has (record, *names))
      g_strv_builder_add (given, *names);
  return g_strv_builder_end (given);
}

/**
 * docket_taxes_check:
 * @taxes: (element-type DocketTax) (nullable): the taxes of one thing
 * @error: (nullable): where to put an error
 *
 * Returns: %FALSE with %DOCKET_ERROR_INVALID where one name stands twice
 */
gboolean
docket_taxes_check (GPtrArray *taxes, GError **error)
{
  for (guint i = 0; taxes != NULL && i < taxes->len; i++)
    for (guint j = 0; j < i; j++)
      {
        const DocketTax *tax = g_ptr_array_index (taxes, i);
        const DocketTax *other = g_ptr_array_index (taxes, j);

        if (g_ascii_strcasecmp (tax->name, other->name) != 0)
          continue;
        docket_error_set (error, DOCKET_ERROR_INVALID, "taxes", _("The tax “%s” is named twice."), tax->name);
        return FALSE;
      }
  return TRUE;
}

/**
 * docket_product_details_normalize:
 * @details: what is said of a product
 *
 * Takes blanks around its texts away, and a barcode without characters.
 */
void
docket_product_details_normalize (DocketProductDetails *details)
{
  docket_trim (&details->sku);
  docket_trim (&details->title);
  docket_trim (&details->unit);
  docket_trim (&details->barcode);
}

static gboolean
check_sku (DocketDatabase *database, const char *sku, const DocketUuid *own_id, GError **error)
{
  g_autofree char *key = docket_product_key (sku);
  g_autofree char *title = NULL;
  g_autoptr (DocketStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;

  statement = docket_database_query (database, error, "SELECT title FROM product WHERE sku_key = ? AND id <> ? ORDER BY id LIMIT 1", "tu",
                                     key, own_id);
  if (statement == NULL)
    return FALSE;
  if (docket_statement_step (statement, &local_error))
    title = g_strdup (docket_statement_text (statement, 0));
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (title != NULL)
    docket_error_set (error, DOCKET_ERROR_REJECTED, "sku", _("The SKU “%s” belongs to another product: %s."), sku, title);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_barcode (DocketDatabase *database, const char *barcode, const DocketUuid *own_id, GError **error)
{
  g_autofree char *title = NULL;
  g_autoptr (DocketStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;

  statement = docket_database_query (database, error, "SELECT title FROM product WHERE barcode = ? AND id <> ? ORDER BY id LIMIT 1", "tu",
                                     barcode, own_id);
  if (statement == NULL)
    return FALSE;
  if (docket_statement_step (statement, &local_error))
    title = g_strdup (docket_statement_text (statement, 0));
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (title != NULL)
    docket_error_set (error, DOCKET_ERROR_REJECTED, "barcode", _("The barcode “%s” belongs to another product: %s."), barcode, title);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_figures (DocketProductDetails *details, GError **error)
{
  g_autofree char *price = NULL;
  g_autofree char *step = NULL;

  if (details->price.minor < 0)
    {
      price = docket_format_money (details->price, details->currency);
      docket_error_set (error, DOCKET_ERROR_REJECTED, "price", _("A price cannot be below 0, and %s is."), price);
      return FALSE;
    }
  if (details->step != 1000 && details->step != 100 && details->step != 10 && details->step != 1)
    {
      step = docket_quantity_to_string (details->step);
      docket_error_set (error, DOCKET_ERROR_INVALID, "step", _("The step must be 1, 0.1, 0.01 or 0.001, not %s."), step);
      return FALSE;
    }
  if (details->safety_stock < 0)
    {
      docket_error_set (error, DOCKET_ERROR_INVALID, "safety-stock", _("What is kept back cannot be below 0."));
      return FALSE;
    }
  return TRUE;
}

/**
 * docket_product_details_check:
 * @database: a connection to the write database
 * @details: what is to be known of a product, normalized, with its price in the decimals of its currency
 * @own_id: the product itself
 * @error: (nullable): where to put an error
 *
 * The rules of every product: SKU and barcode are its own, the price is not below 0, the step is one of four.
 *
 * Returns: whether it keeps them; %DOCKET_ERROR_INVALID or %DOCKET_ERROR_REJECTED otherwise
 */
gboolean
docket_product_details_check (DocketDatabase *database, DocketProductDetails *details, const DocketUuid *own_id, GError **error)
{
  if (details->sku == NULL)
    docket_error_set (error, DOCKET_ERROR_INVALID, "sku", _("A product needs a SKU."));
  else if (details->title == NULL)
    docket_error_set (error, DOCKET_ERROR_INVALID, "title", _("A product needs a title."));
  else if (details->unit == NULL)
    docket_error_set (error, DOCKET_ERROR_INVALID, "unit", _("A product needs a unit, such as pc or kg."));
  else
    return docket_currency_require (details->currency, "currency", error) != NULL && check_figures (details, error) &&
           docket_taxes_check (details->taxes, error) && check_sku (database, details->sku, own_id, error) &&
           (details->barcode == NULL || check_barcode (database, details->barcode, own_id, error));
  return FALSE;
}

/**
 * docket_quantity_check:
 * @quantity: how much, thousandths
 * @step: the least quantity
 * @title: what it is of
 * @field: the property that holds it
 * @error: (nullable): where to put an error
 *
 * Returns: %FALSE with %DOCKET_ERROR_REJECTED unless @quantity is above 0 and in step
 */
gboolean
docket_quantity_check (gint64 quantity, gint64 step, const char *title, const char *field, GError **error)
{
  g_autofree char *text = docket_quantity_to_string (quantity);
  g_autofree char *step_text = docket_quantity_to_string (step);

  if (quantity <= 0)
    docket_error_set (error, DOCKET_ERROR_REJECTED, field, _("The quantity of “%s” must be more than 0, and %s is not."), title, text);
  else if (!docket_quantity_is_in_step (quantity, step))
    docket_error_set (error, DOCKET_ERROR_REJECTED, field, _("“%s” goes in steps of %s, and %s is not a whole number of them."), title,
                      step_text, text);
  else
    return TRUE;
  return FALSE;
}

/**
 * docket_order_state_require_id:
 * @database: a connection to the write database
 * @id: an order
 * @error: (nullable): where to put an error
 *
 * Loads the order that prepare found.
 *
 * Returns: (transfer full): the order; %NULL with %DOCKET_ERROR_NOT_FOUND where there is none
 */
DocketOrderState *
docket_order_state_require_id (DocketDatabase *database, const DocketUuid *id, GError **error)
{
  DocketOrderState *state;
  char text[DOCKET_UUID_STRING_SIZE];

  if (!docket_order_state_find (database, id, &state, error))
    return NULL;
  if (state == NULL)
    docket_error_set (error, DOCKET_ERROR_NOT_FOUND, "order", _("There is no order %s."), docket_uuid_format (id, text));
  return state;
}

/**
 * docket_order_state_check_not_held:
 * @self: an order
 * @error: (nullable): where to put an error
 *
 * Returns: %FALSE with %DOCKET_ERROR_REJECTED where the order is on hold
 */
gboolean
docket_order_state_check_not_held (DocketOrderState *self, GError **error)
{
  g_autofree char *name = NULL;

  if (!self->is_held)
    return TRUE;
  name = docket_order_state_describe (self);
  docket_error_set (error, DOCKET_ERROR_REJECTED, "order", _("Order %s is on hold; release it first."), name);
  return FALSE;
}

static gboolean
resolve_number (DocketDatabase *database, const char *text, DocketUuid *order_id, DocketUuid *fulfilment_id, GError **error)
{
  g_autoptr (DocketOrderState) state = NULL;
  g_autoptr (GError) local_error = NULL;
  const char *dash = strrchr (text, '-');
  g_autofree char *order = NULL;
  guint64 number;

  if (dash == NULL || dash == text || !g_ascii_string_to_unsigned (dash + 1, 10, 1, G_MAXINT32, &number, NULL))
    {
      docket_error_set (error, DOCKET_ERROR_INVALID, "fulfilment",
                        _("“%s” is not a fulfilment: give its id, or the order's number and its own, such as 1001-1."), text);
      return FALSE;
    }
  order = g_strndup (text, (gsize) (dash - text));
  state = docket_order_state_require (database, order, &local_error);
  if (state == NULL)
    {
      docket_error_set_field (local_error, "fulfilment");
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  for (guint i = 0; i < state->fulfilments->len; i++)
    {
      const DocketFulfilmentState *fulfilment = g_ptr_array_index (state->fulfilments, i);

      if (fulfilment->number != (gint64) number)
        continue;
      *order_id = state->id;
      *fulfilment_id = fulfilment->id;
      return TRUE;
    }
  docket_error_set (error, DOCKET_ERROR_NOT_FOUND, "fulfilment", _("There is no fulfilment %s."), text);
  return FALSE;
}

/**
 * docket_fulfilment_resolve:
 * @database: a connection to the write database
 * @text: (nullable): a fulfilment's id, or `1001-1`
 * @order_id: (out): its order
 * @fulfilment_id: (out): the fulfilment
 * @error: (nullable): where to put an error
 *
 * Finds the fulfilment that a command names.
 *
 * Returns: %FALSE with an error where there is none
 */
gboolean
docket_fulfilment_resolve (DocketDatabase *database, const char *text, DocketUuid *order_id, DocketUuid *fulfilment_id, GError **error)
{
  g_autoptr (DocketOrderState) state = NULL;
  DocketFulfilmentState *fulfilment;

  if (text == NULL || *text == '\0')
    {
      docket_error_set (error, DOCKET_ERROR_INVALID, "fulfilment", _("Say which fulfilment by its id, or as in 1001-1."));
      return FALSE;
    }
  if (!docket_uuid_parse (text, fulfilment_id))
    return resolve_number (database, text, order_id, fulfilment_id, error);
  state = docket_order_state_require_fulfilment (database, fulfilment_id, &fulfilment, error);
  if (state == NULL)
    return FALSE;
  *order_id = state->id;
  return TRUE;
}

/* What is needed of each product: DocketUuid → gint64. */
static GHashTable *
sum_products (DocketOrderState *self, GPtrArray *lines)
{
  GHashTable *needed = g_hash_table_new_full (docket_uuid_hash, docket_uuid_equal, NULL, g_free);

  for (guint i = 0; i < lines->len; i++)
    {
      const DocketLineQuantity *line = g_ptr_array_index (lines, i);
      DocketOrderLine *terms = docket_order_state_get_line (self, line->line)->terms;
      gint64 *sum = g_hash_table_lookup (needed, &terms->product_id);

      if (!terms->moves_stock)
        continue;
      if (sum == NULL)
        g_hash_table_insert (needed, &terms->product_id, sum = g_new0 (gint64, 1));
      *sum += line->quantity;
    }
  return needed;
}

static gboolean
check_product (DocketDatabase *database, const DocketOrderLine *terms, gint64 needed, GError **error)
{
  g_autoptr (DocketProductState) product = NULL;
  g_autofree char *needed_text = NULL;
  g_autofree char *there_text = NULL;

  if (!docket_product_state_find (database, &terms->product_id, &product, error))
    return FALSE;
  if (product == NULL || product->details->allow_overselling || product->on_hand >= needed)
    return TRUE;
  needed_text = docket_format_quantity (needed, product->details->unit);
  there_text = docket_format_quantity (product->on_hand, product->details->unit);
  docket_error_set (error, DOCKET_ERROR_REJECTED, "lines", _("Cannot send %s of “%s”: on hand is %s."), needed_text, terms->title,
                    there_text);
  return FALSE;
}

/**
 * docket_order_state_check_on_hand:
 * @self: an order
 * @lines: (element-type DocketLineQuantity): lines of it, all known
 * @database: a connection to the write database
 * @error: (nullable): where to put an error
 *
 * Looks whether what is on hand covers @lines, for products that may not be oversold.
 *
 * Returns: %FALSE with %DOCKET_ERROR_REJECTED where it does not
 */
gboolean
docket_order_state_check_on_hand (DocketOrderState *self, GPtrArray *lines, DocketDatabase *database, GError **error)
{
  g_autoptr (GHashTable) needed = sum_products (self, lines);

  for (guint i = 0; i < lines->len; i++)
    {
      const DocketLineQuantity *line = g_ptr_array_index (lines, i);
      DocketOrderLine *terms = docket_order_state_get_line (self, line->line)->terms;
      const gint64 *sum = g_hash_table_lookup (needed, &terms->product_id);

      if (sum != NULL && !check_product (database, terms, *sum, error))
        return FALSE;
    }
  return TRUE;
}
