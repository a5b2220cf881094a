/* docket-importer.c: takes files of other shop systems into the shop
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-importer.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "docket-import-report.h"
#include "docket-import-source.h"
#include "docket-json-writer.h"
#include "docket-shopify-orders.h"
#include "docket-uuid.h"

/* How many commands go out together: short enough to be stopped between two, long enough to share commits. */
#define BATCH_SIZE 250

struct _DocketImporter
{
  GObject parent_instance;

  const DocketImportSource *source;
  DocketImportDispatch dispatch;
  gpointer dispatch_data;
  char *shop;
  char *time_zone;
  GTimeZone *zone;
  gboolean is_dry_run;
  gboolean configures_shop;
  DocketImportProgress progress;
  gpointer progress_data;
};

G_DEFINE_FINAL_TYPE (DocketImporter, docket_importer, G_TYPE_OBJECT)

/* One row a source, by name. */
static const DocketImportSource *const sources[] = {
  &docket_shopify_orders_source,
};

/* The files before, as far as progress is concerned. */
typedef struct
{
  DocketImporter *importer;
  DocketImportContext context;
  GCancellable *cancellable;
  GPtrArray *items;
  gint64 bytes_before;
  gint64 bytes_total;
} Run;

static void
docket_importer_finalize (GObject *object)
{
  DocketImporter *self = DOCKET_IMPORTER (object);

  g_free (self->shop);
  g_free (self->time_zone);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  G_OBJECT_CLASS (docket_importer_parent_class)->finalize (object);
}

static void
docket_importer_class_init (DocketImporterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_importer_finalize;
}

static void
docket_importer_init (DocketImporter *self)
{
  self->zone = g_time_zone_new_utc ();
}

/**
 * docket_importer_list_sources:
 *
 * Returns: (transfer none) (array zero-terminated=1): the names of all sources
 */
const char *const *
docket_importer_list_sources (void)
{
  static const char *names[G_N_ELEMENTS (sources) + 1];
  static gsize is_listed;

  if (g_once_init_enter (&is_listed))
    {
      for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
        names[i] = sources[i]->name;
      g_once_init_leave (&is_listed, 1);
    }
  return names;
}

/**
 * docket_importer_new:
 * @source: a source's name, or `auto` to tell it from each file's titles
 * @dispatch: (scope forever): how to reach the shop
 * @dispatch_data: what it is given
 * @error: (nullable): where to put an error
 *
 * Returns: (transfer full): an importer; %NULL with %DOCKET_ERROR_UNKNOWN_TYPE for a name that is none
 */
DocketImporter *
docket_importer_new (const char *source, DocketImportDispatch dispatch, gpointer dispatch_data, GError **error)
{
  DocketImporter *self;
  const DocketImportSource *found = NULL;

  g_return_val_if_fail (source != NULL && dispatch != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (strcmp (sources[i]->name, source) == 0)
      found = sources[i];
  if (found == NULL && strcmp (source, "auto") != 0)
    {
      docket_error_set (error, DOCKET_ERROR_UNKNOWN_TYPE, NULL, _("There is no import of “%s”."), source);
      return NULL;
    }
  self = g_object_new (DOCKET_TYPE_IMPORTER, NULL);
  self->source = found;
  self->dispatch = dispatch;
  self->dispatch_data = dispatch_data;
  return self;
}

/**
 * docket_importer_set_shop:
 * @self: an importer
 * @shop: (nullable): which of several shops of one system; %NULL for the only one
 *
 * Sets what tells apart the orders of two shops that bear the same identifiers.
 */
void
docket_importer_set_shop (DocketImporter *self, const char *shop)
{
  g_return_if_fail (DOCKET_IS_IMPORTER (self));

  g_free (self->shop);
  self->shop = shop != NULL && *shop != '\0' ? g_strdup (shop) : NULL;
}

/**
 * docket_importer_set_time_zone:
 * @self: an importer
 * @time_zone: the IANA name of a zone
 * @error: (nullable): where to put an error
 *
 * Sets the zone of times without an offset.
 *
 * Returns: %FALSE with %DOCKET_ERROR_INVALID for a zone that is unknown
 */
gboolean
docket_importer_set_time_zone (DocketImporter *self, const char *time_zone, GError **error)
{
  GTimeZone *zone = NULL;

  g_return_val_if_fail (DOCKET_IS_IMPORTER (self) && time_zone != NULL, FALSE);

  /* GLib would open any file by its path. */
  if (*time_zone != '/' && *time_zone != ':' && strstr (time_zone, "..") == NULL)
    zone = g_time_zone_new_identifier (time_zone);
  if (zone == NULL)
    {
      docket_error_set (error, DOCKET_ERROR_INVALID, "time-zone", _("“%s” is not a time zone such as Europe/Berlin."), time_zone);
      return FALSE;
    }
  g_time_zone_unref (self->zone);
  self->zone = zone;
  g_free (self->time_zone);
  self->time_zone = g_strdup (time_zone);
  return TRUE;
}

/**
 * docket_importer_set_dry_run:
 * @self: an importer
 * @is_dry_run: whether to keep nothing
 *
 * Sets whether the import is only a check.
 */
void
docket_importer_set_dry_run (DocketImporter *self, gboolean is_dry_run)
{
  g_return_if_fail (DOCKET_IS_IMPORTER (self));

  self->is_dry_run = is_dry_run;
}

/**
 * docket_importer_set_configures_shop:
 * @self: an importer
 * @configures_shop: the shop has no settings yet
 *
 * Sets whether the first record sets the shop up with its currency.
 */
void
docket_importer_set_configures_shop (DocketImporter *self, gboolean configures_shop)
{
  g_return_if_fail (DOCKET_IS_IMPORTER (self));

  self->configures_shop = configures_shop;
}

/**
 * docket_importer_set_progress:
 * @self: an importer
 * @progress: (nullable) (scope forever): told in the thread that imports
 * @data: what it is given
 *
 * Sets who is told how far an import is.
 */
void
docket_importer_set_progress (DocketImporter *self, DocketImportProgress progress, gpointer data)
{
  g_return_if_fail (DOCKET_IS_IMPORTER (self));

  self->progress = progress;
  self->progress_data = data;
}

/* (nullable): the first title that the source needs and the file has not. */
static const char *
find_missing_title (const DocketImportSource *source, DocketCsvReader *reader)
{
  for (const char *const *title = source->titles; *title != NULL; title++)
    if (docket_csv_reader_find_column (reader, *title) < 0)
      return *title;
  return NULL;
}

static const DocketImportSource *
find_source (DocketImporter *self, DocketCsvReader *reader, const char *file, GError **error)
{
  g_autofree char *name = g_path_get_basename (file);
  const char *missing;

  if (self->source != NULL)
    {
      missing = find_missing_title (self->source, reader);
      if (missing == NULL)
        return self->source;
      docket_error_set (error, DOCKET_ERROR_INVALID, NULL, _("“%s” is not a file of the kind “%s”: it has no column “%s”."), name,
                        self->source->name, missing);
      return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (find_missing_title (sources[i], reader) == NULL)
      return sources[i];
  docket_error_set (error, DOCKET_ERROR_INVALID, NULL, _("Docket does not know what kind of file “%s” is; name it."), name);
  return NULL;
}

static DocketCsvReader *
open_file (DocketImporter *self, const char *file, const DocketImportSource **source, GError **error)
{
  g_autoptr (DocketCsvReader) reader = docket_csv_reader_open (file, error);

  if (reader == NULL || !docket_csv_reader_take_titles (reader, error))
    return NULL;
  *source = find_source (self, reader, file, error);
  return *source != NULL ? g_steal_pointer (&reader) : NULL;
}

/* All files are what they are said to be before anything of the first one is kept. */
static gboolean
check_files (Run *run, const char *const *files, const char **source_name, GError **error)
{
  for (; *files != NULL; files++)
    {
      const DocketImportSource *source;
      g_autoptr (DocketCsvReader) reader = open_file (run->importer, *files, &source, error);

      if (reader == NULL)
        return FALSE;
      run->bytes_total += docket_csv_reader_get_size (reader);
      *source_name = source->name;
    }
  return TRUE;
}

/* How many rows there are is guessed from the bytes that lie behind. */
static void
tell_progress (Run *run)
{
  gint64 done = run->context.report->n_rows;
  gint64 bytes = run->bytes_before + docket_csv_reader_get_offset (run->context.reader);
  gint64 total = bytes > 0 ? (gint64) ((double) done * (double) run->bytes_total / (double) bytes) : 0;

  if (run->importer->progress != NULL)
    run->importer->progress (done, MAX (done, total), run->importer->progress_data);
}

static char *
make_configure_line (Run *run, const DocketImportItem *item)
{
  static const DocketUuid nobody;
  GString *text = g_string_new (NULL);
  g_autofree char *purpose = g_strdup_printf ("import configures %s", item->currency);
  char id_text[DOCKET_UUID_STRING_SIZE];
  DocketUuid id = docket_uuid_derive (&nobody, 0, purpose, 0);
  DocketJsonWriter writer;

  docket_json_writer_init (&writer, text);
  docket_json_writer_begin_object (&writer);
  docket_json_writer_member (&writer, "command");
  docket_json_writer_string (&writer, "ConfigureShop");
  docket_json_writer_member (&writer, "id");
  docket_json_writer_string (&writer, docket_uuid_format (&id, id_text));
  docket_json_writer_member (&writer, "name");
  docket_json_writer_string (&writer, run->importer->shop != NULL ? run->importer->shop : _("My shop"));
  docket_json_writer_member (&writer, "currency");
  docket_json_writer_string (&writer, item->currency);
  docket_json_writer_member (&writer, "prices-include-tax");
  docket_json_writer_boolean (&writer, item->prices_include_tax);
  if (run->importer->time_zone != NULL)
    {
      docket_json_writer_member (&writer, "time-zone");
      docket_json_writer_string (&writer, run->importer->time_zone);
    }
  docket_json_writer_end_object (&writer);
  return g_string_free (text, FALSE);
}

static const char *
get_string (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static JsonObject *
get_object (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonArray *
get_array (JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/* What the shop found when it added the figures up stands in the event, beside what the file's reader found. */
static void
tell_differences (Run *run, const DocketImportItem *item, JsonObject *result)
{
  JsonArray *events = get_array (result, "events");

  for (guint i = 0; events != NULL && i < json_array_get_length (events); i++)
    {
      JsonNode *event = json_array_get_element (events, i);
      JsonObject *data = JSON_NODE_HOLDS_OBJECT (event) ? get_object (json_node_get_object (event), "data") : NULL;
      JsonArray *differences = get_array (data, "differences");

      for (guint j = 0; differences != NULL && j < json_array_get_length (differences); j++)
        {
          const char *message = json_node_get_string (json_array_get_element (differences, j));

          if (message != NULL)
            docket_import_context_tell (&run->context, DOCKET_IMPORT_DIFFERENCE, item->line, NULL, item->subject, message);
        }
    }
}

static void
tell_rejection (Run *run, const DocketImportItem *item, JsonObject *result)
{
  JsonObject *reason = get_object (result, "error");
  const char *code = reason != NULL ? get_string (reason, "code") : NULL;
  const char *message = reason != NULL ? get_string (reason, "message") : NULL;

  if (g_strcmp0 (code, docket_error_code_to_string (DOCKET_ERROR_CONFLICT)) != 0)
    {
      docket_import_context_tell (&run->context, DOCKET_IMPORT_REFUSED, item->line, NULL, item->subject,
                                  message != NULL ? message : _("The shop refused it."));
      return;
    }
  /* It is in, but the file was another one then. */
  run->context.report->n_repeated++;
  docket_import_context_tell (&run->context, DOCKET_IMPORT_DIFFERENCE, item->line, NULL, item->subject,
                              _("It was imported before, and the file says something else of it now: nothing was changed."));
}

static gboolean
take_result (Run *run, const DocketImportItem *item, const char *line, GError **error)
{
  g_autoptr (JsonNode) root = json_from_string (line, NULL);
  JsonObject *result = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  const char *outcome = result != NULL ? get_string (result, "outcome") : NULL;

  if (outcome == NULL)
    {
      docket_error_set (error, DOCKET_ERROR_STORAGE, NULL, _("The shop gave no answer that can be read."));
      return FALSE;
    }
  if (json_object_has_member (result, "error"))
    tell_rejection (run, item, result);
  else if (strcmp (outcome, "repeated") == 0)
    run->context.report->n_repeated++;
  else
    {
      run->context.report->n_accepted++;
      tell_differences (run, item, result);
    }
  return TRUE;
}

static gboolean
send_lines (Run *run, GPtrArray *lines, char ***results, GError **error)
{
  *results = run->importer->dispatch ((const char *const *) lines->pdata, run->importer->is_dry_run, run->cancellable,
                                      run->importer->dispatch_data, error);
  if (*results == NULL)
    return FALSE;
  if (g_strv_length (*results) == lines->len - 1)
    return TRUE;
  docket_error_set (error, DOCKET_ERROR_STORAGE, NULL, _("The shop did not answer for every record."));
  g_clear_pointer (results, g_strfreev);
  return FALSE;
}

/* The first record sets up a shop that has no settings yet. A refusal means that somebody else did so meanwhile. */
static gboolean
configure_shop (Run *run, const DocketImportItem *item, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) results = NULL;

  if (!run->importer->configures_shop || item->currency == NULL)
    return TRUE;
  run->importer->configures_shop = FALSE;
  g_ptr_array_add (lines, make_configure_line (run, item));
  g_ptr_array_add (lines, NULL);
  return send_lines (run, lines, &results, error);
}

static gboolean
send_items (Run *run, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_auto (GStrv) results = NULL;

  if (run->items->len == 0)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (run->cancellable, error) ||
      !configure_shop (run, g_ptr_array_index (run->items, 0), error))
    return FALSE;
  for (guint i = 0; i < run->items->len; i++)
    g_ptr_array_add (lines, ((const DocketImportItem *) g_ptr_array_index (run->items, i))->json);
  g_ptr_array_add (lines, NULL);
  if (!send_lines (run, lines, &results, error))
    return FALSE;
  for (guint i = 0; i < run->items->len; i++)
    if (!take_result (run, g_ptr_array_index (run->items, i), results[i], error))
      return FALSE;
  g_ptr_array_set_size (run->items, 0);
  tell_progress (run);
  return TRUE;
}

static gboolean
import_items (Run *run, const DocketImportSource *source, gpointer state, GError **error)
{
  DocketImportItem *item;

  while ((item = source->next (state, &run->context)) != NULL)
    {
      g_ptr_array_add (run->items, item);
      if (run->items->len >= BATCH_SIZE && !send_items (run, error))
        return FALSE;
    }
  return send_items (run, error);
}

static gboolean
import_file (Run *run, const char *file, GError **error)
{
  const DocketImportSource *source;
  g_autoptr (DocketCsvReader) reader = open_file (run->importer, file, &source, error);
  gpointer state;
  gboolean is_good;

  if (reader == NULL)
    return FALSE;
  run->context.reader = reader;
  run->context.file = file;
  state = source->start (&run->context);
  is_good = import_items (run, source, state, error);
  source->stop (state);
  g_ptr_array_set_size (run->items, 0);
  run->bytes_before += docket_csv_reader_get_size (reader);
  return is_good;
}

/* Line by line, whether the file's reader or the shop spoke first. */
static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const DocketImportFinding *one = *(DocketImportFinding *const *) a;
  const DocketImportFinding *other = *(DocketImportFinding *const *) b;

  return one->line < other->line ? -1 : one->line > other->line;
}

static void
sort_findings (GPtrArray *findings, guint first)
{
  g_autoptr (GPtrArray) of_file = g_ptr_array_new ();

  for (guint i = first; i < findings->len; i++)
    g_ptr_array_add (of_file, findings->pdata[i]);
  g_ptr_array_sort (of_file, compare_findings);
  for (guint i = first; i < findings->len; i++)
    findings->pdata[i] = of_file->pdata[i - first];
}

/**
 * docket_importer_run: (skip)
 * @self: an importer
 * @files: (array zero-terminated=1): the files
 * @cancellable: (nullable): to stop between two batches; what went in before stays
 * @error: (nullable): where to put an error
 *
 * Imports files: each record becomes a command with an id of its own that follows from source, shop and the record's
 * identifier, so that importing twice changes nothing.
 *
 * Returns: (transfer full): the report; %NULL with an error where a file is missing or is none of its kind, before anything
 *   was kept, or where the storage refused
 */
DocketImportReport *
docket_importer_run (DocketImporter *self, const char *const *files, GCancellable *cancellable, GError **error)
{
  g_autoptr (DocketImportReport) report = NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) docket_import_item_free);
  Run run = { .importer = self, .cancellable = cancellable, .items = items };
  const char *source_name = "auto";

  g_return_val_if_fail (DOCKET_IS_IMPORTER (self) && files != NULL, NULL);

  if (!check_files (&run, files, &source_name, error))
    return NULL;
  report = docket_import_report_new (source_name, self->is_dry_run);
  run.context.shop = self->shop;
  run.context.zone = self->zone;
  run.context.report = report;
  for (; *files != NULL; files++)
    {
      guint first = report->findings->len;

      if (!import_file (&run, *files, error))
        return NULL;
      sort_findings (report->findings, first);
    }
  return g_steal_pointer (&report);
}
