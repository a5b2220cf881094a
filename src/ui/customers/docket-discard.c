/* docket-discard.c: asks before what was typed is lost
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-discard.h"

#include <glib/gi18n.h>

#include "docket-compat-alert.h"

static void
answered_cb (gpointer owner, const char *response)
{
  if (g_str_equal (response, "discard"))
    gtk_window_destroy (GTK_WINDOW (owner));
}

gboolean
docket_discard_ask (GtkWindow *dialog, gboolean is_changed)
{
  DocketAlert *alert;

  g_return_val_if_fail (GTK_IS_WINDOW (dialog), FALSE);

  if (!is_changed)
    return FALSE;
  alert = docket_alert_new (_("Discard What You Typed?"), _("It has not been saved."), "keep");
  docket_alert_add (alert, "keep", _("_Keep Editing"), DOCKET_ALERT_PLAIN);
  docket_alert_add (alert, "discard", _("_Discard"), DOCKET_ALERT_DESTRUCTIVE);
  docket_alert_ask (alert, GTK_WIDGET (dialog), dialog, answered_cb);
  return TRUE;
}
