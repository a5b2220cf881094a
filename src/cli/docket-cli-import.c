/* docket-cli-import.c: docket-cli import
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "docket-cli.h"

#include <glib/gi18n.h>

#include "docket-importer.h"

/* How many findings a person is told; a report has all. */
#define N_FINDINGS 20

/* Sources whose importers are not written yet. */
static const char *const later_sources[] = {
  "shopify-orders", "shopify-products", "shopify-customers", "woocommerce-orders",  "woocommerce-products",
  "etsy-items",     "etsy-orders",      "square-items",      "square-transactions", "csv",
};

typedef struct
{
  gboolean is_dry_run;
  char *report;
  char *shop;
  char *time_zone;
  char *map;
} Options;

static char **
dispatch_cb (const char *const *lines, gboolean is_dry_run, GCancellable *cancellable, gpointer data, GError **error)
{
  return docket_gateway_batch (data, lines, is_dry_run, NULL, cancellable, error);
}

static int
refuse_source (const char *source)
{
  const char *const *sources = docket_importer_list_sources ();
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  if (g_strv_contains (later_sources, source))
    return docket_cli_usage (_("The import of “%s” is not there yet in this version of Docket."), source);
  g_ptr_array_add (names, (gpointer) "auto");
  for (guint i = 0; sources[i] != NULL; i++)
    g_ptr_array_add (names, (gpointer) sources[i]);
  return docket_cli_unknown (_("There is no import of “%s”."), source, names);
}

/* Whether nobody has said yet what the shop is called and in which currency it keeps its books. */
static gboolean
is_unconfigured (DocketCli *cli, gboolean *answer, GError **error)
{
  DocketEngine *engine = docket_cli_open_for_reading (cli, error);
  g_autoptr (DocketQuery) query = NULL;
  g_autoptr (DocketRecord) shop = NULL;
  gboolean is_configured = FALSE;

  if (engine == NULL)
    return FALSE;
  query = g_object_new (docket_query_bus_find_type (docket_engine_get_query_bus (engine), "shop"), NULL);
  if (docket_engine_get_runner (engine) != NULL)
    docket_projection_runner_wait (docket_engine_get_runner (engine), -1);
  shop = docket_query_bus_ask (docket_engine_get_query_bus (engine), query, error);
  if (shop == NULL)
    return FALSE;
  g_object_get (shop, "configured", &is_configured, NULL);
  *answer = !is_configured;
  return TRUE;
}

static void
tell_findings (DocketImportReport *report)
{
  for (guint i = 0; i < MIN (report->findings->len, N_FINDINGS); i++)
    {
      DocketImportFinding *finding = report->findings->pdata[i];
      g_autofree char *line = g_strdup_printf ("%" G_GINT64_FORMAT, finding->line);
      g_autofree char *column = finding->column != NULL ? g_strdup_printf (", %s", finding->column) : g_strdup ("");
      g_autofree char *subject = finding->subject != NULL ? g_strdup_printf (" (%s)", finding->subject) : g_strdup ("");

      docket_cli_say ("%s:%s%s: %s%s", finding->file, line, column, finding->message, subject);
    }
  if (report->findings->len > N_FINDINGS)
    docket_cli_say (_("… and %u more; --report FILE.csv has them all."), report->findings->len - N_FINDINGS);
}

static void
add_count (JsonBuilder *builder, const char *name, gint64 count)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, count);
}

static void
print_report (DocketImportReport *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *json = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "source");
  json_builder_add_string_value (builder, report->source);
  json_builder_set_member_name (builder, "dry-run");
  json_builder_add_boolean_value (builder, report->is_dry_run);
  add_count (builder, "rows", report->n_rows);
  add_count (builder, "accepted", report->n_accepted);
  add_count (builder, "repeated", report->n_repeated);
  add_count (builder, "refused", report->n_refused);
  add_count (builder, "differences", report->n_differences);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json = json_to_string (root, FALSE);
  docket_cli_print_line (json);
}

static DocketImportReport *
run_import (DocketCli *cli, DocketImporter *importer, const Options *options, const char *const *files, GError **error)
{
  gboolean configures_shop = FALSE;

  if (options->time_zone != NULL && !docket_importer_set_time_zone (importer, options->time_zone, error))
    return NULL;
  if (!is_unconfigured (cli, &configures_shop, error))
    return NULL;
  docket_importer_set_shop (importer, options->shop);
  docket_importer_set_dry_run (importer, options->is_dry_run);
  docket_importer_set_configures_shop (importer, configures_shop);
  docket_importer_set_progress (importer, docket_cli_progress, _("rows"));
  return docket_importer_run (importer, files, cli->cancellable, error);
}

static int
import_files (DocketCli *cli, const char *source, const Options *options, const char *const *files)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketImporter) importer = docket_importer_new (source, dispatch_cb, docket_cli_get_gateway (cli), &error);
  g_autoptr (DocketImportReport) report = NULL;

  if (importer == NULL)
    return g_error_matches (error, DOCKET_ERROR, DOCKET_ERROR_UNKNOWN_TYPE) ? refuse_source (source) : docket_cli_fail (error);
  report = run_import (cli, importer, options, files, &error);
  docket_cli_end_progress ();
  if (report == NULL)
    return docket_cli_fail (error);
  print_report (report);
  tell_findings (report);
  if (options->report != NULL && !docket_import_report_write_csv (report, options->report, &error))
    return docket_cli_fail (error);
  return report->n_refused > 0 ? DOCKET_STATUS_REFUSED : DOCKET_STATUS_DONE;
}

int
docket_cli_import (DocketCli *cli, int argc, char **argv)
{
  Options options = { 0 };
  const GOptionEntry entries[] = {
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.is_dry_run, N_ ("Say what would happen, and keep nothing"), NULL },
    { "report", 0, 0, G_OPTION_ARG_FILENAME, &options.report, N_ ("Where to write what there is to say of the rows"), N_ ("FILE.csv") },
    { "shop", 0, 0, G_OPTION_ARG_FILENAME, &options.shop, N_ ("Which of several shops of that system"), N_ ("NAME") },
    { "time-zone", 0, 0, G_OPTION_ARG_FILENAME, &options.time_zone, N_ ("Where times without a zone were taken"), N_ ("TZ") },
    { "map", 0, 0, G_OPTION_ARG_FILENAME, &options.map, N_ ("What the columns of a csv file mean"), N_ ("FILE") },
    G_OPTION_ENTRY_NULL,
  };
  g_autofree char **files = NULL;
  int status = DOCKET_STATUS_USAGE;

  if (docket_cli_begin (cli, entries, &argc, &argv, 2, -1))
    {
      files = docket_cli_get_rest (argc, argv, 2);
      if (options.report != NULL && docket_engine_owns_file (docket_cli_get_engine (cli), options.report))
        docket_cli_refuse_own_file (options.report);
      else
        status = import_files (cli, argv[1], &options, (const char *const *) files);
    }
  g_free (options.report);
  g_free (options.shop);
  g_free (options.time_zone);
  g_free (options.map);
  return status;
}
