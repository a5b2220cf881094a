/* docket-log-end.h: whether the log still reaches as far as it has been seen
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-checkpoint.h"

G_BEGIN_DECLS

gboolean docket_log_end_note (DocketDatabase *read, DocketDatabase *write, GError **error);

gboolean docket_log_end_find_lost_command (DocketDatabase *read, DocketDatabase *write, gint64 *sequence, GError **error);

/* Neither file may be open in this process by other means than SQLite. DOCKET_ERROR_CUT names both ends. */
gboolean docket_log_end_check (const char *write_path, const char *read_path, GError **error);

G_END_DECLS
