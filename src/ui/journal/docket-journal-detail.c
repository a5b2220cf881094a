/* docket-journal-detail.c: a command and its events as they are stored
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-journal-detail.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#define LEFT_TO_RIGHT_MARK "\342\200\216"

/* An import may have many; nobody reads more. */
#define LARGEST 200

typedef struct
{
  gint64 first_position;
  gint64 last_position;
} Range;

static void
event_free (gpointer data)
{
  DocketJournalEvent *event = data;

  g_free (event->title);
  g_free (event->json);
  g_free (event);
}

static void
events_free (gpointer events)
{
  g_ptr_array_unref (events);
}

char *
docket_journal_detail_indent (const char *json)
{
  g_autoptr (JsonNode) root = json != NULL ? json_from_string (json, NULL) : NULL;

  return root != NULL ? json_to_string (root, TRUE) : g_strdup (json != NULL ? json : "");
}

/* The personal part is stored apart, and shown together. */
static char *
join_parts (const char *data, const char *personal)
{
  g_autoptr (JsonNode) root = data != NULL ? json_from_string (data, NULL) : NULL;
  g_autoptr (JsonNode) other = personal != NULL ? json_from_string (personal, NULL) : NULL;

  if (root == NULL)
    return g_strdup (data != NULL ? data : "");
  if (other != NULL && JSON_NODE_HOLDS_OBJECT (root))
    json_object_set_member (json_node_get_object (root), "personal", g_steal_pointer (&other));
  return json_to_string (root, TRUE);
}

static gpointer
load (DocketDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  const Range *range = data;
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (event_free);
  g_autoptr (DocketStatement) rows = docket_database_query (
      database, error, "SELECT position, type, data, personal FROM event WHERE position BETWEEN ? AND ? ORDER BY position LIMIT ?", "iii",
      range->first_position, range->last_position, (gint64) LARGEST);
  GError *failure = NULL;

  while (rows != NULL && docket_statement_step (rows, &failure))
    {
      DocketJournalEvent *event = g_new0 (DocketJournalEvent, 1);

      event->title = g_strdup_printf ("%" G_GINT64_FORMAT "  %s", docket_statement_integer (rows, 0), docket_statement_text (rows, 1));
      event->json = join_parts (docket_statement_text (rows, 2), docket_statement_text (rows, 3));
      g_ptr_array_add (events, event);
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return rows != NULL && failure == NULL ? g_steal_pointer (&events) : NULL;
}

void
docket_journal_detail_load_async (DocketQueryBus *bus, gint64 first_position, gint64 last_position, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  Range *range = g_new (Range, 1);

  range->first_position = first_position;
  range->last_position = last_position;
  docket_query_bus_read_async (bus, DOCKET_QUERY_WRITE, load, range, g_free, events_free, cancellable, callback, user_data);
}

GPtrArray *
docket_journal_detail_load_finish (DocketQueryBus *bus, GAsyncResult *result, GError **error)
{
  return docket_query_bus_read_finish (bus, result, error);
}

static void
append (GtkTextBuffer *buffer, const char *text, const char *tag)
{
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  if (tag != NULL)
    gtk_text_buffer_insert_with_tags_by_name (buffer, &end, text, -1, tag, NULL);
  else
    gtk_text_buffer_insert (buffer, &end, text, -1);
}

static void
append_part (GtkTextBuffer *buffer, const char *heading, const char *json)
{
  /* JSON reads from the left in every language, and its brackets take their side from the line before. */
  append (buffer, LEFT_TO_RIGHT_MARK, "heading");
  append (buffer, heading, "heading");
  append (buffer, "\n", NULL);
  append (buffer, json, NULL);
  append (buffer, "\n", NULL);
}

static void
make_tags (GtkTextBuffer *buffer)
{
  if (gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), "heading") == NULL)
    gtk_text_buffer_create_tag (buffer, "heading", "weight", PANGO_WEIGHT_BOLD, "pixels-above-lines", 9, "pixels-below-lines", 3, NULL);
}

void
docket_journal_detail_show (GtkTextBuffer *buffer, const char *command, GPtrArray *events)
{
  g_autofree char *json = docket_journal_detail_indent (command);

  g_return_if_fail (GTK_IS_TEXT_BUFFER (buffer));

  make_tags (buffer);
  gtk_text_buffer_set_text (buffer, "", 0);
  append_part (buffer, _("Command"), json);
  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      DocketJournalEvent *event = g_ptr_array_index (events, i);
      /* Translators: %s is a number and a name such as “17  OrderPlaced” */
      g_autofree char *heading = g_strdup_printf (_("Event %s"), event->title);

      append_part (buffer, heading, event->json);
    }
}
