/* docket-add-note.c: notes something on an order
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-add-note.h"

#include <glib/gi18n-lib.h>

#include "docket-order-events.h"
#include "docket-order-target.h"

static const DocketField fields[] = {
  DOCKET_ORDER_TARGET_FIELDS (DocketAddNote),
  DOCKET_FIELD (DocketAddNote, text, "text", docket_kind_string, .flags = DOCKET_FIELD_REQUIRED | DOCKET_FIELD_PERSONAL,
                .minimum = 1, .maximum = 5000, .summary = "What is noted."),
  DOCKET_FIELD (DocketAddNote, customer_id, "customer-id", docket_kind_uuid, .flags = DOCKET_FIELD_COMPLETED | DOCKET_FIELD_SUBJECT),
};
DOCKET_DEFINE_RECORD (DocketAddNote, docket_add_note, DOCKET_TYPE_COMMAND, fields)

static gboolean
prepare (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketAddNote *self = DOCKET_ADD_NOTE (command);
  g_autoptr (DocketOrderState) state = docket_order_target_resolve (unit_of_work, self->order, &self->order_id, error);

  if (state == NULL)
    return FALSE;
  self->customer_id = state->customer_id;
  return TRUE;
}

static gboolean
decide (DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  DocketAddNote *self = DOCKET_ADD_NOTE (command);
  g_autoptr (DocketOrderState) state = docket_order_target_load (unit_of_work, &self->order_id, error);
  g_autoptr (DocketNoteAdded) event = NULL;
  g_autofree char *text = NULL;

  if (state == NULL)
    return FALSE;
  /* An erased person's note is empty when the command runs again, and was not when it was decided. */
  text = self->text != NULL ? g_strstrip (g_strdup (self->text)) : NULL;
  if (text != NULL && *text == '\0')
    {
      docket_error_set (error, DOCKET_ERROR_INVALID, "text", _("A note needs a text."));
      return FALSE;
    }
  event = g_object_new (DOCKET_TYPE_NOTE_ADDED, NULL);
  event->customer_id = self->customer_id;
  event->text = g_steal_pointer (&text);
  docket_unit_of_work_record (unit_of_work, &state->id, state->version, DOCKET_EVENT (event));
  return TRUE;
}

const DocketCommandHandler docket_add_note_handler = {
  .get_type = docket_add_note_get_type,
  .replay_class = DOCKET_REPLAY_FACT,
  .prepare = prepare,
  .decide = decide,
};
