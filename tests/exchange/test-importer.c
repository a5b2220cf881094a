/* test-importer.c: files of other shop systems, into a shop
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-importer.h"

#include <glib/gstdio.h>
#include <string.h>

#include "docket-scenario.h"

/* What docket-cli does with a batch: the command's name, and the rest of the object is the command. */
static char **
dispatch_cb (const char *const *lines, gboolean is_dry_run, GCancellable *cancellable, gpointer data, GError **error)
{
  DocketCommandBus *bus = docket_scenario_get_bus (data);
  g_autoptr (GStrvBuilder) results = g_strv_builder_new ();

  for (; *lines != NULL; lines++)
    {
      g_autoptr (JsonNode) root = json_from_string (*lines, error);
      g_autofree char *name = NULL;
      g_autofree char *json = NULL;
      g_autofree char *result = NULL;
      g_autoptr (DocketCommand) command = NULL;
      g_autoptr (DocketOutcome) outcome = NULL;

      g_assert_nonnull (root);
      name = g_strdup (json_object_get_string_member (json_node_get_object (root), "command"));
      json_object_remove_member (json_node_get_object (root), "command");
      json = json_to_string (root, FALSE);
      command = docket_command_bus_parse (bus, name, json, -1, error);
      if (command == NULL)
        return NULL;
      outcome = docket_command_bus_dispatch (bus, command, is_dry_run ? DOCKET_DISPATCH_DRY_RUN : DOCKET_DISPATCH_BULK, error);
      if (outcome == NULL)
        return NULL;
      result = docket_outcome_to_json (outcome);
      g_strv_builder_add (results, result);
    }
  return g_strv_builder_end (results);
}

static DocketImportReport *
import_path (DocketScenario *shop, const char *path, gboolean is_dry_run)
{
  const char *files[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketImporter) importer = docket_importer_new ("auto", dispatch_cb, shop, &error);
  DocketImportReport *report;

  g_assert_no_error (error);
  docket_importer_set_dry_run (importer, is_dry_run);
  docket_importer_set_configures_shop (importer, docket_scenario_integer (shop, "SELECT count(*) FROM shop") == 0);
  report = docket_importer_run (importer, files, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (report->source, ==, "shopify-orders");
  return report;
}

static DocketImportReport *
import_fixture (DocketScenario *shop, const char *name, gboolean is_dry_run)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "exchange", "fixtures", name, NULL);

  return import_path (shop, path, is_dry_run);
}

static const DocketImportFinding *
find_finding (DocketImportReport *report, const char *subject, guint nth)
{
  for (guint i = 0; i < report->findings->len; i++)
    {
      const DocketImportFinding *finding = g_ptr_array_index (report->findings, i);

      if (g_strcmp0 (finding->subject, subject) == 0 && nth-- == 0)
        return finding;
    }
  return NULL;
}

static gint64
ask (DocketScenario *shop, const char *columns, const char *number)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM \"order\" o WHERE number = '%s'", columns, number);

  return docket_scenario_integer (shop, sql);
}

static void
test_twice (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();
  g_autoptr (DocketImportReport) dry = import_fixture (shop, "shopify-orders.csv", TRUE);
  g_autoptr (DocketImportReport) first = NULL;
  g_autoptr (DocketImportReport) second = NULL;
  gint64 n_events;

  g_assert_cmpint (dry->n_accepted, ==, 7);
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT count(*) FROM event"), ==, 0);
  first = import_fixture (shop, "shopify-orders.csv", FALSE);
  g_assert_cmpint (first->n_accepted, ==, 7);
  g_assert_cmpint (first->n_refused, ==, 0);
  n_events = docket_scenario_integer (shop, "SELECT count(*) FROM event");
  second = import_fixture (shop, "shopify-orders.csv", FALSE);
  g_assert_cmpint (second->n_accepted, ==, 0);
  g_assert_cmpint (second->n_repeated, ==, 7);
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT count(*) FROM event"), ==, n_events);
  docket_scenario_check_tables (shop);
}

static void
test_figures (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();
  g_autoptr (DocketImportReport) report = import_fixture (shop, "shopify-orders.csv", FALSE);
  g_autofree char *name = docket_scenario_text (shop, "SELECT currency || ' ' || prices_include_tax FROM shop");

  g_assert_cmpint (report->n_rows, ==, 9);
  g_assert_cmpstr (name, ==, "EUR 1");
  /* Tax inside the prices, shipping taxed too: 35.80 − 3.58 + 4.90 = 37.12, of which 6.19 is tax. */
  g_assert_cmpint (ask (shop, "total", "1001"), ==, 3712);
  g_assert_cmpint (ask (shop, "tax", "1001"), ==, 619);
  g_assert_cmpint (ask (shop, "net + tax - total", "1001"), ==, 0);
  g_assert_cmpint (ask (shop, "discount", "1001"), ==, 358);
  g_assert_cmpint (ask (shop, "captured", "1001"), ==, 3712);
  g_assert_cmpint (ask (shop, "status", "1001"), ==, 3);
  g_assert_cmpint (ask (shop, "(SELECT sum (total) FROM order_line WHERE order_id = o.id) + shipping_total - total", "1001"), ==, 0);
  /* Tax on top. */
  g_assert_cmpint (ask (shop, "prices_include_tax", "1002"), ==, 0);
  g_assert_cmpint (ask (shop, "net", "1002"), ==, 1000);
  g_assert_cmpint (ask (shop, "total", "1002"), ==, 1200);
  g_assert_cmpint (ask (shop, "captured", "1002"), ==, 0);
  /* Partly paid: Total − Outstanding Balance. One of two lines sent. */
  g_assert_cmpint (ask (shop, "captured", "1003"), ==, 400);
  g_assert_cmpint (ask (shop, "(SELECT sum (shipped) FROM order_line WHERE order_id = o.id)", "1003"), ==, 2000);
  /* Authorized, voided and cancelled, partly refunded. */
  g_assert_cmpint (ask (shop, "authorized", "1004"), ==, 500);
  g_assert_cmpint (ask (shop, "n_voided + 10 * status", "1005"), ==, 41);
  g_assert_cmpint (ask (shop, "captured - refunded", "1006"), ==, 300);
  /* Paid, whatever Outstanding Balance says, and it is told. */
  g_assert_cmpint (ask (shop, "captured", "1007"), ==, 999);
  g_assert_cmpint (report->n_differences, ==, 1);
  g_assert_nonnull (strstr (find_finding (report, "#1007", 0)->message, "Outstanding Balance is €9.99"));
  g_assert_cmpint (find_finding (report, "#1007", 0)->line, ==, 10);
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT count(*) FROM customer"), ==, 2);
}

/* The status goes before the amounts, the amounts before what follows from them, and each time it is told. */
static void
test_disagreements (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();
  g_autoptr (DocketImportReport) report = import_fixture (shop, "shopify-disagreements.csv", FALSE);

  g_assert_cmpint (report->n_accepted, ==, 8);
  g_assert_cmpint (report->n_differences, ==, 7);
  /* Cancelled, and still paid. */
  g_assert_cmpint (ask (shop, "status", "3001"), ==, 4);
  g_assert_cmpint (ask (shop, "total - cancelled - captured", "3001"), ==, 0);
  g_assert_nonnull (find_finding (report, "#3001", 0));
  g_assert_cmpint (ask (shop, "(SELECT sum (shipped) FROM order_line WHERE order_id = o.id)", "3002"), ==, 0);
  g_assert_nonnull (find_finding (report, "#3002", 0));
  g_assert_cmpint (ask (shop, "captured * 10000 + refunded", "3003"), ==, 4000400);
  g_assert_nonnull (find_finding (report, "#3003", 0));
  /* A discount that made the shipping free. */
  g_assert_cmpint (ask (shop, "total * 10 + discount", "3004"), ==, 10000);
  g_assert_nonnull (find_finding (report, "#3004", 0));
  g_assert_cmpint (ask (shop, "(SELECT sum (shipped) FROM order_line WHERE order_id = o.id)", "3005"), ==, 0);
  g_assert_nonnull (find_finding (report, "#3005", 0));
  /* Sent and given back: nothing is left to do, and nothing to tell. */
  g_assert_cmpint (ask (shop, "status", "3006"), ==, 3);
  g_assert_null (find_finding (report, "#3006", 0));
  g_assert_cmpint (ask (shop, "captured", "3007"), ==, 0);
  g_assert_nonnull (find_finding (report, "#3007", 0));
  g_assert_nonnull (find_finding (report, "#3008", 0));
  docket_scenario_check_tables (shop);
}

static void
test_trouble (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();
  g_autoptr (DocketImportReport) report = import_fixture (shop, "shopify-trouble.csv", FALSE);
  const DocketImportFinding *finding;

  /* Those that can be read are in. */
  g_assert_cmpint (report->n_accepted, ==, 2);
  g_assert_cmpint (ask (shop, "total", "2001"), ==, 1000);
  g_assert_cmpint (ask (shop, "total", "2009"), ==, 100);
  finding = find_finding (report, "#2002", 0);
  g_assert_cmpint (finding->line, ==, 3);
  g_assert_cmpstr (finding->column, ==, "Total");
  g_assert_cmpint (find_finding (report, "#2003", 0)->line, ==, 5);
  g_assert_cmpstr (find_finding (report, "#2003", 0)->column, ==, "Lineitem quantity");
  g_assert_cmpstr (find_finding (report, "#2004", 0)->column, ==, "Currency");
  g_assert_cmpstr (find_finding (report, "#2005", 0)->column, ==, "Created at");
  /* A row with a comma too many costs the order that it belongs to, and no other. */
  g_assert_cmpint (find_finding (report, "#2006", 0)->line, ==, 8);
  g_assert_cmpint (find_finding (report, "#2006", 1)->line, ==, 9);
  /* A row that goes on with nothing. */
  g_assert_cmpint (find_finding (report, "#2007", 0)->line, ==, 10);
  g_assert_cmpint (report->n_refused, ==, 7);
}

static void
test_changed_file (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();
  g_autoptr (DocketImportReport) first = import_fixture (shop, "shopify-orders.csv", FALSE);
  g_autoptr (DocketImportReport) second = import_fixture (shop, "shopify-orders-later.csv", FALSE);

  g_assert_cmpint (first->n_accepted, ==, 7);
  g_assert_cmpint (second->n_accepted, ==, 0);
  g_assert_cmpint (second->n_repeated, ==, 1);
  g_assert_cmpint (second->n_differences, ==, 1);
  g_assert_cmpint (second->n_refused, ==, 0);
  g_assert_cmpint (ask (shop, "captured", "1002"), ==, 0);
}

static void
test_wrong_files (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();
  g_autofree char *good = g_test_build_filename (G_TEST_DIST, "exchange", "fixtures", "shopify-orders.csv", NULL);
  g_autofree char *other = g_test_build_filename (G_TEST_DIST, "exchange", "fixtures", "cells.csv", NULL);
  const char *missing[] = { good, "/nowhere/at/all.csv", NULL };
  const char *unknown[] = { good, other, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketImporter) importer = docket_importer_new ("shopify-orders", dispatch_cb, shop, NULL);

  g_assert_null (docket_importer_run (importer, missing, NULL, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (docket_importer_run (importer, unknown, NULL, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (docket_importer_new ("etsy", dispatch_cb, shop, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_UNKNOWN_TYPE);
  g_assert_false (docket_importer_set_time_zone (importer, "Moon/Sea", NULL));
  g_assert_true (docket_importer_set_time_zone (importer, "Europe/Berlin", NULL));
  g_assert_cmpint (docket_scenario_integer (shop, "SELECT count(*) FROM event"), ==, 0);
}

static void
test_report (void)
{
  g_autoptr (DocketScenario) shop = docket_scenario_new ();
  g_autoptr (DocketImportReport) report = import_fixture (shop, "shopify-trouble.csv", TRUE);
  g_autofree char *folder = g_dir_make_tmp ("docket-report-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "report.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (docket_import_report_write_csv (report, path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "kind,file,line,column,subject,reason\r\nrefused,"));
  g_assert_nonnull (strstr (text, ",3,Total,#2002,"));
  g_unlink (path);
  g_rmdir (folder);
}

/* Exports of real shops, where there are some: every order's parts add up to what the file says. */
static void
test_samples (void)
{
  const char *folder = g_getenv ("DOCKET_SAMPLES");
  g_autofree char *path = folder != NULL ? g_build_filename (folder, "shopify-orders", NULL) : NULL;
  g_autoptr (GDir) files = path != NULL ? g_dir_open (path, 0, NULL) : NULL;
  const char *name;

  if (files == NULL)
    {
      g_test_skip ("no samples");
      return;
    }
  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autoptr (DocketScenario) shop = docket_scenario_new ();
      g_autoptr (DocketImportReport) report = import_path (shop, file, FALSE);

      g_test_message ("%s: %" G_GINT64_FORMAT " in, %" G_GINT64_FORMAT " differences", name, report->n_accepted, report->n_differences);
      for (guint i = 0; i < report->findings->len; i++)
        g_test_message ("%s", ((DocketImportFinding *) report->findings->pdata[i])->message);
      g_assert_cmpint (report->n_refused, ==, 0);
      g_assert_cmpint (docket_scenario_integer (shop, "SELECT count(*) FROM \"order\" WHERE net + tax <> total OR captured <> total"), ==, 0);
      docket_scenario_check_tables (shop);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/importer/twice", test_twice);
  g_test_add_func ("/exchange/importer/figures", test_figures);
  g_test_add_func ("/exchange/importer/disagreements", test_disagreements);
  g_test_add_func ("/exchange/importer/trouble", test_trouble);
  g_test_add_func ("/exchange/importer/changed-file", test_changed_file);
  g_test_add_func ("/exchange/importer/wrong-files", test_wrong_files);
  g_test_add_func ("/exchange/importer/report", test_report);
  g_test_add_func ("/exchange/importer/samples", test_samples);
  return g_test_run ();
}
