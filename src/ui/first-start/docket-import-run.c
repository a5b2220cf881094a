/* docket-import-run.c: one import, from the thread of a job
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-import-run.h"

#include <json-glib/json-glib.h>

#include "docket-gateway.h"

typedef struct
{
  DocketGateway *gateway;
  char **files;
  gboolean is_dry_run;
  gboolean configures_shop;

  /* Counted on the way to the shop. */
  gint64 n_orders;
  GHashTable *customers;
  GHashTable *currencies;
} Import;

static void
import_free (gpointer data)
{
  Import *import = data;

  g_clear_object (&import->gateway);
  g_clear_pointer (&import->customers, g_hash_table_unref);
  g_clear_pointer (&import->currencies, g_hash_table_unref);
  g_strfreev (import->files);
  g_free (import);
}

void
docket_import_result_free (DocketImportResult *result)
{
  g_clear_pointer (&result->report, docket_import_report_free);
  g_free (result->currencies);
  g_free (result);
}

static void
free_result (gpointer result)
{
  docket_import_result_free (result);
}

static const char *
get_text (JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static JsonObject *
get_object (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static void
count_currency (Import *import, const char *currency)
{
  gpointer count;

  if (currency == NULL)
    return;
  count = g_hash_table_lookup (import->currencies, currency);
  g_hash_table_replace (import->currencies, g_strdup (currency), GUINT_TO_POINTER (GPOINTER_TO_UINT (count) + 1));
}

static void
count_order (Import *import, JsonObject *order)
{
  JsonObject *customer = get_object (order, "customer");
  const char *name = get_text (customer, "email");

  if (g_strcmp0 (get_text (order, "command"), "ImportOrder") != 0)
    return;
  import->n_orders++;
  count_currency (import, get_text (order, "currency"));
  if (name == NULL)
    name = get_text (customer, "name");
  if (name != NULL)
    g_hash_table_add (import->customers, g_utf8_casefold (name, -1));
}

static void
count_lines (Import *import, const char *const *lines)
{
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (JsonNode) root = json_from_string (lines[i], NULL);

      if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
        count_order (import, json_node_get_object (root));
    }
}

static char **
dispatch_cb (const char *const *lines, gboolean is_dry_run, GCancellable *cancellable, gpointer data, GError **error)
{
  Import *import = data;

  count_lines (import, lines);
  return docket_gateway_batch (import->gateway, lines, is_dry_run, NULL, cancellable, error);
}

static char *
describe_currencies (Import *import)
{
  g_autoptr (GList) codes = g_list_sort (g_hash_table_get_keys (import->currencies), (GCompareFunc) g_strcmp0);
  GString *text = g_string_new (NULL);

  for (GList *link = codes; link != NULL; link = link->next)
    {
      if (text->len > 0)
        g_string_append (text, ", ");
      g_string_append (text, link->data);
      if (link->prev != NULL || link->next != NULL)
        g_string_append_printf (text, " %u", GPOINTER_TO_UINT (g_hash_table_lookup (import->currencies, link->data)));
    }
  return g_string_free (text, FALSE);
}

static gpointer
import_thread (DocketJob *job, gpointer data, GError **error)
{
  Import *import = data;
  g_autoptr (DocketImporter) importer = docket_importer_new ("auto", dispatch_cb, import, error);
  DocketImportResult *result;
  DocketImportReport *report;

  if (importer == NULL)
    return NULL;
  docket_importer_set_dry_run (importer, import->is_dry_run);
  docket_importer_set_configures_shop (importer, import->configures_shop);
  docket_importer_set_progress (importer, docket_job_progress_cb, job);
  report = docket_importer_run (importer, (const char *const *) import->files, docket_job_get_cancellable (job), error);
  if (report == NULL)
    return NULL;
  result = g_new0 (DocketImportResult, 1);
  result->report = report;
  result->n_orders = import->n_orders;
  result->n_customers = g_hash_table_size (import->customers);
  result->currencies = describe_currencies (import);
  return result;
}

void
docket_import_run (DocketJob *job, DocketShell *shell, const char *const *files, gboolean is_dry_run, gpointer owner,
                   GAsyncReadyCallback callback)
{
  DocketRecord *shop = docket_live_record_get_record (docket_shell_get_shop (shell));
  Import *import = g_new0 (Import, 1);

  import->gateway = docket_gateway_new (docket_shell_get_engine (shell));
  import->files = g_strdupv ((char **) files);
  import->is_dry_run = is_dry_run;
  import->configures_shop = shop != NULL && !DOCKET_SHOP (shop)->is_configured;
  import->customers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  import->currencies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  docket_job_run (job, owner, import_thread, import, import_free, free_result, callback);
}
