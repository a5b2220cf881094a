/* docket-window-files.c: files that are given to the window: dropped on it, or opened with it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-window-private.h"

#include <glib/gi18n.h>

#include "docket-import-dialog.h"

/* Both a shop that is open and one that waits to be set up take orders in: the first file may bring its settings. */
static gboolean
can_import (DocketWindow *self)
{
  return self->shell != NULL && g_strcmp0 (gtk_stack_get_visible_child_name (self->states), "opening") != 0;
}

void
docket_window_import_waiting (DocketWindow *self)
{
  g_auto (GStrv) files = NULL;

  if (self->waiting_files == NULL || !can_import (self))
    return;
  files = g_steal_pointer (&self->waiting_files);
  docket_import_dialog_present_files (self->shell, GTK_WINDOW (self), (const char *const *) files);
}

/**
 * docket_window_import:
 * @self: a window
 * @files: (array zero-terminated=1): paths
 *
 * Offers to bring in what is in the files, as soon as the shop is open.
 */
void
docket_window_import (DocketWindow *self, const char *const *files)
{
  g_return_if_fail (DOCKET_IS_WINDOW (self) && files != NULL);

  g_strfreev (self->waiting_files);
  self->waiting_files = g_strdupv ((char **) files);
  docket_window_import_waiting (self);
}

static gboolean
drop_cb (DocketWindow *self, const GValue *value)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  g_auto (GStrv) files = NULL;

  for (GSList *link = g_value_get_boxed (value); link != NULL; link = link->next)
    {
      g_autofree char *path = g_file_get_path (link->data);

      if (path != NULL)
        g_strv_builder_add (paths, path);
    }
  files = g_strv_builder_end (paths);
  if (*files == NULL)
    {
      docket_window_notice (self, _("Only files on this computer can be read."));
      return FALSE;
    }
  docket_window_import (self, (const char *const *) files);
  return TRUE;
}

void
docket_window_init_files (DocketWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
