/* docket-guard.c: keeps a button pressable while its command can be executed
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-action.h"

/* Lives as long as its button. It asks once after many commits, and only while the button can be seen. */
typedef struct
{
  GtkWidget *button;
  DocketCommandBus *bus;
  DocketCommand *command;
  GCancellable *cancellable;
  char *tooltip;
  gulong committed_handler;
  gulong map_handler;
  guint idle;
  guint serial;
  gboolean is_stale;
} Guard;

static const char guard_key[] = "docket-guard";

static void
guard_free (gpointer data)
{
  Guard *guard = data;

  g_cancellable_cancel (guard->cancellable);
  g_clear_handle_id (&guard->idle, g_source_remove);
  g_clear_signal_handler (&guard->committed_handler, guard->bus);
  if (guard->button != NULL)
    g_clear_signal_handler (&guard->map_handler, guard->button);
  g_clear_weak_pointer (&guard->button);
  g_clear_object (&guard->bus);
  g_clear_object (&guard->command);
  g_clear_object (&guard->cancellable);
  g_free (guard->tooltip);
  g_free (guard);
}

/* The answer may come after the guard has gone, or after a newer question. */
typedef struct
{
  GWeakRef button;
  guint serial;
} Question;

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Question *question = data;
  g_autoptr (GtkWidget) button = g_weak_ref_get (&question->button);
  g_autoptr (GError) error = NULL;
  gboolean can = docket_command_bus_can_execute_finish (DOCKET_COMMAND_BUS (source), result, &error);
  Guard *guard = button != NULL ? g_object_get_data (G_OBJECT (button), guard_key) : NULL;

  g_weak_ref_clear (&question->button);
  if (guard == NULL || guard->serial != question->serial)
    return;
  gtk_widget_set_sensitive (button, can);
  gtk_widget_set_tooltip_text (button, can ? guard->tooltip : error->message);
}

static void
guard_ask (Guard *guard)
{
  static guint last_serial;
  Question *question = g_new0 (Question, 1);

  guard->is_stale = FALSE;
  guard->serial = question->serial = ++last_serial;
  g_weak_ref_init (&question->button, guard->button);
  g_cancellable_cancel (guard->cancellable);
  g_clear_object (&guard->cancellable);
  guard->cancellable = g_cancellable_new ();
  docket_command_bus_can_execute_async (guard->bus, guard->command, guard->cancellable, answered_cb, question);
}

static gboolean
idle_cb (gpointer data)
{
  Guard *guard = data;

  guard->idle = 0;
  if (guard->button != NULL && gtk_widget_get_mapped (guard->button))
    guard_ask (guard);
  else
    guard->is_stale = TRUE;
  return G_SOURCE_REMOVE;
}

static void
committed_cb (Guard *guard)
{
  if (guard->idle == 0)
    guard->idle = g_idle_add (idle_cb, guard);
}

static void
map_cb (Guard *guard)
{
  if (guard->is_stale)
    guard_ask (guard);
}

void
docket_action_guard (DocketShell *shell, GtkWidget *button, DocketCommand *command, const char *tooltip)
{
  Guard *guard;

  g_return_if_fail (DOCKET_IS_SHELL (shell));
  g_return_if_fail (GTK_IS_WIDGET (button));

  g_object_set_data (G_OBJECT (button), guard_key, NULL);
  if (command == NULL)
    return;
  guard = g_new0 (Guard, 1);
  g_set_weak_pointer (&guard->button, button);
  guard->bus = g_object_ref (docket_shell_get_commands (shell));
  guard->command = g_object_ref (command);
  guard->cancellable = g_cancellable_new ();
  guard->tooltip = g_strdup (tooltip);
  guard->committed_handler = g_signal_connect_swapped (guard->bus, "committed", G_CALLBACK (committed_cb), guard);
  guard->map_handler = g_signal_connect_swapped (button, "map", G_CALLBACK (map_cb), guard);
  g_object_set_data_full (G_OBJECT (button), guard_key, guard, guard_free);
  guard_ask (guard);
}
