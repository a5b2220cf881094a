/* docket-change-line.c: changes a line of a draft
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-change-line.h"

#include <glib/gi18n-lib.h>

#include "docket-draft-events.h"
#include "docket-draft-terms.h"
#include "docket-order-pricing.h"
#include "docket-order-target.h"

static const DocketField fields[] = {
  DOCKET_ORDER_TARGET_FIELDS (DocketChangeLine),
  DOCKET_FIELD (DocketChangeLine, line, "line", docket_kind_integer, .flags = DOCKET_FIELD_REQUIRED, .minimum = 1, .maximum = 1000000,
                .summary = "The number of the line."),
  DOCKET_FIELD (DocketChangeLine, title, "title", docket_kind_string, .minimum = 1, .maximum = 500, .summary = "What it is called."),
  DOCKET_FIELD (DocketChangeLine, quantity, "quantity", docket_kind_quantity, .minimum = 1, .maximum = DOCKET_QUANTITY_MAXIMUM,
                .summary = "How much, in the product's step."),
  DOCKET_FIELD (DocketChangeLine, unit_price, "unit-price", docket_kind_money, .maximum = DOCKET_MONEY_MAXIMUM,
                .summary = "The price of one unit."),
  DOCKET_FIELD (DocketChangeLine, price_reason, "price-reason", docket_kind_string, .maximum = 500,
                .summary = "Why the price is not the product's."),
  DOCKET_FIELD (DocketChangeLine, discount, "discount", docket_kind_discount,
                .summary = "What is taken off the whole line: money, or a percentage such as 10%; 0 for nothing."),
  DOCKET_FIELD (DocketChangeLine, taxes, "taxes", docket_kind_records, .type = docket_tax_get_type, .maximum = 20,
                .summary = "The taxes."),
  DOCKET_DRAFT_TERMS_FIELD (DocketChangeLine),
};
DOCKET_DEFINE_RECORD (DocketChangeLine, docket_change_line, DOCKET_TYPE_COMMAND, fields)

static void
replace_text (char **text, const char *replacement)
{
  g_free (*text);
  *text = *replacement != '\0' ? g_strdup (replacement) : NULL;
}

static void
apply (DocketChangeLine *self, DocketOrderLine *line, guint8 digits)
{
  DocketRecord *record = DOCKET_RECORD (self);

  if (docket_record_has (record, "title"))
    replace_text (&line->title, self->title);
  if (docket_record_has (record, "quantity"))
    line->quantity = self->quantity;
  if (docket_record_has (record, "unit-price"))
    line->unit_price = DOCKET_MONEY (self->unit_price.minor, digits);
  if (docket_record_has (record, "price-reason"))
    replace_text (&line->price_reason, self->price_reason);
  if (docket_record_has (record, "discount"))
    line->discount_given = self->discount;
  if (docket_record_has (record, "taxes"))
    docket_order_line_set_taxes (line, self->taxes, digits);
}

static gboolean
check_something_changes (DocketChangeLine *self, GError **error)
{
  static const char *const names[] = { "title", "quantity", "unit-price", "price-reason", "discount", "taxes" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (docket_record_has (DOCKET_RECORD (self), names[i]))
      return TRUE;
  docket_error_set (error, DOCKET_ERROR_INVALID, "line", _("Say what is to change on the line."));
  return FALSE;
}

static gboolean
prepare (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketChangeLine *self = DOCKET_CHANGE_LINE (command);
  DocketDatabase *database = docket_unit_of_work_get_database (unit_of_work);
  g_autoptr (DocketOrderState) draft = docket_order_target_resolve_draft (unit_of_work, self->order, &self->order_id, error);
  gboolean has_price = docket_record_has (DOCKET_RECORD (self), "unit-price");
  DocketOrderLineState *line;

  if (draft == NULL || !check_something_changes (self, error) ||
      !docket_money_apply_currency (DOCKET_RECORD (self), draft->terms->currency, error))
    return FALSE;
  line = docket_draft_require_line (draft, self->line, error);
  if (line == NULL)
    return FALSE;
  apply (self, line->terms, draft->digits);
  if (!docket_order_line_check_quantity (line->terms, error) ||
      (has_price && !docket_order_line_check_price (line->terms, database, draft->terms->currency, error)) ||
      !docket_draft_calculate (draft->terms, self->line, error))
    return FALSE;
  self->terms = g_object_ref (draft->terms);
  return TRUE;
}

static gboolean
decide (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketChangeLine *self = DOCKET_CHANGE_LINE (command);
  g_autoptr (DocketOrderState) draft = docket_order_target_load_draft (unit_of_work, &self->order_id, error);
  g_autoptr (DocketLineChanged) event = NULL;
  DocketOrderLineState *line;

  if (draft == NULL)
    return FALSE;
  line = docket_draft_require_line (draft, self->line, error);
  if (line == NULL)
    return FALSE;
  event = g_object_new (DOCKET_TYPE_LINE_CHANGED, NULL);
  event->line = self->line;
  event->before = docket_order_line_copy (line->terms);
  g_set_object (&event->terms, self->terms);
  docket_unit_of_work_record (unit_of_work, &draft->id, draft->version, DOCKET_EVENT (event));
  return TRUE;
}

static DocketCommand *
undo (DocketCommand *command, GPtrArray *events, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketChangeLine *self = DOCKET_CHANGE_LINE (command);
  DocketOrderLine *before = ((DocketLineChanged *) docket_find_event (events, DOCKET_TYPE_LINE_CHANGED))->before;
  DocketChangeLine *back = docket_order_target_command (DOCKET_TYPE_CHANGE_LINE, &self->order_id);
  g_autofree char *discount = docket_discount_to_string (before->discount_given);

  back->line = self->line;
  back->title = g_strdup (before->title);
  back->quantity = before->quantity;
  back->taxes = docket_draft_get_tax_rates (before->taxes);
  docket_record_set_text (DOCKET_RECORD (back), "discount", discount, NULL);
  /* A price that stayed is not touched: it would ask for a reason that nobody gave. */
  if (docket_record_has (DOCKET_RECORD (self), "unit-price"))
    back->unit_price = before->unit_price;
  if (docket_record_has (DOCKET_RECORD (self), "price-reason"))
    docket_record_set_text (DOCKET_RECORD (back), "price-reason", before->price_reason != NULL ? before->price_reason : "", NULL);
  return DOCKET_COMMAND (back);
}

const DocketCommandHandler docket_change_line_handler = {
  .get_type = docket_change_line_get_type,
  .replay_class = DOCKET_REPLAY_ADAPT,
  .prepare = prepare,
  .decide = decide,
  .undo = undo,
};
