/* docket-recovery-facts.c: what is safe, in words
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-recovery-facts.h"

#include <glib/gi18n.h>

#include "docket-words.h"

char *
docket_recovery_facts_remains (const DocketRemains *remains)
{
  g_autofree char *orders = docket_words_count (NULL, remains->n_orders);
  g_autofree char *events = docket_words_count (NULL, remains->n_events);

  if (remains->n_events == 0)
    return g_strdup (_("Nothing can be read of the shop’s log"));
  if (remains->n_orders == 0)
    return g_strdup_printf (ngettext ("%s entry can be read", "%s entries can be read", (gulong) remains->n_events), events);
  return g_strdup_printf (ngettext ("%s order can be read", "%s orders can be read", (gulong) remains->n_orders), orders);
}

char *
docket_recovery_facts_remains_detail (const DocketRemains *remains)
{
  g_autofree char *when = docket_words_when_time (remains->last_time);
  g_autofree char *count = docket_words_count (NULL, remains->n_left_out);
  g_autofree char *left_out = g_strdup_printf (ngettext ("%s entry cannot be read or is missing", "%s entries cannot be read or are missing",
                                                         (gulong) remains->n_left_out),
                                               count);

  if (remains->n_events == 0)
    return g_steal_pointer (&left_out);
  if (remains->n_left_out == 0)
    /* Translators: %s is a moment */
    return g_strdup_printf (_("The last entry: %s"), when);
  /* Translators: the first %s is a moment, the second a sentence */
  return g_strdup_printf (_("The last entry: %s\n%s"), when, left_out);
}

const char *
docket_recovery_facts_unread (const GError *error)
{
  if (g_error_matches (error, DOCKET_ERROR, DOCKET_ERROR_STORAGE))
    return _("The log could not be looked at");
  return _("Nothing can be read of the shop’s log");
}

const char *
docket_recovery_facts_title (const GError *error)
{
  if (error == NULL)
    return _("Restore the Shop");
  if (g_error_matches (error, DOCKET_ERROR, DOCKET_ERROR_BUSY))
    return _("The Shop Is in Use");
  return _("The Shop Cannot Be Opened");
}

const char *
docket_recovery_facts_damage (void)
{
  return _("Something in the shop’s files is not as it was written: a failing disk or another program may have changed it. "
           "Going back to a backup that is intact puts it right. The details help whoever looks after your computer.");
}

const char *
docket_recovery_facts_files (const GError *error)
{
  if (error == NULL)
    return _("The shop is closed meanwhile. Nothing is changed unless you say so.");
  if (g_error_matches (error, DOCKET_ERROR, DOCKET_ERROR_BUSY))
    return _("Your orders are safe. This window can open once the other program is done.");
  if (g_error_matches (error, DOCKET_ERROR, DOCKET_ERROR_NEWER))
    return _("Your orders are safe: the files were left untouched. They can be opened by the newer program.");
  return _("Nothing was changed: your files are as they were.");
}

gboolean
docket_recovery_facts_can_act (const GError *error)
{
  return !g_error_matches (error, DOCKET_ERROR, DOCKET_ERROR_BUSY) && !g_error_matches (error, DOCKET_ERROR, DOCKET_ERROR_NEWER);
}
