/* docket-order-target.c: what the commands for one existing order have in common
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-order-target.h"

/**
 * docket_order_target_resolve:
 * @unit_of_work: of the command under way
 * @order: what somebody calls the order
 * @order_id: (out): its id
 * @error: %DOCKET_ERROR_NOT_FOUND or %DOCKET_ERROR_AMBIGUOUS
 *
 * For prepare: finds the order that is meant.
 *
 * Returns: (transfer full) (nullable): the order
 */
DocketOrderState *
docket_order_target_resolve (DocketUnitOfWork *unit_of_work, const char *order, DocketUuid *order_id, GError **error)
{
  DocketOrderState *state = docket_order_state_require (docket_unit_of_work_get_database (unit_of_work), order, error);

  if (state != NULL)
    *order_id = state->id;
  return state;
}

/**
 * docket_order_target_load:
 * @unit_of_work: of the command under way
 * @order_id: the order that prepare found
 * @error: %DOCKET_ERROR_NOT_FOUND
 *
 * For decide: loads the order.
 *
 * Returns: (transfer full) (nullable): the order
 */
DocketOrderState *
docket_order_target_load (DocketUnitOfWork *unit_of_work, const DocketUuid *order_id, GError **error)
{
  char text[DOCKET_UUID_STRING_SIZE];

  return docket_order_state_require (docket_unit_of_work_get_database (unit_of_work), docket_uuid_format (order_id, text), error);
}

static DocketOrderState *
keep_editable (DocketOrderState *state, GError **error)
{
  if (state != NULL && !docket_order_state_check_editable (state, error))
    g_clear_pointer (&state, docket_order_state_free);
  return state;
}

/**
 * docket_order_target_resolve_draft:
 * @unit_of_work: of the command under way
 * @order: what somebody calls the draft
 * @order_id: (out): its id
 * @error: also %DOCKET_ERROR_REJECTED for an order that is no draft any more
 *
 * For prepare: finds the draft that is meant.
 *
 * Returns: (transfer full) (nullable): the draft
 */
DocketOrderState *
docket_order_target_resolve_draft (DocketUnitOfWork *unit_of_work, const char *order, DocketUuid *order_id, GError **error)
{
  return keep_editable (docket_order_target_resolve (unit_of_work, order, order_id, error), error);
}

/**
 * docket_order_target_load_draft:
 * @unit_of_work: of the command under way
 * @order_id: the draft that prepare found
 * @error: also %DOCKET_ERROR_REJECTED for an order that is no draft any more
 *
 * For decide: loads the draft.
 *
 * Returns: (transfer full) (nullable): the draft
 */
DocketOrderState *
docket_order_target_load_draft (DocketUnitOfWork *unit_of_work, const DocketUuid *order_id, GError **error)
{
  return keep_editable (docket_order_target_load (unit_of_work, order_id, error), error);
}

/**
 * docket_order_target_command:
 * @type: a command with a property `order`
 * @order_id: the order
 *
 * For undo: a new command for the same order.
 *
 * Returns: (transfer full): the command
 */
gpointer
docket_order_target_command (GType type, const DocketUuid *order_id)
{
  char text[DOCKET_UUID_STRING_SIZE];

  return g_object_new (type, "order", docket_uuid_format (order_id, text), NULL);
}
