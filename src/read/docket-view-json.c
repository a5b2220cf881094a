/* docket-view-json.c: lists as one text in a column
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-view-json.h"

/**
 * docket_view_json_from_record:
 * @record: (nullable) (type DocketRecord): a record
 *
 * Returns: (transfer full) (nullable): its JSON, as the field kinds read it from a column
 */
char *
docket_view_json_from_record (gpointer record)
{
  return record != NULL ? docket_record_to_json (record, DOCKET_PART_ALL) : NULL;
}

/**
 * docket_view_json_from_records:
 * @records: (nullable) (element-type DocketRecord): a list
 *
 * Returns: (transfer full) (nullable): its JSON; %NULL for an empty one
 */
char *
docket_view_json_from_records (GPtrArray *records)
{
  g_autoptr (GString) text = NULL;
  DocketJsonWriter writer;

  if (records == NULL || records->len == 0)
    return NULL;
  text = g_string_new (NULL);
  docket_json_writer_init (&writer, text);
  docket_json_writer_begin_array (&writer);
  for (guint i = 0; i < records->len; i++)
    docket_record_write (records->pdata[i], DOCKET_PART_ALL, &writer);
  docket_json_writer_end_array (&writer);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * docket_view_json_from_strings:
 * @strings: (nullable): a list
 *
 * Returns: (transfer full) (nullable): its JSON; %NULL for an empty one
 */
char *
docket_view_json_from_strings (char **strings)
{
  g_autoptr (GString) text = NULL;
  DocketJsonWriter writer;

  if (strings == NULL || *strings == NULL)
    return NULL;
  text = g_string_new (NULL);
  docket_json_writer_init (&writer, text);
  docket_json_writer_begin_array (&writer);
  for (char **string = strings; *string != NULL; string++)
    docket_json_writer_string (&writer, *string);
  docket_json_writer_end_array (&writer);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
