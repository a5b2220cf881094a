/* docket-error.h: the one error domain, whose errors name the field they are about
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DocketError:
 * @DOCKET_ERROR_INVALID: a property is missing, malformed or out of its bounds
 * @DOCKET_ERROR_REJECTED: a rule forbids it; the message names the rule and the numbers
 * @DOCKET_ERROR_NOT_FOUND: what was named does not exist
 * @DOCKET_ERROR_AMBIGUOUS: what was named exists more than once; the message lists the ids
 * @DOCKET_ERROR_CONFLICT: somebody else changed it first, or an id was used for something else
 * @DOCKET_ERROR_SYNTAX: text that does not parse
 * @DOCKET_ERROR_UNKNOWN_TYPE: no command, event or query has this name
 * @DOCKET_ERROR_STORAGE: the disk or the database refused
 * @DOCKET_ERROR_CORRUPT: a file is damaged
 * @DOCKET_ERROR_CUT: the log does not hold what was seen of it; a person decides whether to go on with it
 * @DOCKET_ERROR_FOREIGN: a file is not Docket's
 * @DOCKET_ERROR_NEWER: a file was written by a newer Docket
 * @DOCKET_ERROR_BUSY: another process holds the data directory
 *
 * The codes of the domain `DOCKET_ERROR`.
 */
typedef enum
{
  DOCKET_ERROR_INVALID,
  DOCKET_ERROR_REJECTED,
  DOCKET_ERROR_NOT_FOUND,
  DOCKET_ERROR_AMBIGUOUS,
  DOCKET_ERROR_CONFLICT,
  DOCKET_ERROR_SYNTAX,
  DOCKET_ERROR_UNKNOWN_TYPE,
  DOCKET_ERROR_STORAGE,
  DOCKET_ERROR_CORRUPT,
  DOCKET_ERROR_CUT,
  DOCKET_ERROR_FOREIGN,
  DOCKET_ERROR_NEWER,
  DOCKET_ERROR_BUSY,
} DocketError;

#define DOCKET_ERROR (docket_error_quark ())

GQuark docket_error_quark (void);

void docket_error_set (GError **error, DocketError code, const char *field, const char *format, ...) G_GNUC_PRINTF (4, 5);

const char *docket_error_get_field (const GError *error);

void docket_error_set_field (GError *error, const char *field);

void docket_error_prefix_field (GError *error, const char *prefix);

const char *docket_error_code_to_string (int code);

int docket_error_code_from_string (const char *name);

G_END_DECLS
