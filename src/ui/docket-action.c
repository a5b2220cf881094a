/* docket-action.c: asks for changes from widgets, and says what became of them
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-action.h"

#include <glib/gi18n.h>

typedef struct
{
  DocketShell *shell;
  DocketForm *form;
  char *message;
  gboolean is_preview;
  gboolean is_undoable;
  GWeakRef owner;
  DocketActionDone done;
} Asked;

static Asked *
asked_new (DocketShell *shell, DocketForm *form, const char *message, gpointer owner, DocketActionDone done)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->shell = g_object_ref (shell);
  g_set_object (&asked->form, form);
  asked->message = g_strdup (message);
  asked->done = done;
  g_weak_ref_init (&asked->owner, owner);
  return asked;
}

static void
asked_free (Asked *asked)
{
  g_weak_ref_clear (&asked->owner);
  g_clear_object (&asked->form);
  g_clear_object (&asked->shell);
  g_free (asked->message);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static void
tell_accepted (Asked *asked, DocketOutcome *outcome)
{
  if (asked->form != NULL)
    docket_form_clear (asked->form);
  if (asked->message != NULL)
    docket_shell_toast (asked->shell, asked->message, asked->is_undoable ? docket_outcome_get_command_id (outcome) : NULL);
}

static void
tell_refused (Asked *asked, const GError *error)
{
  if (asked->form == NULL || !docket_form_show_error (asked->form, error))
    docket_shell_notice (asked->shell, error->message);
}

static void
dispatched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Asked) asked = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketOutcome) outcome = docket_command_bus_dispatch_finish (DOCKET_COMMAND_BUS (source), result, &error);
  g_autoptr (GObject) owner = g_weak_ref_get (&asked->owner);
  const GError *reason = outcome != NULL ? docket_outcome_get_reason (outcome) : error;

  if (!asked->is_preview)
    {
      if (asked->form != NULL)
        docket_form_set_is_busy (asked->form, FALSE);
      if (reason != NULL)
        tell_refused (asked, reason);
      else
        tell_accepted (asked, outcome);
      docket_shell_release (asked->shell);
    }
  if (owner != NULL && asked->done != NULL)
    asked->done (owner, outcome, reason);
}

static gboolean
can_be_undone (DocketShell *shell, DocketCommand *command)
{
  const DocketCommandHandler *handler = docket_command_bus_find_handler (docket_shell_get_commands (shell), G_OBJECT_TYPE (command));

  return handler != NULL && handler->undo != NULL;
}

DocketCommand *
docket_action_command (DocketShell *shell, GError **error, const char *name, ...)
{
  g_autoptr (DocketCommand) command = NULL;
  const char *property;
  gboolean is_good = TRUE;
  GType type;
  va_list pairs;

  g_return_val_if_fail (DOCKET_IS_SHELL (shell), NULL);

  type = docket_command_bus_find_type (docket_shell_get_commands (shell), name);
  if (type == G_TYPE_INVALID)
    {
      docket_error_set (error, DOCKET_ERROR_UNKNOWN_TYPE, NULL, _("There is no command “%s”"), name);
      return NULL;
    }
  command = g_object_new (type, NULL);
  va_start (pairs, name);
  while (is_good && (property = va_arg (pairs, const char *)) != NULL)
    {
      const char *text = va_arg (pairs, const char *);

      if (text != NULL)
        is_good = docket_record_set_text (DOCKET_RECORD (command), property, text, error);
    }
  va_end (pairs);
  return is_good ? g_steal_pointer (&command) : NULL;
}

void
docket_action_dispatch (DocketShell *shell, DocketCommand *command, const char *message, DocketForm *form, gpointer owner,
                        DocketActionDone done)
{
  Asked *asked;

  g_return_if_fail (DOCKET_IS_SHELL (shell));
  g_return_if_fail (DOCKET_IS_COMMAND (command));

  asked = asked_new (shell, form, message, owner, done);
  asked->is_undoable = can_be_undone (shell, command);
  docket_shell_hold (shell);
  if (form != NULL)
    docket_form_set_is_busy (form, TRUE);
  docket_command_bus_dispatch_async (docket_shell_get_commands (shell), command, DOCKET_DISPATCH_NORMAL, NULL, dispatched_cb, asked);
}

void
docket_action_preview (DocketShell *shell, DocketCommand *command, GCancellable *cancellable, gpointer owner, DocketActionDone done)
{
  Asked *asked;

  g_return_if_fail (DOCKET_IS_SHELL (shell));
  g_return_if_fail (DOCKET_IS_COMMAND (command));

  asked = asked_new (shell, NULL, NULL, owner, done);
  asked->is_preview = TRUE;
  docket_command_bus_dispatch_async (docket_shell_get_commands (shell), command, DOCKET_DISPATCH_DRY_RUN, cancellable, dispatched_cb,
                                     asked);
}
