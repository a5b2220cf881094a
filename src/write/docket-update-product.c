/* docket-update-product.c: changes what is known of a product
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-update-product.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "docket-shop-rules.h"

static const DocketField fields[] = {
  DOCKET_FIELD (DocketUpdateProduct, sku, "sku", docket_kind_string, .maximum = 100, .summary = "Which product, by its SKU."),
  DOCKET_FIELD (DocketUpdateProduct, product, "product", docket_kind_uuid, .summary = "Which product, by its id."),
  DOCKET_FIELD (DocketUpdateProduct, new_sku, "new-sku", docket_kind_string, .maximum = 100, .summary = "The SKU that it gets."),
  DOCKET_FIELD (DocketUpdateProduct, title, "title", docket_kind_string, .maximum = 500, .summary = "What it is called."),
  DOCKET_FIELD (DocketUpdateProduct, currency, "currency", docket_kind_string, .maximum = 3,
                .summary = "The currency of the price; with a new one the price is needed too."),
  DOCKET_FIELD (DocketUpdateProduct, price, "price", docket_kind_money, .summary = "The price of one."),
  DOCKET_FIELD (DocketUpdateProduct, unit, "unit", docket_kind_string, .maximum = 20, .summary = "Its unit: pc, kg, m…"),
  DOCKET_FIELD (DocketUpdateProduct, step, "step", docket_kind_quantity, .summary = "The least quantity: 1, 0.1, 0.01 or 0.001."),
  DOCKET_FIELD (DocketUpdateProduct, barcode, "barcode", docket_kind_string, .maximum = 100,
                .summary = "What the scanner reads; an empty one takes it away."),
  DOCKET_FIELD (DocketUpdateProduct, taxes, "taxes", docket_kind_records, .type = docket_tax_get_type, .maximum = 10,
                .summary = "The taxes it bears."),
  DOCKET_FIELD (DocketUpdateProduct, allow_overselling, "allow-overselling", docket_kind_boolean,
                .summary = "Whether more may be sold than is there."),
  DOCKET_FIELD (DocketUpdateProduct, safety_stock, "safety-stock", docket_kind_quantity, .summary = "What is kept back."),
  DOCKET_FIELD (DocketUpdateProduct, product_id, "product-id", docket_kind_uuid, .flags = DOCKET_FIELD_COMPLETED,
                .told_as = DOCKET_TOLD_STREAM),
  DOCKET_FIELD (DocketUpdateProduct, changes, "changes", docket_kind_strings, .flags = DOCKET_FIELD_COMPLETED),
};
DOCKET_DEFINE_RECORD (DocketUpdateProduct, docket_update_product, DOCKET_TYPE_COMMAND, fields)

static const char *const changeable[] = {
  "new-sku", "title", "currency", "price", "unit", "step", "barcode", "taxes", "allow-overselling", "safety-stock", NULL,
};

static gboolean
prepare (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketUpdateProduct *self = DOCKET_UPDATE_PRODUCT (command);
  g_autoptr (DocketProductState) state = NULL;

  state = docket_product_state_require (docket_unit_of_work_get_database (unit_of_work), &self->product, self->sku, error);
  if (state == NULL)
    return FALSE;
  self->product_id = state->id;
  g_strfreev (self->changes);
  self->changes = docket_collect_given (DOCKET_RECORD (self), changeable);
  return docket_money_apply_currency (DOCKET_RECORD (self), self->currency != NULL ? self->currency : state->details->currency, error);
}

static void
replace_text (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

static void
apply_changes (DocketUpdateProduct *self, DocketProductDetails *details)
{
#define IS_GIVEN(name) g_strv_contains ((const char *const *) self->changes, name)
  if (IS_GIVEN ("new-sku"))
    replace_text (&details->sku, self->new_sku);
  if (IS_GIVEN ("title"))
    replace_text (&details->title, self->title);
  if (IS_GIVEN ("currency"))
    replace_text (&details->currency, self->currency);
  if (IS_GIVEN ("price"))
    details->price = self->price;
  if (IS_GIVEN ("unit"))
    replace_text (&details->unit, self->unit);
  if (IS_GIVEN ("step"))
    details->step = self->step;
  if (IS_GIVEN ("barcode"))
    replace_text (&details->barcode, self->barcode);
  if (IS_GIVEN ("taxes"))
    {
      g_clear_pointer (&details->taxes, g_ptr_array_unref);
      details->taxes = self->taxes != NULL ? docket_records_copy (self->taxes) : docket_records_new ();
    }
  if (IS_GIVEN ("allow-overselling"))
    details->allow_overselling = self->allow_overselling;
  if (IS_GIVEN ("safety-stock"))
    details->safety_stock = self->safety_stock;
#undef IS_GIVEN
  docket_product_details_normalize (details);
}

static gboolean
check (DocketProductDetails *before, DocketProductDetails *after, gboolean has_price, GError **error)
{
  if (docket_record_equal (DOCKET_RECORD (before), DOCKET_RECORD (after)))
    docket_error_set (error, DOCKET_ERROR_REJECTED, NULL, _("Nothing changes: the product “%s” is like this already."), before->title);
  else if (g_strcmp0 (before->currency, after->currency) != 0 && !has_price)
    docket_error_set (error, DOCKET_ERROR_INVALID, "price", _("With a new currency the product needs a new price too."));
  else
    return TRUE;
  return FALSE;
}

static gboolean
decide (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketUpdateProduct *self = DOCKET_UPDATE_PRODUCT (command);
  DocketDatabase *database = docket_unit_of_work_get_database (unit_of_work);
  g_autoptr (DocketProductState) state = NULL;
  g_autoptr (DocketProductUpdated) event = NULL;

  state = docket_product_state_require (database, &self->product_id, NULL, error);
  if (state == NULL)
    return FALSE;
  event = g_object_new (DOCKET_TYPE_PRODUCT_UPDATED, NULL);
  event->before = g_object_ref (state->details);
  event->after = (DocketProductDetails *) docket_record_copy (DOCKET_RECORD (state->details));
  apply_changes (self, event->after);
  if (!check (event->before, event->after, g_strv_contains ((const char *const *) self->changes, "price"), error) ||
      !docket_product_details_check (database, event->after, &self->product_id, error))
    return FALSE;
  docket_unit_of_work_record (unit_of_work, &self->product_id, DOCKET_EVENT_STORE_ANY_VERSION, DOCKET_EVENT (event));
  return TRUE;
}

static void
copy_property (GObject *source, const char *source_name, GObject *target, const char *target_name)
{
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (target), target_name);
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, pspec->value_type);
  g_object_get_property (source, source_name, &value);
  /* Says that there was none. */
  if (G_VALUE_HOLDS_STRING (&value) && g_value_get_string (&value) == NULL)
    g_value_set_static_string (&value, "");
  g_object_set_property (target, target_name, &value);
}

static DocketCommand *
undo (DocketCommand *command, GPtrArray *events, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketUpdateProduct *self = DOCKET_UPDATE_PRODUCT (command);
  DocketProductUpdated *updated = g_ptr_array_index (events, 0);
  DocketUpdateProduct *back = g_object_new (DOCKET_TYPE_UPDATE_PRODUCT, NULL);

  back->product = self->product_id;
  for (char **name = self->changes; *name != NULL; name++)
    copy_property (G_OBJECT (updated->before), strcmp (*name, "new-sku") == 0 ? "sku" : *name, G_OBJECT (back), *name);
  /* The price goes back in the currency that it had. */
  if (g_strv_contains ((const char *const *) self->changes, "currency"))
    copy_property (G_OBJECT (updated->before), "price", G_OBJECT (back), "price");
  return DOCKET_COMMAND (back);
}

const DocketCommandHandler docket_update_product_handler = {
  .get_type = docket_update_product_get_type,
  .replay_class = DOCKET_REPLAY_ADAPT,
  .prepare = prepare,
  .decide = decide,
  .undo = undo,
};
