/* docket-compat-alert.h: asks a question
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  DOCKET_ALERT_PLAIN,
  DOCKET_ALERT_SUGGESTED,
  DOCKET_ALERT_DESTRUCTIVE,
} DocketAlertAppearance;

/* response: the id of what was answered; the one given as close where the person answered nothing */
typedef void (*DocketAlertDone) (gpointer owner, const char *response);

#define DOCKET_TYPE_ALERT (docket_alert_get_type ())
G_DECLARE_FINAL_TYPE (DocketAlert, docket_alert, DOCKET, ALERT, GObject)

/**
 * DocketAlert:
 *
 * A question with its answers. docket_alert_ask() takes it over.
 */

/* heading, body: plain text. close: the id of the answer that changes nothing; add it first. */
DocketAlert *docket_alert_new (const char *heading, const char *body, const char *close);
/* label: with a mnemonic. The last one is the default, unless it destroys something. */
void docket_alert_add (DocketAlert *self, const char *id, const char *label, DocketAlertAppearance appearance);
/* Something between the text and the answers; transfer floating. */
void docket_alert_set_extra (DocketAlert *self, GtkWidget *extra);
void docket_alert_set_enabled (DocketAlert *self, const char *id, gboolean is_enabled);
/* Shows it. done is called with owner, a GObject, unless that has gone. Takes the alert over. */
void docket_alert_ask (DocketAlert *self, GtkWidget *parent, gpointer owner, DocketAlertDone done);

G_END_DECLS
