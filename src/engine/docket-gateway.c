/* docket-gateway.c: asks for work, wherever the data directory is held
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "docket-gateway.h"

#include <glib/gi18n-lib.h>

/* Between two attempts; how long until a person is told; how long at all. */
#define RETRY_INTERVAL (20 * G_TIME_SPAN_MILLISECOND)
#define PATIENCE (2 * G_TIME_SPAN_SECOND)
#define TIMEOUT (5 * G_TIME_SPAN_MINUTE)

struct _DocketGateway
{
  GObject parent_instance;

  DocketEngine *engine;
  DocketGatewayWaiting waiting;
  gpointer waiting_data;
};

/* One piece of work, however often it has to be asked for. */
typedef struct
{
  DocketEngineFlags flags;
  const char *method;
  GVariant *arguments;
  /* Asking again does nothing twice. */
  gboolean is_repeatable;
  DocketServiceProgress progress;
  gpointer progress_data;
  GCancellable *cancellable;
} Request;

G_DEFINE_FINAL_TYPE (DocketGateway, docket_gateway, G_TYPE_OBJECT)

static void
docket_gateway_finalize (GObject *object)
{
  DocketGateway *self = DOCKET_GATEWAY (object);

  g_clear_object (&self->engine);
  G_OBJECT_CLASS (docket_gateway_parent_class)->finalize (object);
}

static void
docket_gateway_class_init (DocketGatewayClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_gateway_finalize;
}

static void
docket_gateway_init (DocketGateway *self G_GNUC_UNUSED)
{
}

/**
 * docket_gateway_new:
 * @engine: an engine, open as holder or not open
 *
 * Returns: (transfer full): a gateway, which opens @engine as soon as the directory is free and something is asked
 */
DocketGateway *
docket_gateway_new (DocketEngine *engine)
{
  DocketGateway *self;

  g_return_val_if_fail (DOCKET_IS_ENGINE (engine), NULL);

  self = g_object_new (DOCKET_TYPE_GATEWAY, NULL);
  self->engine = g_object_ref (engine);
  return self;
}

/**
 * docket_gateway_get_engine:
 * @self: a gateway
 *
 * Returns: (transfer none): the engine it works with where nobody else holds the directory
 */
DocketEngine *
docket_gateway_get_engine (DocketGateway *self)
{
  g_return_val_if_fail (DOCKET_IS_GATEWAY (self), NULL);

  return self->engine;
}

/**
 * docket_gateway_set_waiting:
 * @self: a gateway
 * @function: (nullable) (scope forever): called in the calling thread
 * @data: goes to @function
 *
 * Has a function called once each time the work has to wait for a holder that does not answer.
 */
void
docket_gateway_set_waiting (DocketGateway *self, DocketGatewayWaiting function, gpointer data)
{
  g_return_if_fail (DOCKET_IS_GATEWAY (self));

  self->waiting = function;
  self->waiting_data = data;
}

static GVariant *
work_here (DocketGateway *self, const Request *request, GError **error)
{
  GVariant *answer = docket_methods_call (request->method, request->arguments, request->progress, request->progress_data,
                                          request->cancellable, self->engine, error);

  if (answer != NULL)
    g_variant_ref_sink (answer);
  if ((request->flags & DOCKET_ENGINE_LOCK_ONLY) != 0)
    docket_engine_close (self->engine);
  return answer;
}

static gboolean
is_holder_gone (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED) || g_error_matches (error, G_IO_ERROR,
                                                                                    G_IO_ERROR_CONNECTION_REFUSED);
}

/* Tells once that it takes a while; FALSE when it takes too long. */
static gboolean
wait_a_moment (DocketGateway *self, gint64 started, gboolean *is_told, const GError *busy, GError **error)
{
  gint64 waited = g_get_monotonic_time () - started;

  if (waited > TIMEOUT)
    {
      g_propagate_error (error, g_error_copy (busy));
      return FALSE;
    }
  if (waited > PATIENCE && !*is_told && self->waiting != NULL)
    {
      self->waiting (busy->message, self->waiting_data);
      *is_told = TRUE;
    }
  g_usleep (RETRY_INTERVAL);
  return TRUE;
}

static GVariant *
work (DocketGateway *self, const Request *request, GError **error)
{
  gint64 started = g_get_monotonic_time ();
  gboolean is_told = FALSE;

  for (;;)
    {
      g_autoptr (GError) busy = NULL;
      g_autoptr (GError) gone = NULL;
      GVariant *answer;

      if (docket_engine_is_holder (self->engine) || docket_engine_open (self->engine, request->flags, &busy))
        return work_here (self, request, error);
      if (!g_error_matches (busy, DOCKET_ERROR, DOCKET_ERROR_BUSY))
        {
          g_propagate_error (error, g_steal_pointer (&busy));
          return NULL;
        }
      answer = docket_service_call (docket_engine_get_directory (self->engine), request->method, request->arguments,
                                    request->progress, request->progress_data, request->cancellable, &gone);
      if (answer != NULL)
        return answer;
      if (!is_holder_gone (gone) || (!request->is_repeatable && g_error_matches (gone, G_IO_ERROR, G_IO_ERROR_CLOSED)))
        {
          g_propagate_error (error, g_steal_pointer (&gone));
          return NULL;
        }
      if (g_error_matches (gone, G_IO_ERROR, G_IO_ERROR_CLOSED))
        started = g_get_monotonic_time ();
      if (!wait_a_moment (self, started, &is_told, busy, error))
        return NULL;
    }
}

static GVariant *
work_on_arguments (DocketGateway *self, Request *request, GVariantDict *arguments, GError **error)
{
  GVariant *answer;

  request->arguments = g_variant_ref_sink (g_variant_dict_end (arguments));
  answer = work (self, request, error);
  g_variant_unref (request->arguments);
  return answer;
}

static void
init_commands (DocketGateway *self, GVariantDict *arguments, gboolean is_dry_run)
{
  g_variant_dict_init (arguments, NULL);
  g_variant_dict_insert (arguments, "actor", "s", docket_engine_get_actor (self->engine));
  g_variant_dict_insert (arguments, "station", "s", docket_engine_get_station (self->engine));
  g_variant_dict_insert (arguments, "dry-run", "b", is_dry_run);
}

static char *
read_result (GVariant *answer, DocketStatus *status, GError **error)
{
  char *result = NULL;
  guchar number = DOCKET_STATUS_STORAGE;

  if (answer == NULL)
    return NULL;
  g_variant_lookup (answer, "status", "y", &number);
  *status = (DocketStatus) number;
  if (!g_variant_lookup (answer, "result", "s", &result))
    docket_error_set (error, DOCKET_ERROR_STORAGE, NULL, _("The answer cannot be read"));
  return result;
}

/**
 * docket_gateway_dispatch:
 * @self: a gateway
 * @name: the command's name
 * @json: its properties
 * @id: (nullable): what it is called where @json does not say; a new id where it is %NULL
 * @is_dry_run: answer what would happen, and keep nothing
 * @status: (out): what a script is told
 * @error: return location for an error
 *
 * Runs one command. The id is fixed before anyone is asked, so that it happens once even if the holder has to be asked again.
 *
 * Returns: (transfer full) (nullable): the result line; %NULL with an error of storage
 */
char *
docket_gateway_dispatch (DocketGateway *self, const char *name, const char *json, const DocketUuid *id, gboolean is_dry_run,
                         DocketStatus *status, GError **error)
{
  Request request = { .method = "Dispatch", .is_repeatable = TRUE };
  DocketUuid new_id = id != NULL ? *id : docket_uuid_generate (g_get_real_time ());
  g_autofree char *id_text = docket_uuid_to_string (&new_id);
  g_autoptr (GVariant) answer = NULL;
  GVariantDict arguments;

  g_return_val_if_fail (DOCKET_IS_GATEWAY (self), NULL);

  *status = DOCKET_STATUS_STORAGE;
  init_commands (self, &arguments, is_dry_run);
  g_variant_dict_insert (&arguments, "name", "s", name);
  g_variant_dict_insert (&arguments, "json", "s", json);
  g_variant_dict_insert (&arguments, "id", "s", id_text);
  answer = work_on_arguments (self, &request, &arguments, error);
  return read_result (answer, status, error);
}

static GVariant *
make_ids (guint n)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("as"));
  for (guint i = 0; i < n; i++)
    {
      DocketUuid id = docket_uuid_generate (g_get_real_time ());
      char text[DOCKET_UUID_STRING_SIZE];

      g_variant_builder_add (&builder, "s", docket_uuid_format (&id, text));
    }
  return g_variant_builder_end (&builder);
}

/**
 * docket_gateway_batch:
 * @self: a gateway
 * @lines: (array zero-terminated=1): one JSON object each, with the member `command`
 * @is_dry_run: answer what would happen, and keep nothing
 * @statuses: (nullable): gets a [enum@Status] for each line
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Runs many commands, in order and group-committed. A rejected one does not stop the others.
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): a result line for each; %NULL with an error of storage
 */
char **
docket_gateway_batch (DocketGateway *self, const char *const *lines, gboolean is_dry_run, GByteArray *statuses,
                      GCancellable *cancellable, GError **error)
{
  Request request = { .method = "Batch", .is_repeatable = TRUE, .cancellable = cancellable };
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) bytes = NULL;
  GVariantDict arguments;
  char **results = NULL;
  gconstpointer data;
  gsize n;

  g_return_val_if_fail (DOCKET_IS_GATEWAY (self), NULL);

  init_commands (self, &arguments, is_dry_run);
  g_variant_dict_insert_value (&arguments, "lines", g_variant_new_strv (lines, -1));
  g_variant_dict_insert_value (&arguments, "ids", make_ids (g_strv_length ((char **) lines)));
  answer = work_on_arguments (self, &request, &arguments, error);
  if (answer == NULL)
    return NULL;
  bytes = g_variant_lookup_value (answer, "statuses", G_VARIANT_TYPE_BYTESTRING);
  if (bytes == NULL || !g_variant_lookup (answer, "results", "^as", &results))
    {
      docket_error_set (error, DOCKET_ERROR_STORAGE, NULL, _("The answer cannot be read"));
      return NULL;
    }
  data = g_variant_get_fixed_array (bytes, &n, 1);
  if (statuses != NULL)
    g_byte_array_append (statuses, data, (guint) n);
  return results;
}

/**
 * docket_gateway_undo:
 * @self: a gateway
 * @id: (nullable): the command to take back; the last one that can be where it is %NULL
 * @status: (out): what a script is told
 * @error: return location for an error
 *
 * Takes a command back by the one that compensates it. Where the holder ends in the middle it is not asked again, because
 * then something else could be the last.
 *
 * Returns: (transfer full) (nullable): the result line of the compensating command
 */
char *
docket_gateway_undo (DocketGateway *self, const DocketUuid *id, DocketStatus *status, GError **error)
{
  Request request = { .method = "Undo", .is_repeatable = id != NULL };
  g_autoptr (GVariant) answer = NULL;
  GVariantDict arguments;
  char text[DOCKET_UUID_STRING_SIZE];

  g_return_val_if_fail (DOCKET_IS_GATEWAY (self), NULL);

  *status = DOCKET_STATUS_STORAGE;
  init_commands (self, &arguments, FALSE);
  if (id != NULL)
    g_variant_dict_insert (&arguments, "id", "s", docket_uuid_format (id, text));
  answer = work_on_arguments (self, &request, &arguments, error);
  return read_result (answer, status, error);
}

/**
 * docket_gateway_rebuild:
 * @self: a gateway
 * @views: (nullable) (array zero-terminated=1): the views to rebuild; all where it is %NULL or empty
 * @trusts_log: whether to go on with a log that does not hold what the lists were made from; they are set aside then
 * @progress: (nullable) (scope call): told how far it is
 * @progress_data: goes to @progress
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Drops views and replays the log into them.
 *
 * Returns: whether they stand again; %FALSE with %DOCKET_ERROR_CUT where a person has to say first that the log is the right one
 */
gboolean
docket_gateway_rebuild (DocketGateway *self, const char *const *views, gboolean trusts_log, DocketServiceProgress progress,
                        gpointer progress_data, GCancellable *cancellable, GError **error)
{
  Request request = {
    .method = "Rebuild", .is_repeatable = TRUE, .progress = progress, .progress_data = progress_data, .cancellable = cancellable
  };
  g_autoptr (GVariant) answer = NULL;
  GVariantDict arguments;

  g_return_val_if_fail (DOCKET_IS_GATEWAY (self), FALSE);

  g_variant_dict_init (&arguments, NULL);
  if (views != NULL)
    g_variant_dict_insert_value (&arguments, "views", g_variant_new_strv (views, -1));
  if (trusts_log)
    request.flags = DOCKET_ENGINE_TRUST_LOG;
  answer = work_on_arguments (self, &request, &arguments, error);
  return answer != NULL;
}

/**
 * docket_gateway_verify:
 * @self: a gateway
 * @is_quick: only the log itself and SQLite's own checks
 * @progress: (nullable) (scope call): told how far it is
 * @progress_data: goes to @progress
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Checks the data directory. Where nobody holds it, the files are looked at before anything could heal in them.
 *
 * Returns: (transfer full) (element-type DocketFinding) (nullable): what is wrong, or %NULL with an error
 */
GPtrArray *
docket_gateway_verify (DocketGateway *self, gboolean is_quick, DocketServiceProgress progress, gpointer progress_data,
                       GCancellable *cancellable, GError **error)
{
  Request request = { .flags = DOCKET_ENGINE_LOCK_ONLY,
                      .method = "Verify",
                      .is_repeatable = TRUE,
                      .progress = progress,
                      .progress_data = progress_data,
                      .cancellable = cancellable };
  g_autoptr (GVariantIter) iter = NULL;
  g_autoptr (GVariant) answer = NULL;
  GVariantDict arguments;
  GPtrArray *findings;
  DocketFinding finding;

  g_return_val_if_fail (DOCKET_IS_GATEWAY (self), NULL);

  g_variant_dict_init (&arguments, NULL);
  g_variant_dict_insert (&arguments, "quick", "b", is_quick);
  answer = work_on_arguments (self, &request, &arguments, error);
  if (answer == NULL)
    return NULL;
  findings = g_ptr_array_new_with_free_func ((GDestroyNotify) docket_finding_free);
  if (g_variant_lookup (answer, "findings", "a(ss)", &iter))
    while (g_variant_iter_next (iter, "(ss)", &finding.place, &finding.message))
      g_ptr_array_add (findings, g_memdup2 (&finding, sizeof finding));
  return findings;
}
