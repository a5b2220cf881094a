/* docket-add-line.c: puts a line on a draft
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-add-line.h"

#include "docket-draft-events.h"
#include "docket-draft-terms.h"
#include "docket-order-pricing.h"
#include "docket-order-target.h"
#include "docket-remove-line.h"

static const DocketField fields[] = {
  DOCKET_ORDER_TARGET_FIELDS (DocketAddLine),
  DOCKET_FIELD (DocketAddLine, sku, "sku", docket_kind_string, .minimum = 1, .maximum = 100,
                .summary = "The product's stock keeping unit; absent for an ad hoc line."),
  DOCKET_FIELD (DocketAddLine, product_id, "product", docket_kind_uuid, .summary = "The product's id, instead of its SKU."),
  DOCKET_FIELD (DocketAddLine, title, "title", docket_kind_string, .minimum = 1, .maximum = 500,
                .summary = "What it is called; the product's title where it is absent."),
  DOCKET_FIELD (DocketAddLine, unit, "unit", docket_kind_string, .minimum = 1, .maximum = 20, .summary = "The unit of the quantity."),
  DOCKET_FIELD (DocketAddLine, quantity, "quantity", docket_kind_quantity, .flags = DOCKET_FIELD_REQUIRED, .minimum = 1,
                .maximum = DOCKET_QUANTITY_MAXIMUM, .summary = "How much, in the product's step."),
  DOCKET_FIELD (DocketAddLine, unit_price, "unit-price", docket_kind_money, .maximum = DOCKET_MONEY_MAXIMUM,
                .summary = "The price of one unit; the product's where it is absent."),
  DOCKET_FIELD (DocketAddLine, price_reason, "price-reason", docket_kind_string, .maximum = 500,
                .summary = "Why the price is not the product's."),
  DOCKET_FIELD (DocketAddLine, discount, "discount", docket_kind_discount,
                .summary = "What is taken off the whole line: money, or a percentage such as 10%."),
  DOCKET_FIELD (DocketAddLine, taxes, "taxes", docket_kind_records, .type = docket_tax_get_type, .maximum = 20,
                .summary = "The taxes; the product's, or the shop's for an ad hoc line, where they are absent."),
  DOCKET_FIELD (DocketAddLine, line, "line", docket_kind_integer, .flags = DOCKET_FIELD_COMPLETED),
  DOCKET_DRAFT_TERMS_FIELD (DocketAddLine),
};
DOCKET_DEFINE_RECORD (DocketAddLine, docket_add_line, DOCKET_TYPE_COMMAND, fields)

/* The members that both records have, with what is given and what is not. */
static DocketLineRequest *
make_request (DocketAddLine *self)
{
  g_autofree char *json = docket_record_to_json (DOCKET_RECORD (self), DOCKET_PART_ALL);

  return DOCKET_LINE_REQUEST (docket_record_from_json (DOCKET_TYPE_LINE_REQUEST, DOCKET_READ_STORED, json, -1, NULL));
}

static gboolean
prepare (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketAddLine *self = DOCKET_ADD_LINE (command);
  DocketDatabase *database = docket_unit_of_work_get_database (unit_of_work);
  g_autoptr (DocketOrderState) draft = docket_order_target_resolve_draft (unit_of_work, self->order, &self->order_id, error);
  g_autoptr (DocketLineRequest) request = NULL;
  DocketOrderLine *line;

  if (draft == NULL || !docket_money_apply_currency (DOCKET_RECORD (self), draft->terms->currency, error))
    return FALSE;
  self->line = draft->last_line + 1;
  request = make_request (self);
  line = docket_order_terms_add_line (draft->terms, database, request, self->line, error);
  if (line == NULL || !docket_order_line_check_price (line, database, draft->terms->currency, error) ||
      !docket_draft_calculate (draft->terms, self->line, error))
    return FALSE;
  self->terms = g_object_ref (draft->terms);
  return TRUE;
}

static gboolean
decide (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketAddLine *self = DOCKET_ADD_LINE (command);
  g_autoptr (DocketOrderState) draft = docket_order_target_load_draft (unit_of_work, &self->order_id, error);
  g_autoptr (DocketLineAdded) event = NULL;

  if (draft == NULL)
    return FALSE;
  event = g_object_new (DOCKET_TYPE_LINE_ADDED, NULL);
  event->line = self->line;
  g_set_object (&event->terms, self->terms);
  docket_unit_of_work_record (unit_of_work, &draft->id, draft->version, DOCKET_EVENT (event));
  return TRUE;
}

static DocketCommand *
undo (DocketCommand *command, GPtrArray *events, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketAddLine *self = DOCKET_ADD_LINE (command);
  DocketRemoveLine *remove = docket_order_target_command (DOCKET_TYPE_REMOVE_LINE, &self->order_id);

  remove->line = self->line;
  return DOCKET_COMMAND (remove);
}

const DocketCommandHandler docket_add_line_handler = {
  .get_type = docket_add_line_get_type,
  .replay_class = DOCKET_REPLAY_ADAPT,
  .prepare = prepare,
  .decide = decide,
  .undo = undo,
};
