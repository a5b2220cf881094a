/* docket-window-upkeep.c: tells what the upkeep of the shop found, and leads to what can be done about it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"
#include "docket-window-private.h"

#include <glib/gi18n.h>

#include "docket-compat-glib.h"
#include "docket-preferences.h"
#include "docket-upkeep.h"
#include "docket-words.h"

/* The page it leads to tells the rest. */
static char *
summarize_findings (GPtrArray *findings)
{
  const DocketFinding *first = findings->pdata[0];

  /* Translators: %s is a place in the shop’s files, such as “write.db” or “table order_line, row 4” */
  return g_strdup_printf (ngettext ("%u thing in the shop’s files is damaged: %s", "%u things in the shop’s files are damaged, the first: %s",
                                    findings->len),
                          findings->len, first->place);
}

#define MOST_FINDINGS 5

static char *
describe_findings (GPtrArray *findings)
{
  GString *text = g_string_new (NULL);
  guint n_told = MIN (findings->len, MOST_FINDINGS);

  for (guint i = 0; i < n_told; i++)
    {
      const DocketFinding *finding = findings->pdata[i];

      g_string_append_printf (text, "%s%s: %s", i > 0 ? "\n" : "", finding->place, finding->message);
    }
  if (findings->len > n_told)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, ngettext ("and %u more", "and %u more", findings->len - n_told), findings->len - n_told);
    }
  return g_string_free (text, FALSE);
}

static char *
describe_backup (DocketUpkeep *upkeep)
{
  const char *error = docket_upkeep_get_backup_error (upkeep);
  gint64 time = docket_upkeep_get_last_backup (upkeep);
  g_autofree char *when = time != 0 ? docket_words_when_time (time) : NULL;

  if (when == NULL)
    return g_strdup_printf (_("The last backup failed: %s"), error);
  return g_strdup_printf (_("The last backup failed: %s Your last good backup: %s."), error, when);
}

static void
show_banner (DocketWindow *self, const char *text, const char *button, const char *action)
{
  gtk_label_set_label (self->banner_label, text);
  gtk_button_set_label (GTK_BUTTON (self->banner_button), button);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->banner_button), action);
  gtk_revealer_set_reveal_child (self->banner, TRUE);
}

static void
changed_cb (DocketWindow *self, DocketUpkeep *upkeep)
{
  GPtrArray *findings = docket_upkeep_get_findings (upkeep);
  g_autofree char *text = NULL;

  if (findings != NULL && findings->len > 0)
    {
      g_autofree char *details = describe_findings (findings);

      text = summarize_findings (findings);
      g_set_str (&self->findings, details);
      show_banner (self, text, _("What Can I Do?"), "win.recover");
    }
  else if (docket_upkeep_get_backup_error (upkeep) != NULL)
    {
      text = describe_backup (upkeep);
      show_banner (self, text, _("Backups"), "win.backups");
    }
  else
    gtk_revealer_set_reveal_child (self->banner, FALSE);
}

void
docket_window_follow_upkeep (DocketWindow *self)
{
  DocketUpkeep *upkeep = docket_shell_get_upkeep (self->shell);

  g_signal_connect_object (upkeep, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  docket_upkeep_start (upkeep);
}

void
docket_window_show_backups (DocketWindow *self)
{
  docket_preferences_present_backups (self->shell, GTK_WINDOW (self));
}
