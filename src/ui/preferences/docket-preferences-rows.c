/* docket-preferences-rows.c: rows that say beside themselves why a setting is refused
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-preferences-rows.h"

static const char shown_key[] = "docket-shown";
static const char problem_key[] = "docket-problem-row";

void
docket_preferences_add_row (AdwPreferencesGroup *group, DocketForm *form, const char *field, GtkWidget *row)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "visible", FALSE, "wrap", TRUE, "xalign", 0.0, "margin-start", 12, "margin-end", 12,
                                   "margin-top", 9, "margin-bottom", 9, NULL);
  GtkWidget *problem = g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable", FALSE, "focusable", FALSE, "child", label, NULL);

  gtk_widget_add_css_class (label, "error");
  g_object_bind_property (label, "visible", problem, "visible", G_BINDING_SYNC_CREATE);
  g_object_set_data (G_OBJECT (row), problem_key, problem);
  adw_preferences_group_add (group, row);
  adw_preferences_group_add (group, problem);
  docket_form_add (form, field, row, GTK_LABEL (label));
}

AdwEntryRow *
docket_preferences_add_entry (AdwPreferencesGroup *group, DocketForm *form, const char *field, const char *title)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ENTRY_ROW, "use-markup", FALSE, "title", title, "show-apply-button", TRUE, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  docket_preferences_add_row (group, form, field, row);
  return ADW_ENTRY_ROW (row);
}

void
docket_preferences_show_text (AdwEntryRow *row, const char *text)
{
  const char *shown = g_object_get_data (G_OBJECT (row), shown_key);
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (row));

  if (text == NULL)
    text = "";
  if (g_strcmp0 (typed, text) != 0 && g_strcmp0 (typed, shown != NULL ? shown : "") == 0)
    {
      /* The button is for what a person changes. */
      adw_entry_row_set_show_apply_button (row, FALSE);
      gtk_editable_set_text (GTK_EDITABLE (row), text);
      adw_entry_row_set_show_apply_button (row, TRUE);
    }
  g_object_set_data_full (G_OBJECT (row), shown_key, g_strdup (text), g_free);
}

void
docket_preferences_remove_row (AdwPreferencesGroup *group, GtkWidget *row)
{
  GtkWidget *problem = g_object_get_data (G_OBJECT (row), problem_key);

  if (problem != NULL)
    adw_preferences_group_remove (group, problem);
  adw_preferences_group_remove (group, row);
}
