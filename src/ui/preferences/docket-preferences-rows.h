/* docket-preferences-rows.h: rows that say beside themselves why a setting is refused
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "docket-form.h"
#include "docket-shell.h"

G_BEGIN_DECLS

/* An entry that is applied by Enter or its button. */
AdwEntryRow *docket_preferences_add_entry (AdwPreferencesGroup *group, DocketForm *form, const char *field, const char *title);

/* Any row, with room for what is wrong with it. */
void docket_preferences_add_row (AdwPreferencesGroup *group, DocketForm *form, const char *field, GtkWidget *row);

/* Shows what is stored, unless the person is in the middle of typing something else. */
void docket_preferences_show_text (AdwEntryRow *row, const char *text);

/* The row and all that belongs to it; for groups whose rows come and go. */
void docket_preferences_remove_row (AdwPreferencesGroup *group, GtkWidget *row);

G_END_DECLS
