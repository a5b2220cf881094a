/* docket-status-label.h: a status as a word with an icon
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "docket-words.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_STATUS_LABEL (docket_status_label_get_type ())
G_DECLARE_FINAL_TYPE (DocketStatusLabel, docket_status_label, DOCKET, STATUS_LABEL, GtkWidget)

/* Properties: "kind" (GType of docket-order-status.h: which status), "value" (int), "is-pill" (boolean: with a tinted ground), "word"
 * (pointer to a DocketWord, write-only: instead of kind and value). In a
 * .ui: <property name="kind">DocketPaymentStatus</property> */

GtkWidget *docket_status_label_new (GType kind);
void docket_status_label_set_value (DocketStatusLabel *self, int value);
/* A word that is no enumeration's: on hold. NULL hides it. */
void docket_status_label_set_word (DocketStatusLabel *self, const DocketWord *word);

G_END_DECLS
