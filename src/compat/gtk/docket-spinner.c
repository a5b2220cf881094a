/* docket-spinner.c: something is under way
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-spinner.h"

struct _DocketSpinner
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (DocketSpinner, docket_spinner, ADW_TYPE_BIN)

static void
docket_spinner_class_init (DocketSpinnerClass *klass)
{
}

static void
docket_spinner_init (DocketSpinner *self)
{
#if ADW_CHECK_VERSION (1, 6, 0)
  adw_bin_set_child (ADW_BIN (self), adw_spinner_new ());
#else
  GtkWidget *spinner = gtk_spinner_new ();

  g_object_bind_property (self, "visible", spinner, "spinning", G_BINDING_SYNC_CREATE);
  adw_bin_set_child (ADW_BIN (self), spinner);
#endif
}

GtkWidget *
docket_spinner_new (void)
{
  return g_object_new (DOCKET_TYPE_SPINNER, NULL);
}
