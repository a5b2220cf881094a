/* test-cli.c: what docket-cli promises to scripts
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-cli-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define UUID "01900000-0000-7000-8000-00000000000"

static void
assert_member (const char *line, const char *path, const char *expected)
{
  g_autofree char *value = fixture_get (line, path);

  g_assert_cmpstr (value, ==, expected);
}

static void
test_usage (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_cmpint (fixture_run (fixture, NULL, NULL), ==, 2);
  g_assert_cmpint (fixture_run (fixture, NULL, "dispach", NULL), ==, 2);
  assert_contains (fixture->words, "dispatch");
  g_assert_cmpint (fixture_run (fixture, NULL, "dispatch", "PlacOrder", "{}", NULL), ==, 2);
  assert_contains (fixture->words, "PlaceOrder");
  g_assert_cmpint (fixture_run (fixture, NULL, "query", "ordes", NULL), ==, 2);
  assert_contains (fixture->words, "orders");
  g_assert_cmpint (fixture_run (fixture, NULL, "dispatch", "PlaceOrder", NULL), ==, 2);
  g_assert_cmpint (fixture_run (fixture, NULL, "dispatch", "--wrong", "PlaceOrder", "{}", NULL), ==, 2);
  g_assert_cmpint (fixture_run (fixture, NULL, "query", "orders", "--format", "xml", NULL), ==, 2);
  g_assert_cmpint (fixture_run (fixture, NULL, "print", "invoice", "1001", NULL), ==, 2);
  assert_contains (fixture->words, "not there yet");
  g_assert_cmpint (fixture_run (fixture, NULL, "import", "etsy-items", "x", NULL), ==, 2);
  g_assert_cmpint (fixture_run (fixture, NULL, "import", "nothing", "x", NULL), ==, 2);
  g_assert_cmpstr (fixture->output, ==, "");
  /* None of that touched anything. */
  g_assert_false (g_file_test (fixture->directory, G_FILE_TEST_EXISTS));

  g_assert_cmpint (fixture_run (fixture, NULL, "--help", NULL), ==, 0);
  g_assert_cmpint (fixture_run (fixture, NULL, "commands", NULL), ==, 0);
  assert_contains (fixture->output, "PlaceOrder\n");
  g_assert_cmpint (fixture_run (fixture, NULL, "commands", "PlaceOrder", NULL), ==, 0);
  assert_member (fixture->output, "$.properties.lines.type", "array");
  g_assert_cmpint (fixture_run (fixture, NULL, "queries", NULL), ==, 0);
  assert_contains (fixture->output, "orders\n");
}

static void
test_place_order (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char order[] =
    "{\"customer\":{\"name\":\"Ada Byron\",\"email\":\"ada@example.org\"},"
    "\"currency\":\"EUR\",\"prices-include-tax\":false,\"tax-rounding\":\"line\","
    "\"lines\":[{\"sku\":\"TEA-1\",\"title\":\"Green tea\",\"quantity\":\"2\",\"unit-price\":\"4.50\",\"discount\":\"0.50\","
    "\"taxes\":[{\"name\":\"VAT\",\"rate\":\"20\"}]}],\"discount\":\"1.00\","
    "\"shipping\":{\"title\":\"Post\",\"price\":\"3.90\",\"taxes\":[{\"name\":\"VAT\",\"rate\":\"20\"}]}}";

  fixture_make_shop (fixture);
  g_assert_cmpint (fixture_run (fixture, order, "--actor", "Mila", "dispatch", "PlaceOrder", "-", "--station", "Counter", NULL),
                   ==, 0);
  assert_member (fixture->output, "$.outcome", "accepted");
  assert_contains (fixture->output, "\"actor\":\"Mila\"");
  assert_contains (fixture->output, "\"station\":\"Counter\"");
  g_assert_cmpint (fixture_run (fixture, NULL, "query", "order", "number=1001", "--format", "json", NULL), ==, 0);
  assert_member (fixture->output, "$.total", "13.68");
  assert_member (fixture->output, "$.balance", "13.68");
  assert_member (fixture->output, "$['payment-status']", "unpaid");
  g_assert_cmpint (
    fixture_run (fixture, NULL, "dispatch", "RecordPayment", "{\"order\":\"1001\",\"amount\":\"13.68\",\"method\":\"cash\"}", NULL), ==, 0);
  g_assert_cmpint (fixture_run (fixture, NULL, "dispatch", "CreateFulfilment", "{\"order\":\"1001\"}", NULL), ==, 0);
  g_assert_cmpint (fixture_run (fixture, NULL, "query", "order", "number=1001", "--format=json", NULL), ==, 0);
  assert_member (fixture->output, "$['payment-status']", "paid");
  {
    g_autofree char *fulfilment = fixture_get (fixture->output, "$.fulfilments[0].id");
    g_autofree char *json = g_strdup_printf ("{\"fulfilment\":\"%s\"}", fulfilment);

    g_assert_cmpint (fixture_run (fixture, NULL, "dispatch", "ShipFulfilment", json, NULL), ==, 0);
  }
  g_assert_cmpint (fixture_run (fixture, NULL, "query", "orders", "--format", "json", NULL), ==, 0);
  assert_member (fixture->output, "$['fulfilment-status']", "shipped");
  g_assert_cmpint (fixture_run (fixture, NULL, "query", "inventory", "--format", "json", NULL), ==, 0);
  assert_member (fixture->output, "$['on-hand']", "8");
  g_assert_cmpint (fixture_run (fixture, NULL, "query", "order", "number=9999", NULL), ==, 1);
  g_assert_cmpint (fixture_run (fixture, NULL, "verify", NULL), ==, 0);
}

static void
assert_refused (Fixture *fixture, const char *name, const char *json, int status, const char *code)
{
  g_assert_cmpint (fixture_run (fixture, NULL, "dispatch", name, json, NULL), ==, status);
  assert_member (fixture->output, "$.outcome", "rejected");
  assert_member (fixture->output, "$.error.code", code);
  g_assert_cmpstr (fixture->words, !=, "");
}

static void
test_refusals (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  guint before;

  fixture_make_shop (fixture);
  g_assert_cmpint (fixture_run (fixture, NULL, "dispatch", "PlaceOrder", ORDER_OF ("1"), NULL), ==, 0);
  before = fixture_count_events (fixture);

  assert_refused (fixture, "PlaceOrder", ORDER_OF ("50"), 1, "rejected");
  assert_refused (fixture, "PlaceOrder", "{\"lines\":[{\"sku\":\"TEA-9\",\"quantity\":\"1\"}]}", 1, "not-found");
  assert_refused (fixture, "RecordPayment", "{\"order\":\"1001\",\"amount\":\"-1\",\"method\":\"cash\"}", 1, "rejected");
  assert_refused (fixture, "RecordPayment", "{\"order\":\"1001\",\"amount\":\"1.005\",\"method\":\"cash\"}", 1, "invalid");
  assert_refused (fixture, "RecordPayment", "{\"order\":\"1001\",\"amount\":1}", 1, "invalid");
  assert_refused (fixture, "RecordPayment", "{\"order\":\"1001\",\"amount\":\"1.00\",\"colour\":\"red\"}", 1, "invalid");
  assert_member (fixture->output, "$.error.field", "colour");
  assert_contains (fixture->words, "amount");
  assert_refused (fixture, "PlaceOrder", "{\"lines\":[{\"title\":\"A\",\"quantity\":\"1\",\"prize\":\"1.00\"}]}", 1, "invalid");
  assert_contains (fixture->words, "unit-price");
  assert_refused (fixture, "PlaceOrder", "{\"currency\":\"JPY\",\"lines\":[{\"title\":\"A\",\"quantity\":\"1\",\"unit-price\":\"1.0\"}]}", 1,
                  "invalid");
  assert_contains (fixture->words, "have none");
  assert_refused (fixture, "AddNote", "{\"order\":\"1001\",\"text\":\"x\",\"time\":\"2999-01-01T00:00:00Z\"}", 1, "invalid");
  assert_contains (fixture->words, "2999-01-01T00:00:00Z");
  assert_refused (fixture, "AddNote", "{\"order\":\"1001\",", 2, "syntax");
  g_assert_cmpuint (fixture_count_events (fixture), ==, before);
}

static void
test_repeated (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  guint before;

  fixture_make_shop (fixture);
  g_assert_cmpint (fixture_run (fixture, NULL, "dispatch", "PlaceOrder", ORDER_OF ("2"), "--id", UUID "1", NULL), ==, 0);
  assert_member (fixture->output, "$.id", UUID "1");
  before = fixture_count_events (fixture);
  g_assert_cmpint (fixture_run (fixture, NULL, "dispatch", "PlaceOrder", ORDER_OF ("2"), "--id", UUID "1", NULL), ==, 0);
  assert_member (fixture->output, "$.outcome", "repeated");
  g_assert_cmpint (fixture_run (fixture, NULL, "dispatch", "PlaceOrder", ORDER_OF ("3"), "--id", UUID "1", NULL), ==, 1);
  assert_member (fixture->output, "$.error.code", "conflict");
  assert_contains (fixture->words, "a PlaceOrder with other properties");
  g_assert_cmpint (fixture_run (fixture, NULL, "dispatch", "PlaceOrder", ORDER_OF ("60"), "--id", UUID "2", NULL), ==, 1);
  g_assert_cmpint (fixture_run (fixture, NULL, "dispatch", "PlaceOrder", ORDER_OF ("60"), "--id", UUID "2", NULL), ==, 1);
  assert_member (fixture->output, "$.outcome", "repeated");
  g_assert_cmpint (fixture_run (fixture, NULL, "dispatch", "PlaceOrder", "{\"id\":\"" UUID "3\"}", "--id", UUID "2", NULL), ==, 2);
  g_assert_cmpuint (fixture_count_events (fixture), ==, before);
}

static void
test_dry_run (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  guint before;

  fixture_make_shop (fixture);
  before = fixture_count_events (fixture);
  g_assert_cmpint (fixture_run (fixture, NULL, "dispatch", "PlaceOrder", ORDER_OF ("2"), "--dry-run", "--id", UUID "1", NULL), ==,
                   0);
  assert_member (fixture->output, "$.outcome", "accepted");
  assert_contains (fixture->output, "OrderPlaced");
  g_assert_cmpint (fixture_run (fixture, NULL, "dispatch", "--dry-run", "PlaceOrder", ORDER_OF ("60"), NULL), ==, 1);
  g_assert_cmpuint (fixture_count_events (fixture), ==, before);
  /* The lines of one see each other. */
  g_assert_cmpint (fixture_run (fixture,
                                "{\"command\":\"ReceiveStock\",\"sku\":\"TEA-1\",\"quantity\":\"90\"}\n"
                                "{\"command\":\"PlaceOrder\",\"lines\":[{\"sku\":\"TEA-1\",\"quantity\":\"60\"}]}\n",
                                "dispatch", "--dry-run", "--batch", "-", NULL),
                   ==, 0);
  g_assert_cmpuint (fixture_count_events (fixture), ==, before);
  /* Its id is as new as it was. */
  g_assert_cmpint (fixture_run (fixture, NULL, "dispatch", "PlaceOrder", ORDER_OF ("2"), "--id", UUID "1", NULL), ==, 0);
  assert_member (fixture->output, "$.outcome", "accepted");
}

static void
test_batch (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char lines[] =
    "{\"command\":\"PlaceOrder\",\"lines\":[{\"sku\":\"TEA-1\",\"quantity\":\"1\"}],\"id\":\"" UUID "1\"}\n"
    "\n"
    "{\"command\":\"PlaceOrder\",\"lines\":[{\"sku\":\"TEA-1\",\"quantity\":\"60\"}]}\r\n"
    "{\"command\":\"PlaceOrder\",\n"
    "{\"lines\":[]}\n"
    "{\"command\":\"PlaceOrders\"}\n"
    "{ \"id\" : \"" UUID "2\" , \"command\" : \"PlaceOrder\" , \"lines\":[{\"sku\":\"TEA-1\",\"quantity\":\"2\"}]}";
  g_autofree char *file = fixture_path (fixture, "lines.jsonl");
  g_auto (GStrv) results = NULL;

  fixture_make_shop (fixture);
  g_assert_true (g_file_set_contents (file, lines, -1, NULL));
  g_assert_cmpint (fixture_run (fixture, NULL, "dispatch", "--batch", file, NULL), ==, 2);
  assert_contains (fixture->words, "line 4");
  results = g_strsplit (fixture->output, "\n", -1);
  g_assert_cmpuint (g_strv_length (results), ==, 7);
  assert_member (results[0], "$.outcome", "accepted");
  assert_member (results[0], "$.id", UUID "1");
  assert_member (results[1], "$.error.code", "rejected");
  assert_member (results[2], "$.error.code", "syntax");
  assert_member (results[3], "$.error.code", "syntax");
  assert_member (results[4], "$.error.code", "unknown-type");
  assert_member (results[5], "$.outcome", "accepted");
  assert_member (results[5], "$.id", UUID "2");

  g_assert_cmpint (fixture_run (fixture, "{\"command\":\"PlaceOrder\",\"lines\":[{\"sku\":\"TEA-1\",\"quantity\":\"60\"}]}\n", "dispatch",
                                "--batch", "-", NULL),
                   ==, 1);
  g_assert_cmpint (fixture_run (fixture, NULL, "dispatch", "--batch", "/nonexistent/file", NULL), ==, 1);
}

static void
test_undo (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture_make_shop (fixture);
  g_assert_cmpint (fixture_run (fixture, NULL, "dispatch", "PlaceOrder", ORDER_OF ("1"), NULL), ==, 0);
  g_assert_cmpint (fixture_run (fixture, NULL, "dispatch", "HoldOrder", "{\"order\":\"1001\",\"reason\":\"Wait\"}", NULL), ==, 0);
  g_assert_cmpint (fixture_run (fixture, NULL, "undo", NULL), ==, 0);
  assert_contains (fixture->output, "OrderReleased");
  g_assert_cmpint (fixture_run (fixture, NULL, "undo", "no-uuid", NULL), ==, 2);
  g_assert_cmpint (fixture_run (fixture, NULL, "undo", UUID "9", NULL), ==, 1);
}

static void
test_export (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const kinds[] = { "orders", "order-lines", "customers", "products", "events" };
  g_autofree char *csv = fixture_path (fixture, "out.csv");
  g_autofree char *jsonl = fixture_path (fixture, "out.jsonl");

  fixture_make_shop (fixture);
  g_assert_cmpint (fixture_run (fixture, NULL, "dispatch", "PlaceOrder", ORDER_OF ("1"), NULL), ==, 0);
  g_assert_cmpint (
    fixture_run (fixture, NULL, "dispatch", "RegisterCustomer", "{\"name\":\"=1+1, really\",\"phone\":\"-1\"}", NULL), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *text = NULL;
      g_autofree char *lines = NULL;
      g_autofree char *first = NULL;

      g_assert_cmpint (fixture_run (fixture, NULL, "export", kinds[i], csv, NULL), ==, 0);
      g_assert_cmpint (fixture_run (fixture, NULL, "export", kinds[i], jsonl, NULL), ==, 0);
      g_assert_true (g_file_get_contents (csv, &text, NULL, NULL));
      g_assert_true (g_file_get_contents (jsonl, &lines, NULL, NULL));
      assert_contains (text, "\r\n");
      first = g_strndup (lines, strcspn (lines, "\n"));
      assert_contains (first, "{\"");
      if (g_str_equal (kinds[i], "customers"))
        assert_contains (text, "\"'=1+1, really\"");
      if (g_str_equal (kinds[i], "order-lines"))
        assert_member (first, "$.sku", "TEA-1");
    }
  g_assert_cmpint (fixture_run (fixture, NULL, "export", "nothing", csv, NULL), ==, 2);
  g_assert_cmpint (fixture_run (fixture, NULL, "export", "orders", "/nonexistent/out.csv", NULL), ==, 1);
}

/* A slip of the hand costs no shop. */
static void
test_own_files (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const names[] = { "write.db", "write.db-wal", "read.db", "lock" };
  g_autofree char *path = g_build_filename (fixture->directory, "write.db", NULL);
  g_autofree char *moved = fixture_path (fixture, "moved");

  fixture_make_shop (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *own = g_build_filename (fixture->directory, "..", g_strrstr (fixture->directory, "/") + 1, names[i], NULL);

      g_assert_cmpint (fixture_run (fixture, NULL, "export", "orders", own, NULL), ==, 2);
      assert_contains (fixture->words, "own files");
    }
  g_assert_cmpint (fixture_run (fixture, NULL, "verify", NULL), ==, 0);

  /* Nor is a shop whose log went astray taken for a new one. */
  g_assert_no_errno (g_rename (path, moved));
  g_assert_cmpint (fixture_run (fixture, NULL, "query", "orders", NULL), ==, 3);
  assert_contains (fixture->words, "is missing");
  g_assert_cmpint (fixture_run (fixture, NULL, "dispatch", "PlaceOrder", ORDER_OF ("1"), NULL), ==, 3);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_no_errno (g_rename (moved, path));
  g_assert_cmpint (fixture_run (fixture, NULL, "dispatch", "PlaceOrder", ORDER_OF ("1"), NULL), ==, 0);
}

static void
test_not_a_database (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char picture[] = "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01 and so on, for more bytes than the head of a database has: "
                                "0123456789012345678901234567890123456789012345678901234567890123456789";
  g_autofree char *path = g_build_filename (fixture->directory, "write.db", NULL);
  g_autofree char *after = NULL;
  gsize length;

  g_assert_no_errno (g_mkdir (fixture->directory, 0700));
  g_assert_true (g_file_set_contents (path, picture, sizeof picture, NULL));
  g_assert_cmpint (fixture_run (fixture, NULL, "query", "orders", NULL), ==, 3);
  g_assert_cmpstr (fixture->output, ==, "");
  assert_contains (fixture->words, "write.db");
  g_assert_cmpint (fixture_run (fixture, NULL, "dispatch", "PlaceOrder", ORDER_OF ("1"), NULL), ==, 3);
  g_assert_cmpint (fixture_run (fixture, NULL, "verify", NULL), ==, 3);
  g_assert_true (g_file_get_contents (path, &after, &length, NULL));
  g_assert_cmpmem (after, length, picture, sizeof picture);
}

static void
test_sample (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  struct stat status;

  g_assert_cmpint (fixture_run (fixture, NULL, "sample", "--orders", "60", "--seed", "7", NULL), ==, 0);
  g_assert_no_errno (stat (fixture->directory, &status));
  g_assert_cmpuint (status.st_mode & 0777, ==, 0700);
  g_assert_cmpint (fixture_run (fixture, NULL, "query", "orders", "--format", "csv", NULL), ==, 0);
  g_assert_cmpint (fixture_run (fixture, NULL, "verify", NULL), ==, 0);
  g_assert_cmpint (fixture_run (fixture, NULL, "rebuild", NULL), ==, 0);
  g_assert_cmpint (fixture_run (fixture, NULL, "rebuild", "no_view", NULL), ==, 2);
  g_assert_cmpint (fixture_run (fixture, NULL, "verify", "--quick", NULL), ==, 0);
  g_assert_cmpint (fixture_run (fixture, NULL, "sample", NULL), ==, 1);
}

static void
test_damage (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = g_build_filename (fixture->directory, "read.db", NULL);

  fixture_make_shop (fixture);
  g_assert_cmpint (fixture_run (fixture, NULL, "dispatch", "PlaceOrder", ORDER_OF ("1"), NULL), ==, 0);
  /* What can be rebuilt is. */
  g_assert_no_errno (g_unlink (path));
  g_assert_cmpint (fixture_run (fixture, NULL, "query", "orders", "--format", "json", NULL), ==, 0);
  assert_member (fixture->output, "$.number", "1001");
  g_assert_cmpint (fixture_run (fixture, NULL, "verify", NULL), ==, 0);
}

/* What it measures is nothing for a test, but that the recorded SQL runs again is. */
static void
test_bench (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const figures[] = { "disk-log", "disk-views", "disk", "rebuild", "bulk", "bulk-followed" };
  g_autoptr (GDir) dir = NULL;

  g_assert_cmpint (fixture_run (fixture, NULL, "bench", "--orders", "10", "--figure", "rebuild", "--figure", "disk",
                                "--figure", "bulk", NULL), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      g_autofree char *path = g_strdup_printf ("$[%u].figure", i);

      assert_member (fixture->output, path, figures[i]);
    }
  g_assert_cmpint (fixture_run (fixture, NULL, "bench", "--figure", "beauty", NULL), ==, 2);
  /* Beside the shop, and gone again. */
  dir = g_dir_open (fixture->root, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
}

/* What is asked of lists is asked in the main thread, as in a window. */
static void
test_bench_lists (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const figures[] = { "open", "open-complete", "sort", "sort-complete", "filter", "filter-complete",
                                         "search-typical", "search" };
  g_autofree char *shop = g_build_filename (fixture->root, "made", NULL);

  g_assert_cmpint (fixture_run (fixture, NULL, "bench", "--make", shop, "--orders", "10", NULL), ==, 0);
  g_assert_cmpint (fixture_run (fixture, NULL, "bench", "--make", shop, "--orders", "11", NULL), ==, 1);
  g_assert_cmpint (fixture_run (fixture, NULL, "bench", "--shop", shop, "--figure", "open", "--figure", "sort", "--figure", "filter",
                                "--figure", "search", NULL), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      g_autofree char *path = g_strdup_printf ("$[%u].figure", i);

      assert_member (fixture->output, path, figures[i]);
    }
  g_assert_cmpint (fixture_run (fixture, NULL, "bench", "--shop", fixture->root, NULL), ==, 1);
}

/* A shop of somebody is not measured, nor made larger; and no list of it is made. */
static void
test_bench_refuses (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *lists = g_build_filename (fixture->directory, "read.db", NULL);

  fixture_make_shop (fixture);
  g_assert_no_errno (g_unlink (lists));
  g_assert_cmpint (fixture_run (fixture, NULL, "bench", "--shop", fixture->directory, NULL), ==, 1);
  assert_contains (fixture->words, "not a bench shop");
  g_assert_cmpint (fixture_run (fixture, NULL, "bench", "--make", fixture->directory, NULL), ==, 1);
  assert_contains (fixture->words, "not a bench shop");
  g_assert_false (g_file_test (lists, G_FILE_TEST_EXISTS));
}

/* Orders are placed beside a list that somebody looks at, and with views that follow or wait. */
static void
test_bench_orders (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const figures[] = { "own-write-typical", "own-write", "durable", "durable-followed" };

  g_assert_cmpint (fixture_run (fixture, NULL, "bench", "--orders", "10", "--figure", "own-write", "--figure", "durable", NULL), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      g_autofree char *path = g_strdup_printf ("$[%u].figure", i);

      assert_member (fixture->output, path, figures[i]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("DOCKET_CLI") == NULL)
    g_error ("DOCKET_CLI does not say where the program is");

#define ADD(name, function) g_test_add ("/cli/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("usage", test_usage);
  ADD ("place-order", test_place_order);
  ADD ("refusals", test_refusals);
  ADD ("repeated", test_repeated);
  ADD ("dry-run", test_dry_run);
  ADD ("batch", test_batch);
  ADD ("undo", test_undo);
  ADD ("export", test_export);
  ADD ("own-files", test_own_files);
  ADD ("not-a-database", test_not_a_database);
  ADD ("sample", test_sample);
  ADD ("damage", test_damage);
  ADD ("bench", test_bench);
  ADD ("bench-lists", test_bench_lists);
  ADD ("bench-refuses", test_bench_refuses);
  ADD ("bench-orders", test_bench_orders);
  return g_test_run ();
}
