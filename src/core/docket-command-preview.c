/* docket-command-preview.c: whether a command would pass, asked beside the writer
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-command-preview.h"
#include "docket-command-decision.h"

#include <glib/gi18n-lib.h>

/* Buttons of all open pages together ask about far fewer commands. */
#define N_KEPT_ANSWERS 1000

struct _DocketCommandPreview
{
  DocketCommandBus *bus;
  char *path;
  GThreadPool *pool;
  gint is_stopping;

  /* Under the mutex. An answer holds until the next commit: which streams it looked at is not worth knowing, since asking
   * again takes less than a millisecond. */
  GMutex mutex;
  GHashTable *answers;
  guint generation;
  GQueue idle_databases;
};

typedef struct
{
  DocketCommand *command;
  char *key;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_object_unref (question->command);
  g_free (question->key);
  g_free (question);
}

/* No error means yes; a hash table cannot tell NULL from nothing. */
typedef struct
{
  GError *error;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_error (&answer->error);
  g_free (answer);
}

static void
return_answer (GTask *task, const GError *error)
{
  if (error != NULL)
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_boolean (task, TRUE);
}

static DocketDatabase *
take_database (DocketCommandPreview *self, GError **error)
{
  DocketDatabase *database;

  g_mutex_lock (&self->mutex);
  database = g_queue_pop_head (&self->idle_databases);
  g_mutex_unlock (&self->mutex);
  return database != NULL ? database : docket_database_open (self->path, DOCKET_DATABASE_READER, error);
}

static void
give_back_database (DocketCommandPreview *self, DocketDatabase *database)
{
  g_mutex_lock (&self->mutex);
  g_queue_push_head (&self->idle_databases, database);
  g_mutex_unlock (&self->mutex);
}

static guint
get_generation (DocketCommandPreview *self)
{
  guint generation;

  g_mutex_lock (&self->mutex);
  generation = self->generation;
  g_mutex_unlock (&self->mutex);
  return generation;
}

/* What a commit overtook is not kept, nor is trouble with the disk. */
static void
keep_answer (DocketCommandPreview *self, Question *question, guint generation, const GError *error)
{
  Answer *answer;

  if (error != NULL && !docket_command_is_rejection (error))
    return;
  answer = g_new0 (Answer, 1);
  answer->error = error != NULL ? g_error_copy (error) : NULL;
  g_mutex_lock (&self->mutex);
  if (g_hash_table_size (self->answers) >= N_KEPT_ANSWERS)
    g_hash_table_remove_all (self->answers);
  if (generation == self->generation)
    g_hash_table_replace (self->answers, g_steal_pointer (&question->key), answer);
  else
    answer_free (answer);
  g_mutex_unlock (&self->mutex);
}

static void
decide (DocketCommandPreview *self, DocketCommand *command, DocketDatabase *database, GError **error)
{
  g_autoptr (DocketUnitOfWork) unit = docket_unit_of_work_new (database, command);

  if (!docket_database_begin_read (database, error))
    return;
  docket_command_decide (self->bus, command, unit, DOCKET_DISPATCH_NORMAL, error);
  docket_database_end_read (database);
}

static void
work_cb (gpointer data, gpointer user_data)
{
  DocketCommandPreview *self = user_data;
  g_autoptr (GTask) task = data;
  Question *question = g_task_get_task_data (task);
  guint generation = get_generation (self);
  DocketDatabase *database;
  g_autoptr (GError) error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (g_atomic_int_get (&self->is_stopping))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("The program is closing."));
      return;
    }
  database = take_database (self, &error);
  if (database != NULL)
    {
      decide (self, question->command, database, &error);
      give_back_database (self, database);
      keep_answer (self, question, generation, error);
    }
  return_answer (task, error);
}

/**
 * docket_command_preview_new:
 * @bus: (transfer none): the bus, which outlives it
 * @path: the write database
 *
 * Returns: (transfer full): a preview with a worker of its own
 */
DocketCommandPreview *
docket_command_preview_new (DocketCommandBus *bus, const char *path)
{
  DocketCommandPreview *self = g_new0 (DocketCommandPreview, 1);

  self->bus = bus;
  self->path = g_strdup (path);
  g_mutex_init (&self->mutex);
  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, answer_free);
  self->pool = g_thread_pool_new (work_cb, self, 1, FALSE, NULL);
  return self;
}

/* The caller may be a thread that is kept from the files, and closing one reads and writes. */
static gpointer
close_databases (gpointer data)
{
  DocketCommandPreview *self = data;

  g_queue_clear_full (&self->idle_databases, g_object_unref);
  return NULL;
}

/**
 * docket_command_preview_free:
 * @self: a preview
 *
 * Tells those who still wait that it is over.
 */
void
docket_command_preview_free (DocketCommandPreview *self)
{
  g_atomic_int_set (&self->is_stopping, TRUE);
  g_thread_pool_free (self->pool, FALSE, TRUE);
  if (!g_queue_is_empty (&self->idle_databases))
    g_thread_join (g_thread_new ("docket-preview", close_databases, self));
  g_hash_table_unref (self->answers);
  g_mutex_clear (&self->mutex);
  g_free (self->path);
  g_free (self);
}

static gboolean
return_kept_answer (DocketCommandPreview *self, const char *key, GTask *task)
{
  Answer *answer;

  g_mutex_lock (&self->mutex);
  answer = g_hash_table_lookup (self->answers, key);
  if (answer != NULL)
    return_answer (task, answer->error);
  g_mutex_unlock (&self->mutex);
  return answer != NULL;
}

/**
 * docket_command_preview_ask:
 * @self: a preview
 * @command: the command; it stays as it is
 * @task: (transfer full): is returned %TRUE, or why not
 *
 * Validates and decides a copy of the command in one read transaction, unless the answer is known.
 */
void
docket_command_preview_ask (DocketCommandPreview *self, DocketCommand *command, GTask *task)
{
  g_autofree char *json = docket_record_to_json (DOCKET_RECORD (command), DOCKET_PART_ALL);
  g_autofree char *key = g_strconcat (G_OBJECT_TYPE_NAME (command), json, NULL);
  Question *question;

  if (return_kept_answer (self, key, task))
    {
      g_object_unref (task);
      return;
    }
  question = g_new0 (Question, 1);
  question->command = DOCKET_COMMAND (docket_record_copy (DOCKET_RECORD (command)));
  question->key = g_steal_pointer (&key);
  g_task_set_task_data (task, question, question_free);
  g_thread_pool_push (self->pool, task, NULL);
}

/**
 * docket_command_preview_forget:
 * @self: a preview
 *
 * Drops the answers: something was committed.
 */
void
docket_command_preview_forget (DocketCommandPreview *self)
{
  g_mutex_lock (&self->mutex);
  self->generation++;
  g_hash_table_remove_all (self->answers);
  g_mutex_unlock (&self->mutex);
}
