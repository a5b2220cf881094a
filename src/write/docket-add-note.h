/* docket-add-note.h: notes something on an order
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-bus.h"

G_BEGIN_DECLS

/* customer_id is completed: whom the note may be about. */
#define DOCKET_TYPE_ADD_NOTE (docket_add_note_get_type ())
DOCKET_DECLARE_RECORD (DocketAddNote, docket_add_note, ADD_NOTE, DocketCommand)
struct _DocketAddNote
{
  DocketCommand parent_instance;
  char *order;
  DocketUuid order_id;
  DocketUuid customer_id;
  char *text;
};

extern const DocketCommandHandler docket_add_note_handler;

G_END_DECLS
