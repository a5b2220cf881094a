/* docket-form.h: shows errors beside the fields they are about
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DOCKET_TYPE_FORM (docket_form_get_type ())
G_DECLARE_FINAL_TYPE (DocketForm, docket_form, DOCKET, FORM, GObject)

/**
 * DocketForm:
 *
 * The fields of a dialog or page by the names that commands have for them. It holds no reference to the widgets.
 */

/* submit: (nullable): the button that sends it; problem: (nullable): a label for errors of no field */
DocketForm *docket_form_new (GtkWidget *submit, GtkLabel *problem);

/* field: as an error names it: "amount", "customer.email"; an error about a part of a nested field falls to the longest name that
 * begins it. problem: (nullable): the label beside the field; without one the form's label is used. */
void docket_form_add (DocketForm *self, const char *field, GtkWidget *widget, GtkLabel *problem);

/* Marks the field, focuses it and shows why. Returns FALSE where there is nowhere to show it. */
gboolean docket_form_show_error (DocketForm *self, const GError *error);
void docket_form_clear (DocketForm *self);

void docket_form_set_is_busy (DocketForm *self, gboolean is_busy);

G_END_DECLS
