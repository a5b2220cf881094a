/* docket-draft-terms.c: what the commands that change a draft's figures have in common
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-draft-terms.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "docket-order-pricing.h"

/**
 * docket_draft_calculate:
 * @terms: the terms with a change in them
 * @line: the line that the command is about, or 0
 * @error: with the command's own field where it is about that line
 *
 * Works the figures out again.
 *
 * Returns: whether they can be
 */
gboolean
docket_draft_calculate (DocketOrderTerms *terms, gint64 line, GError **error)
{
  GError *local_error = NULL;
  const char *field;

  if (docket_order_terms_calculate (terms, &local_error))
    return TRUE;
  field = docket_error_get_field (local_error);
  for (guint i = 0; field != NULL && i < terms->lines->len; i++)
    {
      g_autofree char *prefix = g_strdup_printf ("lines[%u].", i);
      g_autofree char *own = NULL;

      if (((DocketOrderLine *) g_ptr_array_index (terms->lines, i))->line != line || !g_str_has_prefix (field, prefix))
        continue;
      own = g_strdup (field + strlen (prefix));
      docket_error_set_field (local_error, own);
      break;
    }
  g_propagate_error (error, local_error);
  return FALSE;
}

/**
 * docket_draft_require_line:
 * @draft: a draft
 * @line: the number of a line
 * @error: %DOCKET_ERROR_NOT_FOUND
 *
 * Returns: (transfer none) (nullable): that line
 */
DocketOrderLineState *
docket_draft_require_line (DocketOrderState *draft, gint64 line, GError **error)
{
  DocketOrderLineState *state = docket_order_state_get_line (draft, line);

  if (state == NULL)
    docket_error_set (error, DOCKET_ERROR_NOT_FOUND, "line", _("The draft has no line %" PRId64 "."), line);
  return state;
}

/**
 * docket_order_line_copy:
 * @line: a line
 *
 * Returns: (transfer full): the line as it is now
 */
DocketOrderLine *
docket_order_line_copy (DocketOrderLine *line)
{
  return DOCKET_ORDER_LINE (docket_record_copy (DOCKET_RECORD (line)));
}

/**
 * docket_draft_get_tax_rates:
 * @amounts: (nullable) (element-type DocketTaxAmount): taxes that were worked out
 *
 * Returns: (transfer full) (element-type DocketTax): what a command says to have the same again
 */
GPtrArray *
docket_draft_get_tax_rates (GPtrArray *amounts)
{
  GPtrArray *taxes = docket_records_new ();

  for (guint i = 0; amounts != NULL && i < amounts->len; i++)
    {
      DocketTaxAmount *amount = g_ptr_array_index (amounts, i);

      g_ptr_array_add (taxes, docket_tax_new (amount->name, amount->rate));
    }
  return taxes;
}

gpointer
docket_find_event (GPtrArray *events, GType type)
{
  for (guint i = events->len; i > 0; i--)
    if (G_TYPE_CHECK_INSTANCE_TYPE (g_ptr_array_index (events, i - 1), type))
      return g_ptr_array_index (events, i - 1);
  return NULL;
}
