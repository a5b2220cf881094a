/* docket-record-copy.c: whether records are the same, and how one becomes the other
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-record-private.h"

/* An empty list equals none, yet it is set. */
gboolean
docket_field_is_same (const DocketField *field, gconstpointer a, gconstpointer b)
{
  return docket_field_equal (field, a, b) && docket_field_is_zero (field, a) == docket_field_is_zero (field, b);
}

/* Written in the same way: a required field is written whether it is set or not, and so is one that has a usual value when it
 * holds another. */
static gboolean
is_written (DocketRecord *self, DocketRecordClass *klass, guint index)
{
  const DocketField *field = klass->all_fields[index];

  return (field->flags & DOCKET_FIELD_REQUIRED) != 0 || field->usual != NULL || docket_record_is_index_set (self, index);
}

/**
 * docket_record_equal:
 * @self: a record
 * @other: another
 *
 * Returns: whether they are of one type, have the same fields set, and to the same values
 */
gboolean
docket_record_equal (DocketRecord *self, DocketRecord *other)
{
  DocketRecordClass *klass;

  g_return_val_if_fail (DOCKET_IS_RECORD (self), FALSE);
  g_return_val_if_fail (DOCKET_IS_RECORD (other), FALSE);

  klass = DOCKET_RECORD_GET_CLASS (self);
  if (klass != DOCKET_RECORD_GET_CLASS (other))
    return FALSE;
  for (guint i = 0; i < klass->n_all_fields; i++)
    {
      const DocketField *field = klass->all_fields[i];

      gconstpointer member = DOCKET_RECORD_MEMBER (self, field);
      gconstpointer other_member = DOCKET_RECORD_MEMBER (other, field);

      if (docket_record_class_is_usual (klass, i, member) && docket_record_class_is_usual (klass, i, other_member))
        continue;
      if (is_written (self, klass, i) != is_written (other, klass, i) || !docket_field_equal (field, member, other_member))
        return FALSE;
    }
  return TRUE;
}

/**
 * docket_record_copy:
 * @self: a record
 *
 * Returns: (transfer full): a deep copy: it shares nothing with @self
 */
DocketRecord *
docket_record_copy (DocketRecord *self)
{
  DocketRecordClass *klass;
  DocketRecord *copy;

  g_return_val_if_fail (DOCKET_IS_RECORD (self), NULL);

  klass = DOCKET_RECORD_GET_CLASS (self);
  copy = g_object_new (G_OBJECT_TYPE (self), NULL);
  for (guint i = 0; i < klass->n_all_fields; i++)
    {
      const DocketField *field = klass->all_fields[i];

      docket_field_copy (field, DOCKET_RECORD_MEMBER (copy, field), DOCKET_RECORD_MEMBER (self, field));
    }
  *docket_record_get_present (copy) = *docket_record_get_present (self);
  if (klass->copied != NULL)
    klass->copied (copy, self);
  return copy;
}

/**
 * docket_record_assign:
 * @self: a record
 * @source: another of the same type
 *
 * Makes the fields of @self those of @source, deeply copied, and notifies each property that differed, when all
 * of them are in place. Members that are the same stay, nested objects included.
 */
void
docket_record_assign (DocketRecord *self, DocketRecord *source)
{
  DocketRecordClass *klass;

  g_return_if_fail (DOCKET_IS_RECORD (self));
  g_return_if_fail (DOCKET_IS_RECORD (source));
  g_return_if_fail (G_OBJECT_TYPE (self) == G_OBJECT_TYPE (source));

  klass = DOCKET_RECORD_GET_CLASS (self);
  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = 0; i < klass->n_all_fields; i++)
    {
      const DocketField *field = klass->all_fields[i];
      gpointer member = DOCKET_RECORD_MEMBER (self, field);
      gconstpointer other = DOCKET_RECORD_MEMBER (source, field);

      if (docket_field_is_same (field, member, other))
        continue;
      docket_field_clear (field, member);
      docket_field_copy (field, member, other);
      g_object_notify_by_pspec (G_OBJECT (self), klass->properties[i]);
    }
  *docket_record_get_present (self) = *docket_record_get_present (source);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * docket_records_new:
 *
 * Returns: (transfer full) (element-type DocketRecord): an empty list of records that owns them
 */
GPtrArray *
docket_records_new (void)
{
  return g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * docket_records_copy:
 * @records: (element-type DocketRecord): a list of records
 *
 * Returns: (transfer full) (element-type DocketRecord): the same with a deep copy of each
 */
GPtrArray *
docket_records_copy (GPtrArray *records)
{
  GPtrArray *copies;

  g_return_val_if_fail (records != NULL, NULL);

  copies = g_ptr_array_new_full (records->len, g_object_unref);
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (copies, docket_record_copy (g_ptr_array_index (records, i)));
  return copies;
}
