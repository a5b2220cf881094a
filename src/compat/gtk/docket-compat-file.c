/* docket-compat-file.c: asks for files
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-compat-file.h"

typedef enum
{
  OPEN_ONE,
  OPEN_MANY,
  SAVE,
  FOLDER,
} Kind;

typedef struct
{
  Kind kind;
  GWeakRef owner;
  DocketFilesChosen chosen;
} Asked;

static Asked *
asked_new (Kind kind, gpointer owner, DocketFilesChosen chosen)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->kind = kind;
  asked->chosen = chosen;
  g_weak_ref_init (&asked->owner, owner);
  return asked;
}

static void
asked_answer (Asked *asked, GListModel *files)
{
  g_autoptr (GObject) owner = g_weak_ref_get (&asked->owner);

  if (owner != NULL && files != NULL && g_list_model_get_n_items (files) > 0)
    asked->chosen (owner, files);
  g_weak_ref_clear (&asked->owner);
  g_free (asked);
}

static GtkFileFilter *
make_filter (const DocketFileQuestion *question)
{
  GtkFileFilter *filter;

  if (question->patterns == NULL)
    return NULL;
  filter = gtk_file_filter_new ();
  gtk_file_filter_set_name (filter, question->filter_name);
  for (guint i = 0; question->patterns[i] != NULL; i++)
    gtk_file_filter_add_pattern (filter, question->patterns[i]);
  return filter;
}

#if GTK_CHECK_VERSION (4, 10, 0)

static GListModel *
finish (GtkFileDialog *dialog, GAsyncResult *result, Kind kind)
{
  g_autoptr (GListStore) store = NULL;
  g_autoptr (GFile) file = NULL;

  if (kind == OPEN_MANY)
    return gtk_file_dialog_open_multiple_finish (dialog, result, NULL);
  if (kind == OPEN_ONE)
    file = gtk_file_dialog_open_finish (dialog, result, NULL);
  else if (kind == SAVE)
    file = gtk_file_dialog_save_finish (dialog, result, NULL);
  else
    file = gtk_file_dialog_select_folder_finish (dialog, result, NULL);
  if (file == NULL)
    return NULL;
  store = g_list_store_new (G_TYPE_FILE);
  g_list_store_append (store, file);
  return G_LIST_MODEL (g_steal_pointer (&store));
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Asked *asked = data;
  g_autoptr (GListModel) files = finish (GTK_FILE_DIALOG (source), result, asked->kind);

  asked_answer (asked, files);
}

static void
set_filter (GtkFileDialog *dialog, const DocketFileQuestion *question)
{
  g_autoptr (GtkFileFilter) filter = make_filter (question);
  g_autoptr (GListStore) filters = NULL;

  if (filter == NULL)
    return;
  filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
}

static void
ask (GtkWidget *parent, const DocketFileQuestion *question, Kind kind, gpointer owner, DocketFilesChosen chosen)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  GtkRoot *root = gtk_widget_get_root (parent);
  GtkWindow *window = GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
  Asked *asked = asked_new (kind, owner, chosen);

  gtk_file_dialog_set_title (dialog, question->title);
  if (question->accept != NULL)
    gtk_file_dialog_set_accept_label (dialog, question->accept);
  if (question->name != NULL && kind == SAVE)
    gtk_file_dialog_set_initial_name (dialog, question->name);
  set_filter (dialog, question);
  switch (kind)
    {
    case OPEN_ONE:
      gtk_file_dialog_open (dialog, window, NULL, chosen_cb, asked);
      break;
    case OPEN_MANY:
      gtk_file_dialog_open_multiple (dialog, window, NULL, chosen_cb, asked);
      break;
    case SAVE:
      gtk_file_dialog_save (dialog, window, NULL, chosen_cb, asked);
      break;
    case FOLDER:
    default:
      gtk_file_dialog_select_folder (dialog, window, NULL, chosen_cb, asked);
      break;
    }
}

#else

static void
response_cb (GtkNativeDialog *native, int response, gpointer data)
{
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (native));
  asked_answer (data, files);
  g_object_unref (native);
}

static void
ask (GtkWidget *parent, const DocketFileQuestion *question, Kind kind, gpointer owner, DocketFilesChosen chosen)
{
  static const GtkFileChooserAction actions[] = {
    [OPEN_ONE] = GTK_FILE_CHOOSER_ACTION_OPEN,
    [OPEN_MANY] = GTK_FILE_CHOOSER_ACTION_OPEN,
    [SAVE] = GTK_FILE_CHOOSER_ACTION_SAVE,
    [FOLDER] = GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
  };
  GtkRoot *root = gtk_widget_get_root (parent);
  GtkFileChooserNative *native = gtk_file_chooser_native_new (question->title, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                                              actions[kind], question->accept, NULL);
  g_autoptr (GtkFileFilter) filter = make_filter (question);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (native), kind == OPEN_MANY);
  if (question->name != NULL && kind == SAVE)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (native), question->name);
  if (filter != NULL)
    gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (native), filter);
  g_signal_connect (native, "response", G_CALLBACK (response_cb), asked_new (kind, owner, chosen));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

#endif

void
docket_file_open (GtkWidget *parent, const DocketFileQuestion *question, gboolean many, gpointer owner, DocketFilesChosen chosen)
{
  ask (parent, question, many ? OPEN_MANY : OPEN_ONE, owner, chosen);
}

void
docket_file_save (GtkWidget *parent, const DocketFileQuestion *question, gpointer owner, DocketFilesChosen chosen)
{
  ask (parent, question, SAVE, owner, chosen);
}

void
docket_file_choose_folder (GtkWidget *parent, const DocketFileQuestion *question, gpointer owner, DocketFilesChosen chosen)
{
  ask (parent, question, FOLDER, owner, chosen);
}
