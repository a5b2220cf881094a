/* docket-event-registry.c: the event types by name, with their schema versions and upcasters
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-event-registry.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _DocketEventRegistry
{
  GObject parent_instance;

  GHashTable *by_name;
  GHashTable *by_type;
};

G_DEFINE_FINAL_TYPE (DocketEventRegistry, docket_event_registry, G_TYPE_OBJECT)

/* Stored data that Docket cannot read is damage, whatever is wrong with it. */
static gboolean
fail_corrupt (const char *type_name, GError *reason, GError **error)
{
  docket_error_set (error, DOCKET_ERROR_CORRUPT, docket_error_get_field (reason), _("A stored %s cannot be read: %s"), type_name,
                    reason->message);
  g_error_free (reason);
  return FALSE;
}

static gboolean
read_part (DocketEvent *event, const char *type_name, const char *json, GError **error)
{
  DocketJsonReader reader;
  GError *local_error = NULL;
  gboolean is_good;

  docket_json_reader_init (&reader, json, -1);
  is_good = docket_record_read (DOCKET_RECORD (event), DOCKET_READ_STORED, &reader, &local_error) &&
            docket_json_reader_end (&reader, &local_error);
  docket_json_reader_clear (&reader);
  return is_good || fail_corrupt (type_name, local_error, error);
}

static JsonNode *
parse_object (const char *type_name, const char *json, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (JsonNode) node = json_from_string (json, &local_error);

  if (local_error == NULL && (node == NULL || !JSON_NODE_HOLDS_OBJECT (node)))
    local_error = g_error_new_literal (DOCKET_ERROR, DOCKET_ERROR_INVALID, _("A JSON object is needed here"));
  if (local_error == NULL)
    return g_steal_pointer (&node);
  fail_corrupt (type_name, local_error, error);
  return NULL;
}

static void
merge (JsonObject *target, JsonObject *source)
{
  JsonObjectIter iterator;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iterator, source);
  while (json_object_iter_next_ordered (&iterator, &name, &node))
    {
      JsonNode *present = json_object_get_member (target, name);

      if (present != NULL && JSON_NODE_HOLDS_OBJECT (present) && JSON_NODE_HOLDS_OBJECT (node))
        merge (json_node_get_object (present), json_node_get_object (node));
      else
        json_object_set_member (target, name, json_node_copy (node));
    }
}

/* The data of an older schema, carried to today's: public and personal parts in one. */
static char *
upcast (const DocketEventType *type, const char *type_name, int schema, const char *data, const char *personal, GError **error)
{
  g_autoptr (JsonNode) node = parse_object (type_name, data, error);
  JsonObject *object;

  if (node == NULL)
    return NULL;
  object = json_node_get_object (node);
  if (personal != NULL)
    {
      g_autoptr (JsonNode) personal_node = parse_object (type_name, personal, error);

      if (personal_node == NULL)
        return NULL;
      merge (object, json_node_get_object (personal_node));
    }
  for (int version = schema; version < type->schema; version++)
    type->upcasters[version - 1](object);
  return json_to_string (node, FALSE);
}

static void
docket_event_registry_finalize (GObject *object)
{
  DocketEventRegistry *self = DOCKET_EVENT_REGISTRY (object);

  g_hash_table_unref (self->by_name);
  g_hash_table_unref (self->by_type);
  G_OBJECT_CLASS (docket_event_registry_parent_class)->finalize (object);
}

static void
docket_event_registry_class_init (DocketEventRegistryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_event_registry_finalize;
}

static void
docket_event_registry_init (DocketEventRegistry *self)
{
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_type = g_hash_table_new (NULL, NULL);
}

/**
 * docket_event_registry_new:
 *
 * Returns: (transfer full): a registry that knows no event yet
 */
DocketEventRegistry *
docket_event_registry_new (void)
{
  return g_object_new (DOCKET_TYPE_EVENT_REGISTRY, NULL);
}

/**
 * docket_event_registry_add:
 * @self: a registry
 * @types: (array length=n_types): event types, which must stay
 * @n_types: how many
 *
 * Makes event types known. Once every type was added, the registry may be used from any thread.
 */
void
docket_event_registry_add (DocketEventRegistry *self, const DocketEventType *types, guint n_types)
{
  g_return_if_fail (DOCKET_IS_EVENT_REGISTRY (self));

  for (guint i = 0; i < n_types; i++)
    {
      GType type = types[i].get_type ();
      const char *name = g_type_name (type);

      g_return_if_fail (g_type_is_a (type, DOCKET_TYPE_EVENT));
      g_return_if_fail (types[i].schema == 1 || (types[i].schema > 1 && types[i].upcasters != NULL));

      if (g_str_has_prefix (name, "Docket"))
        name += strlen ("Docket");
      g_hash_table_insert (self->by_name, (gpointer) name, (gpointer) &types[i]);
      g_hash_table_insert (self->by_type, GSIZE_TO_POINTER (type), (gpointer) &types[i]);
    }
}

/**
 * docket_event_registry_find:
 * @self: a registry
 * @type_name: the name of an event type as it is stored
 *
 * Returns: (nullable): the type
 */
const DocketEventType *
docket_event_registry_find (DocketEventRegistry *self, const char *type_name)
{
  g_return_val_if_fail (DOCKET_IS_EVENT_REGISTRY (self), NULL);
  g_return_val_if_fail (type_name != NULL, NULL);

  return g_hash_table_lookup (self->by_name, type_name);
}

/**
 * docket_event_registry_get_schema:
 * @self: a registry
 * @event: an event
 *
 * Returns: the schema version with which such an event is stored today; 0 for an unknown type
 */
int
docket_event_registry_get_schema (DocketEventRegistry *self, DocketEvent *event)
{
  const DocketEventType *type;

  g_return_val_if_fail (DOCKET_IS_EVENT_REGISTRY (self), 0);
  g_return_val_if_fail (DOCKET_IS_EVENT (event), 0);

  type = g_hash_table_lookup (self->by_type, GSIZE_TO_POINTER (G_OBJECT_TYPE (event)));
  return type != NULL ? type->schema : 0;
}

/**
 * docket_event_registry_read:
 * @self: a registry
 * @type_name: the name of an event type as it is stored
 * @schema: the schema version it was stored with
 * @data: its public part
 * @personal: (nullable): its personal part; %NULL when there is none or it was erased
 * @error: return location
 *
 * Makes an event from its stored form, of whatever schema. The envelope is left to the caller.
 *
 * Returns: (nullable) (transfer full): the event; %NULL with %DOCKET_ERROR_UNKNOWN_TYPE, with
 *   %DOCKET_ERROR_NEWER when a newer program stored it, or with %DOCKET_ERROR_CORRUPT
 */
DocketEvent *
docket_event_registry_read (DocketEventRegistry *self, const char *type_name, int schema, const char *data, const char *personal,
                            GError **error)
{
  const DocketEventType *type;
  g_autoptr (DocketEvent) event = NULL;
  g_autofree char *upcasted = NULL;
  GError *reason = NULL;

  g_return_val_if_fail (DOCKET_IS_EVENT_REGISTRY (self), NULL);
  g_return_val_if_fail (type_name != NULL && data != NULL, NULL);

  type = docket_event_registry_find (self, type_name);
  if (type == NULL)
    {
      docket_error_set (error, DOCKET_ERROR_UNKNOWN_TYPE, NULL, _("There is no event type %s"), type_name);
      return NULL;
    }
  if (schema > type->schema)
    {
      docket_error_set (error, DOCKET_ERROR_NEWER, NULL, _("A %s was stored with schema %d; this program knows up to %d"), type_name,
                        schema, type->schema);
      return NULL;
    }
  if (schema < 1)
    {
      docket_error_set (error, DOCKET_ERROR_CORRUPT, NULL, _("A stored %s has no schema %d"), type_name, schema);
      return NULL;
    }
  if (schema < type->schema)
    {
      upcasted = upcast (type, type_name, schema, data, personal, error);
      if (upcasted == NULL)
        return NULL;
      data = upcasted;
      personal = NULL;
    }
  event = g_object_new (type->get_type (), NULL);
  if (!read_part (event, type_name, data, error) || (personal != NULL && !read_part (event, type_name, personal, error)))
    return NULL;
  if (docket_record_check_complete (DOCKET_RECORD (event), &reason))
    return g_steal_pointer (&event);
  fail_corrupt (type_name, reason, error);
  return NULL;
}
