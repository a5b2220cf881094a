/* docket-methods.c: what the holder of a data directory does for itself and for other processes
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "docket-methods.h"

#include <glib/gi18n-lib.h>

#include "docket-batch.h"

/* What one call brings. */
typedef struct
{
  DocketEngine *engine;
  GVariantDict *arguments;
  DocketServiceProgress progress;
  gpointer progress_data;
  GCancellable *cancellable;
} Call;

typedef GVariant *(*Method) (Call *call, GError **error);

/**
 * docket_status_from_error:
 * @error: why something was not done
 *
 * Returns: the exit status that tells it to a script
 */
DocketStatus
docket_status_from_error (const GError *error)
{
  if (error->domain == G_FILE_ERROR || error->domain == G_OPTION_ERROR)
    return error->domain == G_FILE_ERROR ? DOCKET_STATUS_REFUSED : DOCKET_STATUS_USAGE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return DOCKET_STATUS_REFUSED;
  if (error->domain != DOCKET_ERROR)
    return DOCKET_STATUS_STORAGE;
  switch ((DocketError) error->code)
    {
    case DOCKET_ERROR_SYNTAX:
    case DOCKET_ERROR_UNKNOWN_TYPE:
      return DOCKET_STATUS_USAGE;
    case DOCKET_ERROR_INVALID:
    case DOCKET_ERROR_REJECTED:
    case DOCKET_ERROR_NOT_FOUND:
    case DOCKET_ERROR_AMBIGUOUS:
    case DOCKET_ERROR_CONFLICT:
      return DOCKET_STATUS_REFUSED;
    case DOCKET_ERROR_STORAGE:
    case DOCKET_ERROR_CORRUPT:
    case DOCKET_ERROR_CUT:
    case DOCKET_ERROR_FOREIGN:
    case DOCKET_ERROR_NEWER:
    case DOCKET_ERROR_BUSY:
    default:
      return DOCKET_STATUS_STORAGE;
    }
}

static gboolean
require (Call *call, const char *name, const char *format, gpointer value, GError **error)
{
  if (g_variant_dict_lookup (call->arguments, name, format, value))
    return TRUE;
  docket_error_set (error, DOCKET_ERROR_SYNTAX, name, _("The argument “%s” is missing, or is of another type"), name);
  return FALSE;
}

static gboolean
get_boolean (Call *call, const char *name)
{
  gboolean value = FALSE;

  g_variant_dict_lookup (call->arguments, name, "b", &value);
  return value;
}

static gboolean
parse_id (const char *text, DocketUuid *id, GError **error)
{
  if (text != NULL && docket_uuid_parse (text, id))
    return TRUE;
  docket_error_set (error, DOCKET_ERROR_SYNTAX, "id", _("“%s” is not a UUID"), text != NULL ? text : "");
  return FALSE;
}

static DocketBatch
get_batch (Call *call)
{
  DocketBatch batch = { .engine = call->engine, .is_dry_run = get_boolean (call, "dry-run") };

  g_variant_dict_lookup (call->arguments, "actor", "&s", &batch.actor);
  g_variant_dict_lookup (call->arguments, "station", "&s", &batch.station);
  return batch;
}

static GVariant *
answer_one (const char *result, DocketStatus status)
{
  GVariantDict answer;

  g_variant_dict_init (&answer, NULL);
  g_variant_dict_insert (&answer, "result", "s", result);
  g_variant_dict_insert (&answer, "status", "y", (guchar) status);
  return g_variant_dict_end (&answer);
}

/* name s, json s, id s, dry-run b, actor s, station s → result s, status y */
static GVariant *
call_dispatch (Call *call, GError **error)
{
  DocketBatch batch = get_batch (call);
  const char *name;
  const char *json;
  const char *id_text;
  DocketUuid id;
  DocketStatus status;
  g_autofree char *result = NULL;

  if (!require (call, "name", "&s", &name, error) || !require (call, "json", "&s", &json, error) ||
      !require (call, "id", "&s", &id_text, error) || !parse_id (id_text, &id, error))
    return NULL;
  result = docket_batch_dispatch (&batch, name, json, &id, &status, error);
  return result != NULL ? answer_one (result, status) : NULL;
}

/* lines as, ids as, dry-run b, actor s, station s → results as, statuses ay */
static GVariant *
call_batch (Call *call, GError **error)
{
  DocketBatch batch = get_batch (call);
  g_autofree const char **lines = NULL;
  g_autofree const char **id_texts = NULL;
  g_autofree DocketUuid *ids = NULL;
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GByteArray) statuses = g_byte_array_new ();
  guint n_lines;
  GVariantDict answer;

  if (!require (call, "lines", "^a&s", &lines, error) || !require (call, "ids", "^a&s", &id_texts, error))
    return NULL;
  n_lines = g_strv_length ((char **) lines);
  ids = g_new0 (DocketUuid, MAX (n_lines, 1));
  for (guint i = 0; i < n_lines; i++)
    if (!parse_id (id_texts[i], &ids[i], error))
      return NULL;
  if (!docket_batch_run (&batch, lines, ids, n_lines, results, statuses, call->progress, call->progress_data, call->cancellable,
                         error))
    return NULL;

  docket_command_bus_await_views (docket_engine_get_command_bus (batch.engine));
  g_variant_dict_init (&answer, NULL);
  g_variant_dict_insert_value (&answer, "results", g_variant_new_strv ((const char *const *) results->pdata, results->len));
  g_variant_dict_insert_value (&answer, "statuses",
                               g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, statuses->data, statuses->len, 1));
  return g_variant_dict_end (&answer);
}

/* id s, optional: the command to take back, actor s, station s → result s, status y */
static GVariant *
call_undo (Call *call, GError **error)
{
  DocketBatch batch = get_batch (call);
  g_autoptr (DocketOutcome) outcome = NULL;
  g_autofree char *result = NULL;
  const char *id_text = NULL;
  DocketUuid id;
  DocketStatus status;

  if (g_variant_dict_lookup (call->arguments, "id", "&s", &id_text) && !parse_id (id_text, &id, error))
    return NULL;
  outcome = docket_command_bus_undo_as (docket_engine_get_command_bus (call->engine), id_text != NULL ? &id : NULL, batch.actor,
                                        batch.station, error);
  if (outcome == NULL)
    return NULL;
  result = docket_batch_describe_outcome (outcome, &status);
  return answer_one (result, status);
}

/* The main context may be telling of progress at the moment in which the call ends, in a thread of its own. */
typedef struct
{
  GMutex mutex;
  /* NULL when it has ended. */
  Call *call;
} Watch;

static void
watch_clear (gpointer data)
{
  g_mutex_clear (&((Watch *) data)->mutex);
}

static void
watch_release (gpointer data, GClosure *closure G_GNUC_UNUSED)
{
  g_atomic_rc_box_release_full (data, watch_clear);
}

static void
rebuild_progress_cb (DocketProjectionRunner *runner G_GNUC_UNUSED, const char *view G_GNUC_UNUSED, gint64 position,
                     gint64 last_position, Watch *watch)
{
  g_mutex_lock (&watch->mutex);
  if (watch->call != NULL)
    watch->call->progress (position, last_position, watch->call->progress_data);
  g_mutex_unlock (&watch->mutex);
}

static gulong
watch_rebuild (DocketProjectionRunner *runner, Watch *watch, Call *call)
{
  g_mutex_init (&watch->mutex);
  watch->call = call;
  if (call->progress == NULL)
    return 0;
  return g_signal_connect_data (runner, "progress", G_CALLBACK (rebuild_progress_cb), g_atomic_rc_box_acquire (watch), watch_release, 0);
}

static void
end_watch (DocketProjectionRunner *runner, Watch *watch, gulong handler)
{
  g_mutex_lock (&watch->mutex);
  watch->call = NULL;
  g_mutex_unlock (&watch->mutex);
  g_clear_signal_handler (&handler, runner);
  watch_release (watch, NULL);
}

static gboolean
check_views (DocketProjectionRunner *runner, const char *const *views, GError **error)
{
  GPtrArray *projections = docket_projection_runner_get_projections (runner);

  for (guint i = 0; views[i] != NULL; i++)
    {
      g_autoptr (GString) names = g_string_new (NULL);
      gboolean is_known = FALSE;

      for (guint j = 0; j < projections->len && !is_known; j++)
        {
          const char *name = docket_projection_get_name (projections->pdata[j]);

          is_known = g_str_equal (name, views[i]);
          g_string_append_printf (names, "%s%s", j > 0 ? ", " : "", name);
        }
      if (is_known)
        continue;
      docket_error_set (error, DOCKET_ERROR_UNKNOWN_TYPE, "views", _("There is no view “%s”; there are %s"), views[i], names->str);
      return FALSE;
    }
  return TRUE;
}

/* views as, optional → nothing */
static GVariant *
call_rebuild (Call *call, GError **error)
{
  DocketProjectionRunner *runner = docket_engine_get_runner (call->engine);
  g_autofree const char **views = NULL;
  Watch *watch;
  gulong handler;
  gboolean is_done;

  g_variant_dict_lookup (call->arguments, "views", "^a&s", &views);
  if (views != NULL && !check_views (runner, views, error))
    return NULL;
  watch = g_atomic_rc_box_new0 (Watch);
  handler = watch_rebuild (runner, watch, call);
  is_done = docket_projection_runner_rebuild (runner, views != NULL && views[0] != NULL ? views : NULL, call->cancellable, error);
  end_watch (runner, watch, handler);
  return is_done ? g_variant_new ("a{sv}", NULL) : NULL;
}

static void
verify_progress_cb (const char *step G_GNUC_UNUSED, gint64 done, gint64 total, gpointer data)
{
  Call *call = data;

  if (call->progress != NULL)
    call->progress (done, total, call->progress_data);
}

/* quick b → findings a(ss) */
static GVariant *
call_verify (Call *call, GError **error)
{
  g_autoptr (GPtrArray) findings =
    docket_engine_verify (call->engine, get_boolean (call, "quick"), verify_progress_cb, call, call->cancellable, error);
  GVariantBuilder list;
  GVariantDict answer;

  if (findings == NULL)
    return NULL;
  g_variant_builder_init (&list, G_VARIANT_TYPE ("a(ss)"));
  for (guint i = 0; i < findings->len; i++)
    {
      DocketFinding *finding = findings->pdata[i];

      g_variant_builder_add (&list, "(ss)", finding->place, finding->message);
    }
  g_variant_dict_init (&answer, NULL);
  g_variant_dict_insert_value (&answer, "findings", g_variant_builder_end (&list));
  return g_variant_dict_end (&answer);
}

static const struct
{
  const char *name;
  Method function;
} methods[] = {
  { "Dispatch", call_dispatch }, { "Batch", call_batch },   { "Undo", call_undo },
  { "Rebuild", call_rebuild },   { "Verify", call_verify },
};

/**
 * docket_methods_call:
 * @method: what to do
 * @arguments: an `a{sv}`
 * @progress: (nullable) (scope call): told how far it is
 * @progress_data: goes to @progress
 * @cancellable: (nullable): a cancellable
 * @engine: (type DocketEngine): the engine, open as holder
 * @error: return location for an error
 *
 * Does what was asked for, whether this process asked or another. Blocks.
 *
 * Returns: (transfer floating) (nullable): an `a{sv}`, or %NULL with an error
 */
GVariant *
docket_methods_call (const char *method, GVariant *arguments, DocketServiceProgress progress, gpointer progress_data,
                     GCancellable *cancellable, gpointer engine, GError **error)
{
  GVariantDict dict;
  Call call = { engine, &dict, progress, progress_data, cancellable };
  GVariant *answer = NULL;
  Method function = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (methods) && function == NULL; i++)
    if (g_str_equal (methods[i].name, method))
      function = methods[i].function;
  if (function == NULL)
    {
      docket_error_set (error, DOCKET_ERROR_UNKNOWN_TYPE, NULL, _("There is no method “%s”"), method);
      return NULL;
    }
  g_variant_dict_init (&dict, arguments);
  answer = function (&call, error);
  g_variant_dict_clear (&dict);
  return answer;
}
