/* docket-error.c: the one error domain, whose errors name the field they are about
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-error.h"

typedef struct
{
  char *field;
} DocketErrorPrivate;

static void
docket_error_private_init (DocketErrorPrivate *priv)
{
  priv->field = NULL;
}

static void
docket_error_private_copy (const DocketErrorPrivate *source, DocketErrorPrivate *copy)
{
  copy->field = g_strdup (source->field);
}

static void
docket_error_private_clear (DocketErrorPrivate *priv)
{
  g_free (priv->field);
}

G_DEFINE_EXTENDED_ERROR (DocketError, docket_error)

static const char *const code_names[] = {
  [DOCKET_ERROR_INVALID] = "invalid",         [DOCKET_ERROR_REJECTED] = "rejected",
  [DOCKET_ERROR_NOT_FOUND] = "not-found",     [DOCKET_ERROR_AMBIGUOUS] = "ambiguous",
  [DOCKET_ERROR_CONFLICT] = "conflict",       [DOCKET_ERROR_SYNTAX] = "syntax",
  [DOCKET_ERROR_UNKNOWN_TYPE] = "unknown-type", [DOCKET_ERROR_STORAGE] = "storage",
  [DOCKET_ERROR_CORRUPT] = "corrupt",         [DOCKET_ERROR_CUT] = "cut",
  [DOCKET_ERROR_FOREIGN] = "foreign",         [DOCKET_ERROR_NEWER] = "newer",
  [DOCKET_ERROR_BUSY] = "busy",
};

/**
 * docket_error_set:
 * @error: (out) (optional): where to put the error
 * @code: what kind of trouble it is
 * @field: (nullable): the property it is about, as GObject spells it
 * @format: the message for the person who reads it, already translated
 * @...: its arguments
 *
 * Sets @error, with the field beside the message.
 */
void
docket_error_set (GError **error, DocketError code, const char *field, const char *format, ...)
{
  va_list arguments;

  if (error == NULL)
    return;
  g_return_if_fail (*error == NULL);

  va_start (arguments, format);
  *error = g_error_new_valist (DOCKET_ERROR, code, format, arguments);
  va_end (arguments);
  /* A message may quote what a damaged file holds, and goes over the bus and into widgets, which take text alone. */
  if (!g_utf8_validate ((*error)->message, -1, NULL))
    {
      char *valid = g_utf8_make_valid ((*error)->message, -1);

      g_free ((*error)->message);
      (*error)->message = valid;
    }
  docket_error_set_field (*error, field);
}

/**
 * docket_error_get_field:
 * @error: an error of any domain
 *
 * Returns: (nullable): the property that @error is about, as a path such as `lines[1].quantity`
 */
const char *
docket_error_get_field (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  return error->domain == DOCKET_ERROR ? docket_error_get_private (error)->field : NULL;
}

/**
 * docket_error_set_field:
 * @error: an error
 * @field: (nullable): the property it is about
 *
 * Names the property that @error is about. An error of another domain stays as it is.
 */
void
docket_error_set_field (GError *error, const char *field)
{
  DocketErrorPrivate *priv;

  if (error->domain != DOCKET_ERROR)
    return;
  priv = docket_error_get_private (error);
  g_free (priv->field);
  priv->field = g_strdup (field);
}

/**
 * docket_error_prefix_field:
 * @error: an error
 * @prefix: the property that holds the record the error arose in, such as `lines[1]`
 *
 * Turns the field `quantity` into `lines[1].quantity`.
 */
void
docket_error_prefix_field (GError *error, const char *prefix)
{
  const char *field = docket_error_get_field (error);
  g_autofree char *path = field != NULL ? g_strdup_printf ("%s.%s", prefix, field) : g_strdup (prefix);

  docket_error_set_field (error, path);
}

/**
 * docket_error_code_to_string:
 * @code: a code of %DOCKET_ERROR
 *
 * Returns: the name that results carry, such as `not-found`
 */
const char *
docket_error_code_to_string (int code)
{
  return code >= 0 && code < (int) G_N_ELEMENTS (code_names) ? code_names[code] : "storage";
}

/**
 * docket_error_code_from_string:
 * @name: (nullable): a name that [func@error_code_to_string] gave
 *
 * Returns: the code, %DOCKET_ERROR_REJECTED for an unknown name
 */
int
docket_error_code_from_string (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (code_names); i++)
    if (g_strcmp0 (code_names[i], name) == 0)
      return (int) i;
  return DOCKET_ERROR_REJECTED;
}
