/* test-record-json.c: records as JSON: what is taken, what is refused and why, and what is kept apart
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <string.h>

#include "toy-bank.h"

#define ID "018f4a3b-9c00-7abc-8def-0123456789ab"

static const char whole_event[] =
    "{\"account\":\"" ID "\",\"number\":\"A \\\"1\\\" é😀\",\"kind\":\"current\",\"balance\":0,\"is-joint\":false,"
    "\"valid-from\":\"2026-11-22T21:00:00.123456Z\",\"first-day\":\"2026-11-22\","
    "\"owner\":{\"name\":\"Grace\",\"email\":\"grace@example.org\",\"country\":\"NL\"},"
    "\"fees\":[{\"label\":\"entry\",\"amount\":0},{\"label\":\"\",\"amount\":500}],\"tags\":[],\"note\":\"hard of hearing\","
    "\"home\":{\"street\":\"Dam 1\",\"city\":\"Amsterdam\"}}";

static DocketRecord *
read_stored (GType type, const char *json)
{
  g_autoptr (GError) error = NULL;
  DocketRecord *record = docket_record_from_json (type, DOCKET_READ_STORED, json, -1, &error);

  g_assert_no_error (error);
  g_assert_true (G_TYPE_CHECK_INSTANCE_TYPE (record, type));
  return record;
}

static void
check_written (DocketRecord *record, DocketFieldParts parts, const char *expected)
{
  g_autofree char *json = docket_record_to_json (record, parts);

  g_assert_cmpstr (json, ==, expected);
}

/* Read, written, read and written: the same bytes, and equal records. */
static void
check_round_trip (GType type, const char *json)
{
  g_autoptr (DocketRecord) record = read_stored (type, json);
  g_autoptr (DocketRecord) again = NULL;
  g_autofree char *written = docket_record_to_json (record, DOCKET_PART_ALL);

  again = read_stored (type, written);
  g_assert_true (docket_record_equal (record, again));
  check_written (again, DOCKET_PART_ALL, written);
}

static void
test_round_trip (void)
{
  g_autoptr (DocketRecord) record = read_stored (TOY_TYPE_ACCOUNT_OPENED, whole_event);

  check_written (record, DOCKET_PART_ALL, whole_event);
  check_round_trip (TOY_TYPE_ACCOUNT_OPENED, whole_event);
  check_round_trip (TOY_TYPE_ACCOUNT_OPENED, "{}");
  check_round_trip (TOY_TYPE_ACCOUNT_OPENED, "{\"number\":null,\"balance\":null,\"tags\":null,\"owner\":{}}");
  check_round_trip (TOY_TYPE_ACCOUNT_OPENED, "{\"valid-from\":\"1970-01-01T00:00:00Z\",\"kind\":\"current\",\"note\":\"\"}");
  check_round_trip (TOY_TYPE_ACCOUNT_OPENED, "{\"account\":\"00000000-0000-0000-0000-000000000000\",\"home\":{}}");
}

static void
test_what_is_written (void)
{
  g_autoptr (ToyAccountOpened) event = g_object_new (TOY_TYPE_ACCOUNT_OPENED, NULL);
  DocketRecord *record = DOCKET_RECORD (event);

  check_written (record, DOCKET_PART_ALL, "{\"account\":null,\"number\":null,\"balance\":0}");
  g_object_set (event, "is-joint", FALSE, "number", "A-1", NULL);
  check_written (record, DOCKET_PART_ALL, "{\"account\":null,\"number\":\"A-1\",\"balance\":0,\"is-joint\":false}");
  event->is_joint = TRUE;
  event->fees = docket_records_new ();
  check_written (record, DOCKET_PART_ALL, "{\"account\":null,\"number\":\"A-1\",\"balance\":0,\"is-joint\":true,\"fees\":[]}");
}

static void
test_other_order (void)
{
  g_autoptr (DocketRecord) record = read_stored (TOY_TYPE_ACCOUNT_OPENED,
                                                 "{\"tags\":[\"a\"],\"unknown\":{\"x\":[1]},\"is_joint\":true,\"balance\":3,"
                                                 "\"number\":\"A-1\",\"number\":\"A-2\",\"first_day\":\"2026-11-22\"}");

  check_written (record, DOCKET_PART_ALL,
                 "{\"account\":null,\"number\":\"A-2\",\"balance\":3,\"is-joint\":true,\"first-day\":\"2026-11-22\",\"tags\":[\"a\"]}");
}

static void
test_parts (void)
{
  g_autoptr (DocketRecord) record = read_stored (TOY_TYPE_ACCOUNT_OPENED, whole_event);
  g_autoptr (DocketRecord) merged = NULL;
  g_autofree char *public = docket_record_to_json (record, DOCKET_PART_PUBLIC);
  g_autofree char *personal = docket_record_to_json (record, DOCKET_PART_PERSONAL);
  DocketJsonReader reader;

  g_assert_cmpstr (personal, ==,
                   "{\"owner\":{\"name\":\"Grace\",\"email\":\"grace@example.org\"},\"note\":\"hard of hearing\","
                   "\"home\":{\"street\":\"Dam 1\",\"city\":\"Amsterdam\"}}");
  g_assert_null (strstr (public, "Grace"));
  g_assert_null (strstr (public, "Dam 1"));
  g_assert_nonnull (strstr (public, "\"owner\":{\"country\":\"NL\"}"));

  merged = read_stored (TOY_TYPE_ACCOUNT_OPENED, public);
  g_assert_false (docket_record_has_personal (merged));
  docket_json_reader_init (&reader, personal, -1);
  g_assert_true (docket_record_read (merged, DOCKET_READ_STORED, &reader, NULL));
  docket_json_reader_clear (&reader);
  g_assert_true (docket_record_has_personal (merged));
  g_assert_true (docket_record_equal (record, merged));
  check_written (merged, DOCKET_PART_ALL, whole_event);
  check_written (merged, DOCKET_PART_PUBLIC, public);
  check_written (merged, DOCKET_PART_PERSONAL, personal);
}

typedef struct
{
  DocketRecord parent_instance;
  gboolean is_open;
  gint64 fee;
  gint64 limit;
} ToyTerms;

typedef struct
{
  DocketRecordClass parent_class;
} ToyTermsClass;

static const DocketField toy_terms_fields[] = {
  DOCKET_FIELD (ToyTerms, is_open, "is-open", docket_kind_boolean, .usual = "true"),
  DOCKET_FIELD (ToyTerms, fee, "fee", docket_kind_integer, .usual = "0"),
  DOCKET_FIELD (ToyTerms, limit, "limit", docket_kind_integer, .usual = "10"),
};

GType toy_terms_get_type (void);
DOCKET_DEFINE_RECORD (ToyTerms, toy_terms, DOCKET_TYPE_RECORD, toy_terms_fields)

/* Left out where it is stored, told to everybody else, and there again when it is read. */
static void
test_usual (void)
{
  g_autoptr (DocketRecord) usual = read_stored (toy_terms_get_type (), "{}");
  g_autoptr (DocketRecord) said = read_stored (toy_terms_get_type (), "{\"is-open\":true,\"fee\":0,\"limit\":10}");
  g_autoptr (DocketRecord) other = read_stored (toy_terms_get_type (), "{\"is-open\":false,\"fee\":1,\"limit\":0}");
  g_autoptr (DocketRecord) fresh = g_object_new (toy_terms_get_type (), NULL);
  g_autoptr (DocketRecord) read_again = read_stored (toy_terms_get_type (), "{\"is-open\":false,\"limit\":0}");

  g_assert_true (((ToyTerms *) usual)->is_open);
  g_assert_cmpint (((ToyTerms *) usual)->limit, ==, 10);
  check_written (usual, DOCKET_PART_PUBLIC, "{}");
  check_written (usual, DOCKET_PART_ALL, "{\"is-open\":true,\"fee\":0,\"limit\":10}");
  check_written (said, DOCKET_PART_PUBLIC, "{}");
  g_assert_true (docket_record_equal (usual, said));
  check_written (other, DOCKET_PART_PUBLIC, "{\"is-open\":false,\"fee\":1,\"limit\":0}");
  g_assert_false (docket_record_equal (usual, other));

  /* Nothing is another value than the usual one, unless that is 0. */
  check_written (fresh, DOCKET_PART_PUBLIC, "{\"is-open\":false,\"limit\":0}");
  g_assert_true (docket_record_equal (fresh, read_again));
}

static void
test_no_personal_part (void)
{
  g_autoptr (DocketRecord) record = read_stored (TOY_TYPE_ACCOUNT_OPENED, "{\"number\":\"A-1\",\"owner\":{\"country\":\"NL\"}}");

  g_assert_false (docket_record_has_personal (record));
  check_written (record, DOCKET_PART_PERSONAL, "{}");
}

static void
test_envelope (void)
{
  static const char json[] = "{\"id\":\"" ID "\",\"time\":\"2026-11-22T21:00:00Z\",\"actor\":\"grace\",\"station\":\"front\","
                             "\"owner\":{\"name\":\"Grace\"},\"first-deposit\":5}";
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketRecord) record = docket_record_from_json (TOY_TYPE_OPEN_ACCOUNT, DOCKET_READ_EXTERNAL, json, -1, &error);
  DocketCommand *command;

  g_assert_no_error (error);
  command = DOCKET_COMMAND (record);
  g_assert_cmpint (docket_command_get_time (command), ==, G_GINT64_CONSTANT (1795381200000000));
  g_assert_cmpstr (docket_command_get_actor (command), ==, "grace");
  docket_command_set_day (command, 20261122);
  check_written (record, DOCKET_PART_PUBLIC, "{\"owner\":{},\"first-deposit\":5,\"number\":null}");
  check_written (record, DOCKET_PART_PERSONAL, "{\"owner\":{\"name\":\"Grace\"}}");
  check_written (record, DOCKET_PART_ENVELOPE,
                 "{\"id\":\"" ID "\",\"time\":\"2026-11-22T21:00:00Z\",\"day\":\"2026-11-22\",\"actor\":\"grace\",\"station\":\"front\"}");
}

static void
test_accepted (void)
{
  static const char *const texts[] = {
    "{\"owner\":{\"name\":\"Grace\"},\"first-deposit\":5}",
    " {\"first_deposit\" : 1 , \"owner\" : { \"name\" : \"Grace\", \"country\": null } , \"tags\" : [ ] , \"fees\" : null } ",
    ("{\"owner\":{\"name\":\"Grace\"},\"first-deposit\":1000000,\"kind\":\"loan\",\"is-joint\":false,\"tags\":[\"a\",\"b\"],"
     "\"fees\":[{\"label\":\"x\",\"amount\":0}]}"),
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DocketRecord) record = docket_record_from_json (TOY_TYPE_OPEN_ACCOUNT, DOCKET_READ_EXTERNAL, texts[i], -1, &error);

      g_assert_no_error (error);
      g_assert_nonnull (record);
    }
}

#define OWNER "\"owner\":{\"name\":\"Grace\"}"
#define GOOD OWNER ",\"first-deposit\":5"

static void
test_refused (void)
{
  static const struct
  {
    const char *json;
    int code;
    const char *field;
    const char *words;
  } refusals[] = {
    { "{" GOOD ",\"colour\":1}", DOCKET_ERROR_INVALID, "colour", "“colour” is not a property; there are: owner, kind, first-deposit" },
    { "{" GOOD ",\"number\":\"A-1\"}", DOCKET_ERROR_INVALID, "number", "not a property" },
    { "{" GOOD ",\"fees\":[{\"labl\":\"\"}]}", DOCKET_ERROR_INVALID, "fees[0].labl", "“labl” is not a property; there are: label, amount" },
    { "{" GOOD ",\"day\":\"2026-11-22\"}", DOCKET_ERROR_INVALID, "day", "not a property" },
    { "{" GOOD ",\"undoes\":\"" ID "\"}", DOCKET_ERROR_INVALID, "undoes", "not a property" },
    { "{" GOOD ",\"first_deposit\":6}", DOCKET_ERROR_INVALID, "first-deposit", "given twice" },
    { "{" GOOD ",\"kind\":null,\"kind\":null}", DOCKET_ERROR_INVALID, "kind", "given twice" },
    { "{" GOOD ",\"kind\":1}", DOCKET_ERROR_INVALID, "kind", "“kind” must be a string, not a number" },
    { "{" GOOD ",\"kind\":\"gold\"}", DOCKET_ERROR_INVALID, "kind", "must be one of “current”, “savings”, “loan”, not “gold”" },
    { "{" GOOD ",\"is-joint\":\"true\"}", DOCKET_ERROR_INVALID, "is-joint", "must be true or false, not a string" },
    { "{" GOOD ",\"id\":\"7\"}", DOCKET_ERROR_INVALID, "id", "must be a UUID, not “7”" },
    { "{" GOOD ",\"time\":1}", DOCKET_ERROR_INVALID, "time", "must be a string, not a number" },
    { "{" GOOD ",\"time\":\"today\"}", DOCKET_ERROR_INVALID, "time", "must be a time like" },
    { "{" GOOD ",\"tags\":\"a\"}", DOCKET_ERROR_INVALID, "tags", "must be a list, not a string" },
    { "{" GOOD ",\"tags\":[\"a\",1]}", DOCKET_ERROR_INVALID, "tags[1]", "must be a string, not a number" },
    { "{" GOOD ",\"tags\":[null]}", DOCKET_ERROR_INVALID, "tags[0]", "must be a string, not null" },
    { "{" GOOD ",\"tags\":[\"\",\"\",\"\",\"\",\"\"]}", DOCKET_ERROR_INVALID, "tags", "at most 4 items" },
    { "{" GOOD ",\"fees\":{}}", DOCKET_ERROR_INVALID, "fees", "must be a list, not an object" },
    { "{" GOOD ",\"fees\":[3]}", DOCKET_ERROR_INVALID, "fees[0]", "must be an object, not a number" },
    { "{" GOOD ",\"fees\":[{\"label\":\"\",\"amount\":0},{\"label\":\"\"}]}", DOCKET_ERROR_INVALID, "fees[1].amount", "“amount” is missing" },
    { "{" GOOD ",\"fees\":[{\"label\":\"\",\"amount\":501}]}", DOCKET_ERROR_INVALID, "fees[0].amount", "at most 500, not 501" },
    { "{" GOOD ",\"fees\":[{\"label\":\"\",\"amount\":-1}]}", DOCKET_ERROR_INVALID, "fees[0].amount", "at least 0, not -1" },
    { "{" GOOD ",\"fees\":[{\"label\":7}]}", DOCKET_ERROR_INVALID, "fees[0].label", "must be a string, not a number" },
    { "{" GOOD ",\"fees\":[{\"x\":7}]}", DOCKET_ERROR_INVALID, "fees[0].x", "not a property" },
    { "{" GOOD ",\"fees\":[{\"label\":\"\",\"amount\":1},{\"label\":\"\",\"amount\":1},{\"label\":\"\",\"amount\":1},7]}",
      DOCKET_ERROR_INVALID, "fees", "at most 3 items" },
    { "{" GOOD ",\"is-joint\":true,\"kind\":\"loan\"}", DOCKET_ERROR_INVALID, "is-joint", "A loan has one owner" },
    { "{" OWNER ",\"first-deposit\":0}", DOCKET_ERROR_INVALID, "first-deposit", "at least 1" },
    { "{" OWNER ",\"first-deposit\":1000001}", DOCKET_ERROR_INVALID, "first-deposit", "at most 1000000" },
    { "{" OWNER ",\"first-deposit\":1.5}", DOCKET_ERROR_INVALID, "first-deposit", "“first-deposit”: 1.5 is not a whole number" },
    { "{" OWNER ",\"first-deposit\":1e3}", DOCKET_ERROR_INVALID, "first-deposit", "1e3 is not a whole number" },
    { "{" OWNER ",\"first-deposit\":\"5\"}", DOCKET_ERROR_INVALID, "first-deposit", "must be a number, not a string" },
    { "{" OWNER ",\"first-deposit\":null}", DOCKET_ERROR_INVALID, "first-deposit", "is missing" },
    { "{" OWNER "}", DOCKET_ERROR_INVALID, "first-deposit", "“first-deposit” is missing" },
    { "{\"first-deposit\":5}", DOCKET_ERROR_INVALID, "owner", "“owner” is missing" },
    { "{\"first-deposit\":5,\"owner\":{}}", DOCKET_ERROR_INVALID, "owner.name", "“name” is missing" },
    { "{\"first-deposit\":5,\"owner\":{\"name\":\"\"}}", DOCKET_ERROR_INVALID, "owner.name", "cannot be empty" },
    { "{\"first-deposit\":5,\"owner\":{\"name\":\"123456789012345678901\"}}", DOCKET_ERROR_INVALID, "owner.name", "at most 20 characters, not 21" },
    { "{\"first-deposit\":5,\"owner\":\"Grace\"}", DOCKET_ERROR_INVALID, "owner", "must be an object, not a string" },
    { "[]", DOCKET_ERROR_INVALID, NULL, "JSON object" },
    { "7", DOCKET_ERROR_INVALID, NULL, "JSON object" },
    { "", DOCKET_ERROR_SYNTAX, NULL, "Line 1, column 1" },
    { "{" GOOD "}}", DOCKET_ERROR_SYNTAX, NULL, "Line 1, column 45" },
    { "{" GOOD ",}", DOCKET_ERROR_SYNTAX, NULL, NULL },
    { "{" GOOD ",\"fees\":[{]}", DOCKET_ERROR_SYNTAX, NULL, NULL },
    { "{" GOOD ",\"first-deposit\":01}", DOCKET_ERROR_SYNTAX, NULL, NULL },
    { "{" OWNER ",\"first-deposit\":01}", DOCKET_ERROR_SYNTAX, NULL, NULL },
    { "{" OWNER ",\"first-deposit\":x}", DOCKET_ERROR_SYNTAX, NULL, NULL },
    { "{\"first-deposit\":5,\"owner\":{\"name\":\"\\u0000\"}}", DOCKET_ERROR_SYNTAX, NULL, "U+0000" },
    /* What is both malformed and unknown is malformed. */
    { "{\"colour\":1,", DOCKET_ERROR_SYNTAX, NULL, NULL },
    { "[1", DOCKET_ERROR_SYNTAX, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DocketRecord) record = NULL;

      record = docket_record_from_json (TOY_TYPE_OPEN_ACCOUNT, DOCKET_READ_EXTERNAL, refusals[i].json, -1, &error);
      g_test_message ("%s: %s", refusals[i].json, error != NULL ? error->message : "taken");
      g_assert_null (record);
      g_assert_error (error, DOCKET_ERROR, refusals[i].code);
      g_assert_cmpstr (docket_error_get_field (error), ==, refusals[i].field);
      if (refusals[i].words != NULL)
        g_assert_nonnull (strstr (error->message, refusals[i].words));
    }
}

static void
test_long_text (void)
{
  g_autofree char *email = g_strnfill (2001, 'x');
  g_autofree char *json = g_strdup_printf ("{\"first-deposit\":5,\"owner\":{\"name\":\"G\",\"email\":\"%s\"}}", email);
  g_autofree char *unknown = g_strdup_printf ("{\"%s\":5}", email);
  g_autoptr (GError) error = NULL;

  g_assert_null (docket_record_from_json (TOY_TYPE_OPEN_ACCOUNT, DOCKET_READ_EXTERNAL, json, -1, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_INVALID);
  g_assert_cmpstr (docket_error_get_field (error), ==, "owner.email");
  g_clear_error (&error);
  g_assert_null (docket_record_from_json (TOY_TYPE_OPEN_ACCOUNT, DOCKET_READ_EXTERNAL, unknown, -1, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_INVALID);
  g_assert_cmpuint (strlen (error->message), <, 200);
}

/* Whatever the bytes, and whoever wrote them: an answer and no crash. */
static void
test_random_bytes (void)
{
  static const char alphabet[] = "{}[]\",:\\u0d8eE+-.1tfn \x80\xff\xe2";
  char buffer[sizeof whole_event];

  for (int i = 0; i < 5000; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DocketRecord) record = NULL;

      memcpy (buffer, whole_event, sizeof buffer);
      for (int n = g_test_rand_int_range (0, 4); n > 0; n--)
        buffer[g_test_rand_int_range (0, sizeof buffer - 1)] = alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)];
      record = docket_record_from_json (TOY_TYPE_ACCOUNT_OPENED, i % 2 == 0 ? DOCKET_READ_STORED : DOCKET_READ_EXTERNAL, buffer,
                                        sizeof buffer - 1, &error);
      g_assert_true ((record == NULL) == (error != NULL));
    }
}

static void
check_property (JsonObject *properties, const char *name, const char *member, const char *expected)
{
  JsonObject *property = json_object_get_object_member (properties, name);
  g_autofree char *json = json_to_string (json_object_get_member (property, member), FALSE);

  g_assert_cmpstr (json, ==, expected);
}

static void
test_schema (void)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (TOY_TYPE_OPEN_ACCOUNT);
  g_autoptr (JsonNode) schema = docket_record_class_schema (DOCKET_RECORD_CLASS (klass));
  JsonObject *object = json_node_get_object (schema);
  JsonObject *properties = json_object_get_object_member (object, "properties");
  g_autofree char *required = json_to_string (json_object_get_member (object, "required"), FALSE);

  g_assert_cmpstr (json_object_get_string_member (object, "$schema"), ==, "https://json-schema.org/draft/2020-12/schema");
  g_assert_cmpstr (json_object_get_string_member (object, "title"), ==, "ToyOpenAccount");
  g_assert_cmpstr (json_object_get_string_member (object, "type"), ==, "object");
  g_assert_false (json_object_get_boolean_member (object, "additionalProperties"));
  g_assert_cmpstr (required, ==, "[\"owner\",\"first-deposit\"]");
  g_assert_false (json_object_has_member (properties, "number"));
  g_assert_false (json_object_has_member (properties, "day"));
  g_assert_false (json_object_has_member (properties, "undoes"));
  check_property (properties, "id", "format", "\"uuid\"");
  check_property (properties, "time", "format", "\"date-time\"");
  check_property (properties, "kind", "enum", "[\"current\",\"savings\",\"loan\"]");
  check_property (properties, "first-deposit", "minimum", "1");
  check_property (properties, "first-deposit", "maximum", "1000000");
  check_property (properties, "first-deposit", "description", "\"In cents.\"");
  check_property (properties, "is-joint", "type", "\"boolean\"");
  check_property (properties, "tags", "items", "{\"type\":\"string\"}");
  check_property (properties, "fees", "maxItems", "3");
  check_property (properties, "fees", "items",
                  "{\"type\":\"object\",\"properties\":{\"label\":{\"type\":\"string\",\"maxLength\":2000},"
                  "\"amount\":{\"type\":\"integer\",\"minimum\":0,\"maximum\":500}},\"required\":[\"label\",\"amount\"],"
                  "\"additionalProperties\":false}");
  check_property (properties, "owner", "required", "[\"name\"]");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record-json/round-trip", test_round_trip);
  g_test_add_func ("/record-json/what-is-written", test_what_is_written);
  g_test_add_func ("/record-json/other-order", test_other_order);
  g_test_add_func ("/record-json/parts", test_parts);
  g_test_add_func ("/record-json/no-personal-part", test_no_personal_part);
  g_test_add_func ("/record-json/usual", test_usual);
  g_test_add_func ("/record-json/envelope", test_envelope);
  g_test_add_func ("/record-json/accepted", test_accepted);
  g_test_add_func ("/record-json/refused", test_refused);
  g_test_add_func ("/record-json/long-text", test_long_text);
  g_test_add_func ("/record-json/random-bytes", test_random_bytes);
  g_test_add_func ("/record-json/schema", test_schema);
  return g_test_run ();
}
