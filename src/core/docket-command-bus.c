/* docket-command-bus.c: takes commands to their handlers, one transaction at a time
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-command-bus-private.h"
#include "docket-command-log.h"
#include "docket-command-preview.h"
#include "docket-command-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _DocketCommandBus
{
  GObject parent_instance;
  DocketEventRegistry *registry;
  GMainContext *context;

  /* Filled before the start, then only read. */
  GHashTable *handlers;
  GHashTable *types;
  GHashTable *evolvers;
  GPtrArray *doubled;
  DocketCalendar calendar;
  char *actor;
  char *station;

  DocketCommandWriter *writer;
  GMutex mutex;
  DocketCommandPreview *preview;
  const DocketFollower *follower;
  gpointer follower_data;
};

G_DEFINE_FINAL_TYPE (DocketCommandBus, docket_command_bus, G_TYPE_OBJECT)

enum
{
  SIGNAL_VALIDATE,
  SIGNAL_HANDLE,
  SIGNAL_COMMITTED,
  SIGNAL_REJECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
strip_prefix (const char *name)
{
  return g_str_has_prefix (name, "Docket") ? name + strlen ("Docket") : name;
}

static gboolean
stop_at_refusal (GSignalInvocationHint *hint G_GNUC_UNUSED, GValue *result, const GValue *answer, gpointer data G_GNUC_UNUSED)
{
  g_value_copy (answer, result);
  return g_value_get_boolean (answer);
}

/* Runs last: nobody had anything against it. */
static gboolean
validate_by_default (DocketCommandBus *self G_GNUC_UNUSED, DocketCommand *command G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
  return TRUE;
}

static gboolean
handle_cb (DocketCommandBus *self G_GNUC_UNUSED, DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error, gpointer data)
{
  const DocketCommandHandler *handler = data;

  if (!handler->decide (command, unit_of_work, error) && *error == NULL)
    docket_error_set (error, DOCKET_ERROR_REJECTED, NULL, _("“%s” was refused without a reason."),
                      docket_command_get_type_name (command));
  return TRUE;
}

static void
docket_command_bus_finalize (GObject *object)
{
  DocketCommandBus *self = DOCKET_COMMAND_BUS (object);

  docket_command_bus_stop (self);
  docket_command_writer_free (self->writer);
  g_clear_object (&self->registry);
  g_main_context_unref (self->context);
  g_hash_table_unref (self->handlers);
  g_hash_table_unref (self->types);
  g_hash_table_unref (self->evolvers);
  g_ptr_array_unref (self->doubled);
  g_free (self->actor);
  g_free (self->station);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (docket_command_bus_parent_class)->finalize (object);
}

static void
docket_command_bus_class_init (DocketCommandBusClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_command_bus_finalize;

  /**
   * DocketCommandBus::validate:
   * @self: the bus
   * @command: (type DocketCommand): the command
   * @error: (type gpointer): a `GError **` to say why not
   *
   * Runs before the command is completed, on the writer thread or a worker: where policies plug in.
   *
   * Returns: %FALSE, with @error set, to refuse
   */
  signals[SIGNAL_VALIDATE] =
    g_signal_new_class_handler ("validate", DOCKET_TYPE_COMMAND_BUS, G_SIGNAL_RUN_LAST, G_CALLBACK (validate_by_default),
                                stop_at_refusal, NULL, NULL, G_TYPE_BOOLEAN, 2, DOCKET_TYPE_COMMAND, G_TYPE_POINTER);

  /**
   * DocketCommandBus::handle:
   * @self: the bus
   * @command: (type DocketCommand): the completed command
   * @unit_of_work: where to record events
   * @error: (type gpointer): a `GError **` to say why not
   *
   * Detailed by the command's type name; on the writer thread or a worker.
   *
   * Returns: %TRUE: it was handled, which means decided one way or the other
   */
  signals[SIGNAL_HANDLE] = g_signal_new ("handle", DOCKET_TYPE_COMMAND_BUS, G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0,
                                         g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 3, DOCKET_TYPE_COMMAND,
                                         DOCKET_TYPE_UNIT_OF_WORK, G_TYPE_POINTER);

  /**
   * DocketCommandBus::committed:
   * @self: the bus
   * @command: (type DocketCommand): the completed command
   * @events: (element-type DocketEvent): what happened
   *
   * It is on the disk. Emitted in the main context.
   */
  signals[SIGNAL_COMMITTED] = g_signal_new ("committed", DOCKET_TYPE_COMMAND_BUS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                            2, DOCKET_TYPE_COMMAND, G_TYPE_PTR_ARRAY);

  /**
   * DocketCommandBus::rejected:
   * @self: the bus
   * @command: (type DocketCommand): the command
   * @reason: why
   *
   * A rule refused it. Emitted in the main context.
   */
  signals[SIGNAL_REJECTED] = g_signal_new ("rejected", DOCKET_TYPE_COMMAND_BUS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                           DOCKET_TYPE_COMMAND, G_TYPE_ERROR);
}

static void
docket_command_bus_init (DocketCommandBus *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->handlers = g_hash_table_new (g_direct_hash, g_direct_equal);
  self->types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->evolvers = g_hash_table_new (g_direct_hash, g_direct_equal);
  self->doubled = g_ptr_array_new ();
  self->writer = docket_command_writer_new (self);
  g_mutex_init (&self->mutex);
}

/**
 * docket_command_bus_new:
 * @registry: the event types
 *
 * Returns: (transfer full): a bus, whose signals for the window are emitted in the calling thread's context
 */
DocketCommandBus *
docket_command_bus_new (DocketEventRegistry *registry)
{
  DocketCommandBus *self;

  g_return_val_if_fail (DOCKET_IS_EVENT_REGISTRY (registry), NULL);

  self = g_object_new (DOCKET_TYPE_COMMAND_BUS, NULL);
  self->registry = g_object_ref (registry);
  return self;
}

/**
 * docket_command_bus_add_handlers:
 * @self: a bus
 * @handlers: (array length=n_handlers): a static table
 * @n_handlers: how many rows it has
 *
 * Names the handler of each command type. A second one for a type is found by [method@CommandBus.check].
 */
void
docket_command_bus_add_handlers (DocketCommandBus *self, const DocketCommandHandler *handlers, guint n_handlers)
{
  g_return_if_fail (DOCKET_IS_COMMAND_BUS (self));

  for (guint i = 0; i < n_handlers; i++)
    {
      GType type = handlers[i].get_type ();
      g_autofree char *signal = g_strconcat ("handle::", g_type_name (type), NULL);

      if (g_hash_table_contains (self->handlers, GSIZE_TO_POINTER (type)))
        {
          g_ptr_array_add (self->doubled, (gpointer) strip_prefix (g_type_name (type)));
          continue;
        }
      g_hash_table_insert (self->handlers, GSIZE_TO_POINTER (type), (gpointer) &handlers[i]);
      g_hash_table_insert (self->types, g_strdup (strip_prefix (g_type_name (type))), GSIZE_TO_POINTER (type));
      if (handlers[i].decide != NULL)
        g_signal_connect (self, signal, G_CALLBACK (handle_cb), (gpointer) &handlers[i]);
    }
}

/**
 * docket_command_bus_add_evolvers:
 * @self: a bus
 * @evolvers: (array length=n_evolvers): a static table
 * @n_evolvers: how many rows it has
 *
 * Says how each event type changes the tables.
 */
void
docket_command_bus_add_evolvers (DocketCommandBus *self, const DocketEvolver *evolvers, guint n_evolvers)
{
  g_return_if_fail (DOCKET_IS_COMMAND_BUS (self));

  for (guint i = 0; i < n_evolvers; i++)
    {
      GType type = evolvers[i].get_type ();

      if (g_hash_table_contains (self->evolvers, GSIZE_TO_POINTER (type)))
        g_ptr_array_add (self->doubled, (gpointer) strip_prefix (g_type_name (type)));
      else
        g_hash_table_insert (self->evolvers, GSIZE_TO_POINTER (type), (gpointer) &evolvers[i]);
    }
}

/**
 * docket_command_bus_set_calendar:
 * @self: a bus that is not started
 * @calendar: (nullable) (scope forever): gives the shop's day of a moment; %NULL for the day in UTC
 */
void
docket_command_bus_set_calendar (DocketCommandBus *self, DocketCalendar calendar)
{
  g_return_if_fail (DOCKET_IS_COMMAND_BUS (self));

  self->calendar = calendar;
}

/**
 * docket_command_bus_set_defaults:
 * @self: a bus that is not started
 * @actor: (nullable): who gives commands that do not say so
 * @station: (nullable): where
 */
void
docket_command_bus_set_defaults (DocketCommandBus *self, const char *actor, const char *station)
{
  g_return_if_fail (DOCKET_IS_COMMAND_BUS (self));

  g_free (self->actor);
  self->actor = g_strdup (actor);
  g_free (self->station);
  self->station = g_strdup (station);
}

/* Final types below base that were registered so far. */
static void
collect_types (GType base, GPtrArray *types)
{
  guint n_children;
  g_autofree GType *children = g_type_children (base, &n_children);

  for (guint i = 0; i < n_children; i++)
    {
      if (!G_TYPE_IS_ABSTRACT (children[i]))
        g_ptr_array_add (types, GSIZE_TO_POINTER (children[i]));
      collect_types (children[i], types);
    }
}

static gboolean
has_handler (DocketCommandBus *self, GType type)
{
  return g_signal_has_handler_pending (self, signals[SIGNAL_HANDLE], g_type_qname (type), FALSE);
}

static gboolean
check_commands (DocketCommandBus *self, GError **error)
{
  g_autoptr (GPtrArray) types = g_ptr_array_new ();

  collect_types (DOCKET_TYPE_COMMAND, types);
  for (guint i = 0; i < types->len; i++)
    {
      GType type = (GType) g_ptr_array_index (types, i);

      if (has_handler (self, type))
        continue;
      docket_error_set (error, DOCKET_ERROR_UNKNOWN_TYPE, NULL, _("The command “%s” has no handler."), strip_prefix (g_type_name (type)));
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_events (DocketCommandBus *self, GError **error)
{
  g_autoptr (GPtrArray) types = g_ptr_array_new ();

  collect_types (DOCKET_TYPE_EVENT, types);
  for (guint i = 0; i < types->len; i++)
    {
      GType type = (GType) g_ptr_array_index (types, i);
      const char *name = strip_prefix (g_type_name (type));
      gboolean is_known = docket_event_registry_find (self->registry, name) != NULL;

      if (is_known == (docket_command_bus_find_evolver (self, type) != NULL))
        continue;
      if (is_known)
        docket_error_set (error, DOCKET_ERROR_UNKNOWN_TYPE, NULL, _("Nothing carries the event “%s” into the tables."), name);
      else
        docket_error_set (error, DOCKET_ERROR_UNKNOWN_TYPE, NULL, _("The event “%s” is not in the registry."), name);
      return FALSE;
    }
  return TRUE;
}

/**
 * docket_command_bus_check:
 * @self: a bus
 * @error: %DOCKET_ERROR_UNKNOWN_TYPE with the name
 *
 * Makes sure that every command type has exactly one handler and every event type exactly one evolver: GSignal by itself
 * passes over a missing or a doubled one in silence.
 *
 * Returns: whether it is so
 */
gboolean
docket_command_bus_check (DocketCommandBus *self, GError **error)
{
  g_return_val_if_fail (DOCKET_IS_COMMAND_BUS (self), FALSE);

  if (self->doubled->len > 0)
    {
      docket_error_set (error, DOCKET_ERROR_UNKNOWN_TYPE, NULL, _("“%s” is handled twice."),
                        (const char *) g_ptr_array_index (self->doubled, 0));
      return FALSE;
    }
  return check_commands (self, error) && check_events (self, error);
}

/**
 * docket_command_bus_find_type:
 * @self: a bus
 * @name: a command's name, with or without `Docket`
 *
 * Returns: its type; %G_TYPE_INVALID when there is none
 */
GType
docket_command_bus_find_type (DocketCommandBus *self, const char *name)
{
  g_return_val_if_fail (DOCKET_IS_COMMAND_BUS (self), G_TYPE_INVALID);
  g_return_val_if_fail (name != NULL, G_TYPE_INVALID);

  return (GType) g_hash_table_lookup (self->types, strip_prefix (name));
}

/**
 * docket_command_bus_find_handler:
 * @self: a bus
 * @type: a command's type
 *
 * Returns: (transfer none) (nullable): its row in the table of handlers
 */
const DocketCommandHandler *
docket_command_bus_find_handler (DocketCommandBus *self, GType type)
{
  g_return_val_if_fail (DOCKET_IS_COMMAND_BUS (self), NULL);

  return g_hash_table_lookup (self->handlers, GSIZE_TO_POINTER (type));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * docket_command_bus_list:
 * @self: a bus
 *
 * Returns: (transfer full) (element-type utf8): the names of all commands, sorted, without `Docket`
 */
GPtrArray *
docket_command_bus_list (DocketCommandBus *self)
{
  GPtrArray *names;
  GHashTableIter iter;
  gpointer name;

  g_return_val_if_fail (DOCKET_IS_COMMAND_BUS (self), NULL);

  names = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_iter_init (&iter, self->types);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

/**
 * docket_command_bus_parse:
 * @self: a bus
 * @name: the command's name
 * @json: an object of its properties
 * @length: the length of @json; −1 when it ends with a zero
 * @error: %DOCKET_ERROR_UNKNOWN_TYPE, %DOCKET_ERROR_SYNTAX, or %DOCKET_ERROR_INVALID with the property
 *
 * Makes the command that somebody outside describes.
 *
 * Returns: (transfer full) (nullable): the command
 */
DocketCommand *
docket_command_bus_parse (DocketCommandBus *self, const char *name, const char *json, gssize length, GError **error)
{
  GType type = docket_command_bus_find_type (self, name);

  if (type == G_TYPE_INVALID)
    {
      docket_error_set (error, DOCKET_ERROR_UNKNOWN_TYPE, NULL, _("There is no command “%s”."), name);
      return NULL;
    }
  return (DocketCommand *) docket_record_from_json (type, DOCKET_READ_EXTERNAL, json, length, error);
}

/**
 * docket_command_bus_start:
 * @self: a bus
 * @path: the write database; made where there is none
 * @error: return location
 *
 * Opens the write database on a writer thread of its own.
 *
 * Returns: whether it is open
 */
gboolean
docket_command_bus_start (DocketCommandBus *self, const char *path, GError **error)
{
  g_return_val_if_fail (DOCKET_IS_COMMAND_BUS (self), FALSE);

  if (!docket_command_writer_start (self->writer, path, error))
    return FALSE;
  g_mutex_lock (&self->mutex);
  self->preview = docket_command_preview_new (self, path);
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

/**
 * docket_command_bus_stop:
 * @self: a bus
 *
 * Finishes the transaction under way, refuses the rest and closes the database. Before the follower is stopped.
 */
void
docket_command_bus_stop (DocketCommandBus *self)
{
  DocketCommandPreview *preview;

  g_return_if_fail (DOCKET_IS_COMMAND_BUS (self));

  g_mutex_lock (&self->mutex);
  preview = g_steal_pointer (&self->preview);
  g_mutex_unlock (&self->mutex);
  g_clear_pointer (&preview, docket_command_preview_free);
  docket_command_writer_stop (self->writer);
}

/**
 * docket_command_bus_set_follower:
 * @self: a bus
 * @follower: (nullable): who follows the log
 * @data: its data, which lives until the bus is stopped or has another follower
 *
 * Names who is told of each commit, and whom answers wait for.
 */
void
docket_command_bus_set_follower (DocketCommandBus *self, const DocketFollower *follower, gpointer data)
{
  g_return_if_fail (DOCKET_IS_COMMAND_BUS (self));

  g_mutex_lock (&self->mutex);
  self->follower = follower;
  self->follower_data = data;
  g_mutex_unlock (&self->mutex);
}

DocketCommandWriter *
docket_command_bus_get_writer (DocketCommandBus *self)
{
  return self->writer;
}

/* FALSE: it is not open, and the task is still the caller's. */
gboolean
docket_command_bus_ask_preview (DocketCommandBus *self, DocketCommand *command, GTask *task)
{
  gboolean is_open;

  g_mutex_lock (&self->mutex);
  is_open = self->preview != NULL;
  if (is_open)
    docket_command_preview_ask (self->preview, command, task);
  g_mutex_unlock (&self->mutex);
  return is_open;
}

DocketEventRegistry *
docket_command_bus_get_registry (DocketCommandBus *self)
{
  return self->registry;
}

gboolean
docket_command_bus_emit_validate (DocketCommandBus *self, DocketCommand *command, GError **error)
{
  g_autoptr (GError) reason = NULL;
  gboolean is_valid = FALSE;

  g_signal_emit (self, signals[SIGNAL_VALIDATE], 0, command, &reason, &is_valid);
  if (is_valid && reason == NULL)
    return TRUE;
  if (reason == NULL)
    docket_error_set (&reason, DOCKET_ERROR_REJECTED, NULL, _("“%s” was refused without a reason."),
                      docket_command_get_type_name (command));
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

gboolean
docket_command_bus_emit_handle (DocketCommandBus *self, DocketCommand *command, DocketUnitOfWork *unit_of_work, GError **error)
{
  g_autoptr (GError) reason = NULL;
  gboolean is_handled = FALSE;

  g_signal_emit (self, signals[SIGNAL_HANDLE], g_type_qname (G_OBJECT_TYPE (command)), command, unit_of_work, &reason, &is_handled);
  if (!is_handled && reason == NULL)
    docket_error_set (&reason, DOCKET_ERROR_UNKNOWN_TYPE, NULL, _("The command “%s” has no handler."),
                      docket_command_get_type_name (command));
  if (reason == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

typedef struct
{
  DocketCommandBus *bus;
  DocketCommand *command;
  DocketOutcome *outcome;
} Announcement;

static void
announcement_free (gpointer data)
{
  Announcement *announcement = data;

  g_object_unref (announcement->bus);
  g_object_unref (announcement->command);
  g_object_unref (announcement->outcome);
  g_free (announcement);
}

static gboolean
announce_cb (gpointer data)
{
  Announcement *announcement = data;
  DocketOutcome *outcome = announcement->outcome;

  if (docket_outcome_is_accepted (outcome))
    g_signal_emit (announcement->bus, signals[SIGNAL_COMMITTED], 0, announcement->command, docket_outcome_get_events (outcome));
  else
    g_signal_emit (announcement->bus, signals[SIGNAL_REJECTED], 0, announcement->command, docket_outcome_get_reason (outcome));
  return G_SOURCE_REMOVE;
}

/* Always through the loop: g_main_context_invoke() would emit in this thread when the main one does not iterate. */
static void
announce (DocketCommandBus *self, guint signal, DocketCommand *command, DocketOutcome *outcome)
{
  Announcement *announcement;
  GSource *source;

  if (!g_signal_has_handler_pending (self, signals[signal], 0, FALSE))
    return;
  announcement = g_new0 (Announcement, 1);
  announcement->bus = g_object_ref (self);
  announcement->command = g_object_ref (command);
  announcement->outcome = g_object_ref (outcome);
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "docket-command-bus");
  g_source_set_callback (source, announce_cb, announcement, announcement_free);
  g_source_attach (source, self->context);
  g_source_unref (source);
}

void
docket_command_bus_announce_committed (DocketCommandBus *self, DocketCommand *command, DocketOutcome *outcome)
{
  announce (self, SIGNAL_COMMITTED, command, outcome);
}

void
docket_command_bus_announce_rejected (DocketCommandBus *self, DocketCommand *command, DocketOutcome *outcome)
{
  announce (self, SIGNAL_REJECTED, command, outcome);
}

const DocketEvolver *
docket_command_bus_find_evolver (DocketCommandBus *self, GType type)
{
  return g_hash_table_lookup (self->evolvers, GSIZE_TO_POINTER (type));
}

gint32
docket_command_bus_get_day (DocketCommandBus *self, DocketDatabase *database, gint64 time)
{
  g_autoptr (GTimeZone) utc = NULL;

  if (self->calendar != NULL)
    return self->calendar (database, time);
  utc = g_time_zone_new_utc ();
  return docket_day_of_time (time, utc);
}

const char *
docket_command_bus_get_actor (DocketCommandBus *self)
{
  return self->actor;
}

const char *
docket_command_bus_get_station (DocketCommandBus *self)
{
  return self->station;
}

const DocketFollower *
docket_command_bus_get_follower (DocketCommandBus *self, gpointer *data)
{
  const DocketFollower *follower;

  g_mutex_lock (&self->mutex);
  follower = self->follower;
  *data = self->follower_data;
  g_mutex_unlock (&self->mutex);
  return follower;
}

void
docket_command_bus_forget_answers (DocketCommandBus *self)
{
  g_mutex_lock (&self->mutex);
  if (self->preview != NULL)
    docket_command_preview_forget (self->preview);
  g_mutex_unlock (&self->mutex);
}
