/* test-registry.c: events by name, and those of older schemas
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "docket-event-registry.h"
#include "toy-bank.h"

/* Schema 2 gathered what is known of the owner in an object. */
static void
upcast_1 (JsonObject *data)
{
  static const char *const names[][2] = { { "owner-name", "name" }, { "owner-country", "country" } };
  JsonObject *owner = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (json_object_has_member (data, names[i][0]))
      {
        json_object_set_member (owner, names[i][1], json_object_dup_member (data, names[i][0]));
        json_object_remove_member (data, names[i][0]);
      }
  json_object_set_object_member (data, "owner", owner);
}

/* Schema 3 named the kind and counts in cents. */
static void
upcast_2 (JsonObject *data)
{
  gboolean is_savings = json_object_get_boolean_member_with_default (data, "savings", FALSE);

  json_object_set_string_member (data, "kind", is_savings ? "savings" : "current");
  json_object_set_int_member (data, "balance", 100 * json_object_get_int_member (data, "balance-in-units"));
  json_object_remove_member (data, "savings");
  json_object_remove_member (data, "balance-in-units");
}

static const DocketUpcaster upcasters[] = { upcast_1, upcast_2 };

static const DocketEventType types[] = {
  { toy_account_opened_get_type, 3, upcasters },
};

static DocketEventRegistry *
new_registry (void)
{
  DocketEventRegistry *registry = docket_event_registry_new ();

  docket_event_registry_add (registry, types, G_N_ELEMENTS (types));
  return registry;
}

static void
check_event (DocketEvent *event, gboolean has_personal)
{
  g_autofree char *json = docket_record_to_json (DOCKET_RECORD (event), DOCKET_PART_ALL);

  g_assert_cmpstr (json, ==,
                   has_personal ? "{\"account\":\"018f4a3b-9c00-7abc-8def-0123456789ab\",\"number\":\"A-1\",\"kind\":\"savings\","
                                  "\"balance\":1200,\"owner\":{\"name\":\"Grace\",\"country\":\"NL\"},\"note\":\"hard of hearing\"}"
                                : "{\"account\":\"018f4a3b-9c00-7abc-8def-0123456789ab\",\"number\":\"A-1\",\"kind\":\"savings\","
                                  "\"balance\":1200,\"owner\":{\"name\":null,\"country\":\"NL\"}}");
}

static void
test_older_schema (gconstpointer data)
{
  int schema = GPOINTER_TO_INT (data);
  g_autoptr (DocketEventRegistry) registry = new_registry ();
  g_autofree char *name = g_strdup_printf ("account-opened-%d.json", schema);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "core", "fixtures", name, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketEvent) event = NULL;
  g_autoptr (DocketEvent) erased = NULL;
  g_autofree char *public = NULL, *personal = NULL;
  JsonObject *stored;

  g_assert_true (json_parser_load_from_file (parser, path, &error));
  stored = json_node_get_object (json_parser_get_root (parser));
  public = json_to_string (json_object_get_member (stored, "data"), FALSE);
  personal = json_to_string (json_object_get_member (stored, "personal"), FALSE);

  event = docket_event_registry_read (registry, "ToyAccountOpened", schema, public, personal, &error);
  g_assert_no_error (error);
  check_event (event, TRUE);
  erased = docket_event_registry_read (registry, "ToyAccountOpened", schema, public, NULL, &error);
  g_assert_no_error (error);
  check_event (erased, FALSE);
}

static void
test_todays_schema (void)
{
  g_autoptr (DocketEventRegistry) registry = new_registry ();
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketEvent) event = NULL;

  event = docket_event_registry_read (registry, "ToyAccountOpened", 3,
                                      "{\"account\":\"018f4a3b-9c00-7abc-8def-0123456789ab\",\"number\":\"A-1\",\"kind\":\"savings\","
                                      "\"balance\":1200,\"owner\":{\"country\":\"NL\"}}",
                                      "{\"owner\":{\"name\":\"Grace\"},\"note\":\"hard of hearing\"}", &error);
  g_assert_no_error (error);
  check_event (event, TRUE);
  g_assert_cmpint (docket_event_registry_get_schema (registry, event), ==, 3);
  g_assert_cmpstr (docket_event_get_type_name (event), ==, "ToyAccountOpened");
  g_assert_true (docket_event_registry_find (registry, "ToyAccountOpened") == &types[0]);
}

static void
test_refusals (void)
{
  static const struct
  {
    const char *name;
    int schema;
    const char *data;
    const char *personal;
    int code;
    const char *words;
  } refusals[] = {
    { "AccountClosed", 1, "{}", NULL, DOCKET_ERROR_UNKNOWN_TYPE, "AccountClosed" },
    { "ToyAccountOpened", 4, "{}", NULL, DOCKET_ERROR_NEWER, "schema 4; this program knows up to 3" },
    { "ToyAccountOpened", 0, "{}", NULL, DOCKET_ERROR_CORRUPT, "schema 0" },
    { "ToyAccountOpened", 3, "{", NULL, DOCKET_ERROR_CORRUPT, "ToyAccountOpened" },
    { "ToyAccountOpened", 3, "{}", "{\"note\":1}", DOCKET_ERROR_CORRUPT, "note" },
    { "ToyAccountOpened", 3, "{}", "{}{}", DOCKET_ERROR_CORRUPT, "ToyAccountOpened" },
    { "ToyAccountOpened", 3, "[]", NULL, DOCKET_ERROR_CORRUPT, "ToyAccountOpened" },
    { "ToyAccountOpened", 2, "[]", NULL, DOCKET_ERROR_CORRUPT, "ToyAccountOpened" },
    { "ToyAccountOpened", 2, "", NULL, DOCKET_ERROR_CORRUPT, "ToyAccountOpened" },
    { "ToyAccountOpened", 2, "{\"balance-in-units\":1}", "7", DOCKET_ERROR_CORRUPT, "ToyAccountOpened" },
  };
  g_autoptr (DocketEventRegistry) registry = new_registry ();

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (docket_event_registry_read (registry, refusals[i].name, refusals[i].schema, refusals[i].data,
                                                 refusals[i].personal, &error));
      g_assert_error (error, DOCKET_ERROR, refusals[i].code);
      g_assert_nonnull (strstr (error->message, refusals[i].words));
    }
}

static void
test_envelope_copied (void)
{
  g_autoptr (DocketEvent) event = g_object_new (TOY_TYPE_ACCOUNT_OPENED, "number", "A-1", NULL);
  g_autoptr (DocketRecord) copy = NULL;
  DocketEventEnvelope *envelope = docket_event_edit_envelope (event);

  envelope->position = 7;
  envelope->actor = g_strdup ("grace");
  copy = docket_record_copy (DOCKET_RECORD (event));
  g_assert_cmpint (docket_event_get_envelope (DOCKET_EVENT (copy))->position, ==, 7);
  g_assert_cmpstr (docket_event_get_envelope (DOCKET_EVENT (copy))->actor, ==, "grace");
  g_assert_true (docket_event_get_envelope (DOCKET_EVENT (copy))->actor != envelope->actor);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/registry/schema-1", GINT_TO_POINTER (1), test_older_schema);
  g_test_add_data_func ("/registry/schema-2", GINT_TO_POINTER (2), test_older_schema);
  g_test_add_func ("/registry/todays-schema", test_todays_schema);
  g_test_add_func ("/registry/refusals", test_refusals);
  g_test_add_func ("/registry/envelope-copied", test_envelope_copied);
  return g_test_run ();
}
