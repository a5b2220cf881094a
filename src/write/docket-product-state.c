/* docket-product-state.c: a product as the write tables know it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-product-state.h"

#include <glib/gi18n-lib.h>

#include "docket-currency.h"
#include "docket-database-memory.h"

#define COLUMNS \
  "SELECT id, sku, title, currency, price, unit, step, barcode, allow_overselling, safety_stock, " \
  "coalesce (stock.on_hand, 0), coalesce (stock.reserved, 0) " \
  "FROM product LEFT JOIN stock ON stock.product_id = product.id "

/**
 * docket_product_state_free:
 * @state: (transfer full) (nullable): a product
 *
 * Frees a product.
 */
void
docket_product_state_free (DocketProductState *state)
{
  if (state == NULL)
    return;
  g_clear_object (&state->details);
  g_free (state);
}

/**
 * docket_product_key:
 * @text: a SKU
 *
 * Two SKUs that differ in capital letters or blanks around them alone mean the same thing to a shop: `tea-1` is `TEA-1`.
 * Each product keeps the spelling that it was given.
 *
 * Returns: (transfer full): what SKUs are compared by
 */
char *
docket_product_key (const char *text)
{
  g_autofree char *normal = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  if (normal == NULL)
    normal = g_utf8_make_valid (text, -1);
  return g_utf8_casefold (g_strstrip (normal), -1);
}

static DocketProductDetails *
read_details (DocketStatement *statement)
{
  DocketProductDetails *details = g_object_new (DOCKET_TYPE_PRODUCT_DETAILS, NULL);
  const DocketCurrency *currency = docket_currency_find (docket_statement_text (statement, 3));

  details->sku = g_strdup (docket_statement_text (statement, 1));
  details->title = g_strdup (docket_statement_text (statement, 2));
  details->currency = g_strdup (docket_statement_text (statement, 3));
  details->price = DOCKET_MONEY (docket_statement_integer (statement, 4), currency != NULL ? currency->digits : 2);
  details->unit = g_strdup (docket_statement_text (statement, 5));
  details->step = docket_statement_integer (statement, 6);
  details->barcode = g_strdup (docket_statement_text (statement, 7));
  details->taxes = docket_records_new ();
  details->allow_overselling = docket_statement_integer (statement, 8) != 0;
  details->safety_stock = docket_statement_integer (statement, 9);
  return details;
}

static DocketProductState *
read_row (DocketStatement *statement)
{
  DocketProductState *state = g_new0 (DocketProductState, 1);

  state->id = docket_statement_uuid (statement, 0);
  state->details = read_details (statement);
  state->on_hand = docket_statement_integer (statement, 10);
  state->reserved = docket_statement_integer (statement, 11);
  state->available = state->on_hand - state->reserved - state->details->safety_stock;
  return state;
}

static gboolean
load_taxes (DocketDatabase *database, DocketProductState *state, GError **error)
{
  g_autoptr (DocketStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;

  statement = docket_database_query (database, error, "SELECT name, rate FROM product_tax WHERE product_id = ? ORDER BY place", "u",
                                     &state->id);
  if (statement == NULL)
    return FALSE;
  while (docket_statement_step (statement, &local_error))
    g_ptr_array_add (state->details->taxes,
                     docket_tax_new (docket_statement_text (statement, 0), docket_statement_integer (statement, 1)));
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * docket_product_state_find:
 * @database: a connection to the write database
 * @id: a product
 * @state: (out) (transfer full) (nullable): the product; %NULL where there is none
 * @error: (nullable): where to put an error
 *
 * Loads a product by its id.
 *
 * Returns: %FALSE with an error when the disk refused
 */
gboolean
docket_product_state_find (DocketDatabase *database, const DocketUuid *id, DocketProductState **state, GError **error)
{
  g_autoptr (DocketStatement) statement = NULL;
  g_autoptr (DocketProductState) found = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (state != NULL, FALSE);

  *state = NULL;
  statement = docket_database_query (database, error, COLUMNS "WHERE id = ?", "u", id);
  if (statement == NULL)
    return FALSE;
  if (docket_statement_step (statement, &local_error))
    found = read_row (statement);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (found != NULL && !load_taxes (database, found, error))
    return FALSE;
  *state = g_steal_pointer (&found);
  return TRUE;
}

/**
 * docket_product_get_available:
 * @database: a connection to the write database
 * @id: a product
 * @available: (out): how much of it may be sold, thousandths; without end where it may be oversold, or is not known
 * @error: (nullable): where to put an error
 *
 * Returns: %FALSE with an error when the disk refused
 */
gboolean
docket_product_get_available (DocketDatabase *database, const DocketUuid *id, gint64 *available, GError **error)
{
  return docket_database_get_integer (database, G_MAXINT64, available, error,
                                      "SELECT coalesce (stock.on_hand, 0) - coalesce (stock.reserved, 0) - safety_stock FROM product"
                                      " LEFT JOIN stock ON stock.product_id = product.id WHERE id = ? AND allow_overselling = 0",
                                      "u", id);
}

static gboolean
fail_ambiguous (const char *sku, const DocketUuid *one, const DocketUuid *other, GError **error)
{
  char one_text[DOCKET_UUID_STRING_SIZE];
  char other_text[DOCKET_UUID_STRING_SIZE];

  docket_error_set (error, DOCKET_ERROR_AMBIGUOUS, "sku", _("More than one product has the SKU “%s”; name one by its id: %s or %s."), sku,
                    docket_uuid_format (one, one_text), docket_uuid_format (other, other_text));
  return FALSE;
}

/* The spelling that was given goes before another one; two alike, which a merge of stations can bring, are ambiguous. */
static gboolean
find_id_by_sku (DocketDatabase *database, const char *sku, DocketUuid *id, GError **error)
{
  g_autoptr (DocketStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *key = docket_product_key (sku);
  gint64 was_exact = 0;

  *id = (DocketUuid) { 0 };
  statement = docket_database_query (database, error,
                                     "SELECT id, sku = ?2 FROM product WHERE sku_key = ?1 ORDER BY sku = ?2 DESC, id LIMIT 2", "tt", key,
                                     sku);
  if (statement == NULL)
    return FALSE;
  while (docket_statement_step (statement, &local_error))
    {
      DocketUuid found = docket_statement_uuid (statement, 0);

      if (docket_uuid_is_null (id))
        *id = found;
      else if (docket_statement_integer (statement, 1) == was_exact)
        return fail_ambiguous (sku, id, &found, error);
      was_exact = docket_statement_integer (statement, 1);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * docket_product_state_find_by_sku:
 * @database: a connection to the write database
 * @sku: a SKU, in any spelling that [func@product_key] takes for the same
 * @state: (out) (transfer full) (nullable): the product; %NULL where there is none
 * @error: (nullable): where to put an error
 *
 * Loads a product by its SKU.
 *
 * Returns: %FALSE with an error when the disk refused, or with %DOCKET_ERROR_AMBIGUOUS where two products bear the SKU
 */
gboolean
docket_product_state_find_by_sku (DocketDatabase *database, const char *sku, DocketProductState **state, GError **error)
{
  DocketUuid id;

  g_return_val_if_fail (sku != NULL && state != NULL, FALSE);

  *state = NULL;
  if (!find_id_by_sku (database, sku, &id, error))
    return FALSE;
  return docket_uuid_is_null (&id) || docket_product_state_find (database, &id, state, error);
}

/**
 * docket_product_state_require:
 * @database: a connection to the write database
 * @id: (nullable): the product's id; goes before the SKU where it is given
 * @sku: (nullable): its SKU
 * @error: (nullable): where to put an error
 *
 * Loads the product that a command names by `product` or `sku`.
 *
 * Returns: (transfer full): the product; %NULL with an error where there is none, or none was named
 */
DocketProductState *
docket_product_state_require (DocketDatabase *database, const DocketUuid *id, const char *sku, GError **error)
{
  gboolean has_id = id != NULL && !docket_uuid_is_null (id);
  char text[DOCKET_UUID_STRING_SIZE];
  DocketProductState *state = NULL;

  if (has_id)
    {
      if (docket_product_state_find (database, id, &state, error) && state == NULL)
        docket_error_set (error, DOCKET_ERROR_NOT_FOUND, "product", _("There is no product with the id %s."), docket_uuid_format (id, text));
      return state;
    }
  if (sku == NULL || *sku == '\0')
    docket_error_set (error, DOCKET_ERROR_INVALID, "sku", _("Say which product: give its “sku” or its id as “product”."));
  else if (docket_product_state_find_by_sku (database, sku, &state, error) && state == NULL)
    docket_error_set (error, DOCKET_ERROR_NOT_FOUND, "sku", _("There is no product with the SKU “%s”."), sku);
  return state;
}

static char *
make_memory_key (const DocketUuid *id, const char *sku)
{
  char text[DOCKET_UUID_STRING_SIZE];

  if (id != NULL && !docket_uuid_is_null (id))
    return g_strconcat ("product ", docket_uuid_format (id, text), NULL);
  return g_strconcat ("sku ", sku, NULL);
}

/**
 * docket_product_details_require:
 * @database: a connection to the write database
 * @id: (nullable): the product's id; goes before the SKU where it is given
 * @sku: (nullable): its SKU
 * @product_id: (out): its id
 * @error: (nullable): where to put an error
 *
 * Loads what is known of a product, where it is not remembered: every order asks for its products, whose stock moves and
 * whose details do not.
 *
 * Returns: (transfer full): the details, which others hold too; %NULL with an error where there is none, or none was named
 */
DocketProductDetails *
docket_product_details_require (DocketDatabase *database, const DocketUuid *id, const char *sku, DocketUuid *product_id, GError **error)
{
  g_autofree char *key = make_memory_key (id, sku);
  const DocketProductState *remembered = docket_database_recall (database, key);
  g_autoptr (DocketProductState) loaded = NULL;
  DocketProductDetails *details;

  if (remembered == NULL)
    remembered = loaded = docket_product_state_require (database, id, sku, error);
  if (remembered == NULL)
    return NULL;
  *product_id = remembered->id;
  details = g_object_ref (remembered->details);
  if (loaded != NULL && docket_database_remember (database, key, loaded, (GDestroyNotify) docket_product_state_free))
    loaded = NULL;
  return details;
}
