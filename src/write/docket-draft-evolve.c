/* docket-draft-evolve.c: carries the events of drafts into the write tables
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-draft-evolve.h"

#include "docket-draft-events.h"
#include "docket-order-tables.h"
#include "docket-order-writer.h"

gboolean
docket_order_drafted_evolve (DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketOrderDrafted *drafted = DOCKET_ORDER_DRAFTED (event);
  DocketOrderHead head = { .status = DOCKET_ORDER_STATUS_DRAFT, .customer_id = &drafted->customer_id };

  return docket_order_write_head (database, event, &head, drafted->terms, error) &&
         docket_order_write_draft (database, event, drafted->terms, drafted->customer, drafted->shipping_address, drafted->note, error);
}

gboolean
docket_line_added_evolve (DocketEvent *event, DocketDatabase *database, GError **error)
{
  return docket_order_write_terms (database, event, DOCKET_LINE_ADDED (event)->terms, error);
}

gboolean
docket_line_changed_evolve (DocketEvent *event, DocketDatabase *database, GError **error)
{
  return docket_order_write_terms (database, event, DOCKET_LINE_CHANGED (event)->terms, error);
}

gboolean
docket_line_removed_evolve (DocketEvent *event, DocketDatabase *database, GError **error)
{
  return docket_order_write_terms (database, event, DOCKET_LINE_REMOVED (event)->terms, error);
}

gboolean
docket_discount_set_evolve (DocketEvent *event, DocketDatabase *database, GError **error)
{
  return docket_order_write_terms (database, event, DOCKET_DISCOUNT_SET (event)->terms, error);
}

gboolean
docket_shipping_set_evolve (DocketEvent *event, DocketDatabase *database, GError **error)
{
  return docket_order_write_terms (database, event, DOCKET_SHIPPING_SET (event)->terms, error);
}

gboolean
docket_customer_set_evolve (DocketEvent *event, DocketDatabase *database, GError **error)
{
  DocketCustomerSet *set = DOCKET_CUSTOMER_SET (event);
  const DocketUuid *order = &docket_event_get_envelope (event)->stream;
  g_autofree char *customer = docket_order_personal_json (set->customer);

  return docket_database_run (database, error, "UPDATE \"order\" SET customer_id = ? WHERE id = ?", "uu", &set->customer_id, order) &&
         docket_database_run (database, error, "UPDATE draft_personal SET customer = ? WHERE order_id = ?", "tu", customer, order) &&
         docket_order_touch (database, event, error);
}

gboolean
docket_shipping_address_updated_evolve (DocketEvent *event, DocketDatabase *database, GError **error)
{
  const DocketUuid *order = &docket_event_get_envelope (event)->stream;
  g_autofree char *address = docket_order_personal_json (DOCKET_SHIPPING_ADDRESS_UPDATED (event)->after);

  return docket_database_run (database, error, "UPDATE draft_personal SET shipping_address = ? WHERE order_id = ?", "tu", address,
                              order) &&
         docket_order_touch (database, event, error);
}

gboolean
docket_draft_discarded_evolve (DocketEvent *event, DocketDatabase *database, GError **error)
{
  return docket_database_run (database, error, "UPDATE \"order\" SET status = ? WHERE id = ?", "iu",
                              (gint64) DOCKET_ORDER_STATUS_DISCARDED, &docket_event_get_envelope (event)->stream) &&
         docket_order_forget_draft (database, event, error) && docket_order_touch (database, event, error);
}
