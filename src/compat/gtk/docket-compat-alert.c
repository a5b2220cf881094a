/* docket-compat-alert.c: asks a question
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-compat-alert.h"

#include <adwaita.h>

#if ADW_CHECK_VERSION (1, 5, 0)

typedef AdwAlertDialog Dialog;
#define DIALOG(object) ADW_ALERT_DIALOG (object)
#define dialog_new(heading, body) adw_alert_dialog_new (heading, body)
#define dialog_set_close_response adw_alert_dialog_set_close_response
#define dialog_set_default_response adw_alert_dialog_set_default_response
#define dialog_add_response adw_alert_dialog_add_response
#define dialog_set_response_appearance adw_alert_dialog_set_response_appearance
#define dialog_set_response_enabled adw_alert_dialog_set_response_enabled
#define dialog_set_extra_child adw_alert_dialog_set_extra_child

static void
dialog_present (Dialog *dialog, GtkWidget *parent)
{
  adw_dialog_present (ADW_DIALOG (dialog), parent);
}

#else

typedef AdwMessageDialog Dialog;
#define DIALOG(object) ADW_MESSAGE_DIALOG (object)
#define dialog_new(heading, body) adw_message_dialog_new (NULL, heading, body)
#define dialog_set_close_response adw_message_dialog_set_close_response
#define dialog_set_default_response adw_message_dialog_set_default_response
#define dialog_add_response adw_message_dialog_add_response
#define dialog_set_response_appearance adw_message_dialog_set_response_appearance
#define dialog_set_response_enabled adw_message_dialog_set_response_enabled
#define dialog_set_extra_child adw_message_dialog_set_extra_child

static void
dialog_present (Dialog *dialog, GtkWidget *parent)
{
  GtkRoot *root = gtk_widget_get_root (parent);

  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (root));
  gtk_window_present (GTK_WINDOW (dialog));
}

#endif

struct _DocketAlert
{
  GObject parent_instance;
  Dialog *dialog;
  GWeakRef owner;
  DocketAlertDone done;
};

G_DEFINE_FINAL_TYPE (DocketAlert, docket_alert, G_TYPE_OBJECT)

static void
response_cb (DocketAlert *self, const char *response)
{
  g_autoptr (GObject) owner = g_weak_ref_get (&self->owner);

  if (owner != NULL && self->done != NULL)
    self->done (owner, response);
}

static void
docket_alert_finalize (GObject *object)
{
  DocketAlert *self = DOCKET_ALERT (object);

  g_weak_ref_clear (&self->owner);
  g_clear_object (&self->dialog);
  G_OBJECT_CLASS (docket_alert_parent_class)->finalize (object);
}

static void
docket_alert_class_init (DocketAlertClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_alert_finalize;
}

static void
docket_alert_init (DocketAlert *self)
{
  g_weak_ref_init (&self->owner, NULL);
}

DocketAlert *
docket_alert_new (const char *heading, const char *body, const char *close)
{
  DocketAlert *self = g_object_new (DOCKET_TYPE_ALERT, NULL);

  self->dialog = g_object_ref_sink (DIALOG (dialog_new (heading, body)));
  dialog_set_close_response (self->dialog, close);
  return self;
}

void
docket_alert_add (DocketAlert *self, const char *id, const char *label, DocketAlertAppearance appearance)
{
  static const AdwResponseAppearance appearances[] = {
    [DOCKET_ALERT_PLAIN] = ADW_RESPONSE_DEFAULT,
    [DOCKET_ALERT_SUGGESTED] = ADW_RESPONSE_SUGGESTED,
    [DOCKET_ALERT_DESTRUCTIVE] = ADW_RESPONSE_DESTRUCTIVE,
  };

  g_return_if_fail (DOCKET_IS_ALERT (self));

  dialog_add_response (self->dialog, id, label);
  dialog_set_response_appearance (self->dialog, id, appearances[appearance]);
  if (appearance != DOCKET_ALERT_DESTRUCTIVE)
    dialog_set_default_response (self->dialog, id);
}

void
docket_alert_set_extra (DocketAlert *self, GtkWidget *extra)
{
  g_return_if_fail (DOCKET_IS_ALERT (self));

  dialog_set_extra_child (self->dialog, extra);
}

void
docket_alert_set_enabled (DocketAlert *self, const char *id, gboolean is_enabled)
{
  g_return_if_fail (DOCKET_IS_ALERT (self));

  dialog_set_response_enabled (self->dialog, id, is_enabled);
}

static void
free_alert_cb (gpointer data, GClosure *closure)
{
  g_object_unref (data);
}

void
docket_alert_ask (DocketAlert *self, GtkWidget *parent, gpointer owner, DocketAlertDone done)
{
  Dialog *dialog;

  g_return_if_fail (DOCKET_IS_ALERT (self));

  g_weak_ref_set (&self->owner, owner);
  self->done = done;
  /* The dialog keeps the alert from now on, not the other way round. */
  dialog = g_steal_pointer (&self->dialog);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), self, free_alert_cb, G_CONNECT_SWAPPED);
  dialog_present (dialog, parent);
  g_object_unref (dialog);
}
