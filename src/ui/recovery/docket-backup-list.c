/* docket-backup-list.c: the backups of a shop, and whether each is whole
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-backup-list.h"

#include <glib/gi18n.h>

#include "docket-backups.h"
#include "docket-words.h"

typedef enum
{
  UNKNOWN,
  WHOLE,
  DAMAGED,
} Soundness;

/* A backup of the list, and what is known of it. */
typedef struct
{
  char *path;
  gint64 time;
  gint64 n_events;
  Soundness soundness;
  char *trouble;
  AdwActionRow *row;
} Entry;

struct _DocketBackupList
{
  AdwPreferencesGroup parent_instance;

  gboolean can_restore;
  DocketEngine *engine;
  GCancellable *cancellable;
  /* Element type Entry, the newest first. */
  GPtrArray *entries;
  AdwActionRow *empty;
};

G_DEFINE_FINAL_TYPE (DocketBackupList, docket_backup_list, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  PROP_CAN_RESTORE = 1,
  N_PROPS
};

enum
{
  SIGNAL_RESTORE,
  SIGNAL_LOOKED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->path);
  g_free (entry->trouble);
  g_free (entry);
}

static char *
count_events (Entry *entry)
{
  g_autofree char *count = docket_words_count (NULL, entry->n_events);

  return g_strdup_printf (ngettext ("%s entry", "%s entries", (gulong) entry->n_events), count);
}

static void
describe (Entry *entry)
{
  g_autofree char *events = count_events (entry);
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;

  if (entry->soundness == DAMAGED)
    text = g_strdup (entry->trouble);
  else if (entry->soundness == WHOLE)
    /* Translators: of a backup; %s is the number of entries in it */
    text = g_strdup_printf (_("%s, intact"), events);
  else
    /* Translators: of a backup; %s is the number of entries in it */
    text = g_strdup_printf (_("%s, being checked…"), events);
  escaped = g_markup_escape_text (text, -1);
  adw_action_row_set_subtitle (entry->row, escaped);
}

/* Checks */

static void check_next (DocketBackupList *self);

static void
check_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  DocketEngine *engine = g_object_get_data (G_OBJECT (task), "engine");
  GError *error = NULL;

  if (docket_backups_check (engine, data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static Entry *
find_entry (DocketBackupList *self, const char *path)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (g_str_equal (((Entry *) self->entries->pdata[i])->path, path))
      return self->entries->pdata[i];
  return NULL;
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  DocketBackupList *self = DOCKET_BACKUP_LIST (source);
  Entry *entry;
  g_autoptr (GError) error = NULL;
  gboolean is_whole = g_task_propagate_boolean (G_TASK (result), &error);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  entry = find_entry (self, g_task_get_task_data (G_TASK (result)));
  if (entry != NULL)
    {
      entry->soundness = is_whole ? WHOLE : DAMAGED;
      entry->trouble = g_strdup (error != NULL ? error->message : NULL);
      describe (entry);
    }
  g_signal_emit (self, signals[SIGNAL_LOOKED], 0);
  check_next (self);
}

/* One after the other, the newest first: it is the one that counts. */
static void
check_next (DocketBackupList *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = self->entries->pdata[i];
      g_autoptr (GTask) task = NULL;

      if (entry->soundness != UNKNOWN)
        continue;
      task = g_task_new (self, self->cancellable, checked_cb, NULL);
      g_task_set_task_data (task, g_strdup (entry->path), g_free);
      g_object_set_data_full (G_OBJECT (task), "engine", g_object_ref (self->engine), g_object_unref);
      g_task_run_in_thread (task, check_thread);
      return;
    }
}

/* The list */

static void
restore_cb (GtkButton *button, DocketBackupList *self)
{
  Entry *entry = find_entry (self, g_object_get_data (G_OBJECT (button), "path"));

  if (entry != NULL)
    g_signal_emit (self, signals[SIGNAL_RESTORE], 0, entry->path, entry->time);
}

static void
add_button (DocketBackupList *self, Entry *entry, const char *title)
{
  GtkWidget *button = gtk_button_new_with_label (_("Restore…"));
  g_autofree char *label = g_strdup_printf (_("Restore: %s"), title);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (button), "path", g_strdup (entry->path), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (restore_cb), self, 0);
  adw_action_row_add_suffix (entry->row, button);
}

static void
add_row (DocketBackupList *self, Entry *entry)
{
  g_autofree char *title = docket_words_when_time (entry->time);
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  entry->row = g_object_new (ADW_TYPE_ACTION_ROW, "title", escaped, "subtitle-lines", 3, NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (entry->row), entry->path);
  describe (entry);
  if (self->can_restore)
    add_button (self, entry, title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (entry->row));
}

static void
remove_rows (DocketBackupList *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (((Entry *) self->entries->pdata[i])->row));
  g_ptr_array_set_size (self->entries, 0);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  DocketBackupList *self = DOCKET_BACKUP_LIST (source);
  g_autoptr (GPtrArray) backups = g_task_propagate_pointer (G_TASK (result), NULL);

  if (backups == NULL)
    return;
  remove_rows (self);
  for (guint i = 0; i < backups->len; i++)
    {
      DocketBackup *backup = backups->pdata[i];
      Entry *entry = g_new0 (Entry, 1);

      entry->path = g_strdup (backup->path);
      entry->time = backup->stamp.time;
      entry->n_events = backup->stamp.position;
      g_ptr_array_add (self->entries, entry);
      add_row (self, entry);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->empty), backups->len == 0);
  g_signal_emit (self, signals[SIGNAL_LOOKED], 0);
  check_next (self);
}

static void
list_thread (GTask *task, gpointer source, gpointer engine, GCancellable *cancellable)
{
  g_task_return_pointer (task, docket_backups_list (engine), (GDestroyNotify) g_ptr_array_unref);
}

static void
docket_backup_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CAN_RESTORE:
      g_value_set_boolean (value, DOCKET_BACKUP_LIST (object)->can_restore);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
docket_backup_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CAN_RESTORE:
      DOCKET_BACKUP_LIST (object)->can_restore = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
docket_backup_list_dispose (GObject *object)
{
  DocketBackupList *self = DOCKET_BACKUP_LIST (object);

  g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (docket_backup_list_parent_class)->dispose (object);
}

static void
docket_backup_list_finalize (GObject *object)
{
  DocketBackupList *self = DOCKET_BACKUP_LIST (object);

  g_ptr_array_unref (self->entries);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->engine);
  G_OBJECT_CLASS (docket_backup_list_parent_class)->finalize (object);
}

static void
docket_backup_list_class_init (DocketBackupListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = docket_backup_list_get_property;
  object_class->set_property = docket_backup_list_set_property;
  object_class->dispose = docket_backup_list_dispose;
  object_class->finalize = docket_backup_list_finalize;
  properties[PROP_CAN_RESTORE] = g_param_spec_boolean ("can-restore", NULL, NULL, FALSE,
                                                       G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_RESTORE] = g_signal_new ("restore", DOCKET_TYPE_BACKUP_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                          G_TYPE_STRING, G_TYPE_INT64);
  signals[SIGNAL_LOOKED] =
    g_signal_new ("looked", DOCKET_TYPE_BACKUP_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
docket_backup_list_init (DocketBackupList *self)
{
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->cancellable = g_cancellable_new ();
  self->empty = g_object_new (ADW_TYPE_ACTION_ROW, "title", _("No Backups Yet"), "subtitle",
                              _("One is made on each day on which the program runs"), "visible", FALSE, NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->empty));
}

void
docket_backup_list_load (DocketBackupList *self, DocketEngine *engine)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (DOCKET_IS_BACKUP_LIST (self));

  g_set_object (&self->engine, engine);
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, listed_cb, NULL);
  g_task_set_task_data (task, g_object_ref (engine), g_object_unref);
  g_task_run_in_thread (task, list_thread);
}

char *
docket_backup_list_describe_newest (DocketBackupList *self)
{
  g_return_val_if_fail (DOCKET_IS_BACKUP_LIST (self), NULL);

  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = self->entries->pdata[i];
      g_autofree char *when = docket_words_when_time (entry->time);
      g_autofree char *events = count_events (entry);

      if (entry->soundness == WHOLE)
        /* Translators: of a backup: a moment, and the number of entries in it */
        return g_strdup_printf (_("%s, %s"), when, events);
    }
  return NULL;
}
