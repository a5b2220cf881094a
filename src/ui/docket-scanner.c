/* docket-scanner.c: tells a scanner from a person who types
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-scanner.h"

/* Milliseconds between two keys that no hand keeps up for a whole code, and after which the code is over. */
#define FASTEST_HAND 35
#define PATIENCE 80
#define SHORTEST_CODE 4

struct _DocketScanner
{
  GObject parent_instance;

  GtkWindow *window;
  GString *code;
  /* The entry that got the first key before anyone could know, and how it was. */
  GtkWidget *focus;
  char *text_before;
  int cursor_before;
  guint32 last_time;
  guint timeout;
};

G_DEFINE_FINAL_TYPE (DocketScanner, docket_scanner, G_TYPE_OBJECT)

static guint scanned_signal;

static void
forget (DocketScanner *self)
{
  g_string_truncate (self->code, 0);
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_weak_pointer (&self->focus);
  g_clear_pointer (&self->text_before, g_free);
}

/* It was a hand: what was kept back goes to where it was typed. */
static void
hand_on (DocketScanner *self)
{
  const char *rest = self->code->len > 0 ? g_utf8_next_char (self->code->str) : "";

  if (self->focus != NULL && *rest != '\0' && gtk_editable_get_editable (GTK_EDITABLE (self->focus)))
    {
      GtkEditable *editable = GTK_EDITABLE (self->focus);
      int position;

      gtk_editable_delete_selection (editable);
      position = gtk_editable_get_position (editable);
      gtk_editable_insert_text (editable, rest, -1, &position);
      gtk_editable_set_position (editable, position);
    }
  forget (self);
}

static gboolean
timeout_cb (gpointer data)
{
  DocketScanner *self = data;

  self->timeout = 0;
  hand_on (self);
  return G_SOURCE_REMOVE;
}

static void
begin (DocketScanner *self, gunichar character)
{
  GtkWidget *focus = gtk_window_get_focus (self->window);

  forget (self);
  g_string_append_unichar (self->code, character);
  if (!GTK_IS_EDITABLE (focus))
    return;
  g_set_weak_pointer (&self->focus, focus);
  self->text_before = g_strdup (gtk_editable_get_text (GTK_EDITABLE (focus)));
  self->cursor_before = gtk_editable_get_position (GTK_EDITABLE (focus));
}

static void
take_back_first_key (DocketScanner *self)
{
  if (self->focus == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->focus), self->text_before);
  gtk_editable_set_position (GTK_EDITABLE (self->focus), self->cursor_before);
}

static gboolean
finish (DocketScanner *self)
{
  g_autofree char *code = NULL;

  if (self->timeout == 0 || g_utf8_strlen (self->code->str, -1) < SHORTEST_CODE)
    {
      hand_on (self);
      return GDK_EVENT_PROPAGATE;
    }
  code = g_strdup (self->code->str);
  take_back_first_key (self);
  forget (self);
  g_signal_emit (self, scanned_signal, 0, code);
  return GDK_EVENT_STOP;
}

/* Scanners can be set to end with either. */
static gboolean
is_end (guint keyval)
{
  return keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter || keyval == GDK_KEY_Linefeed;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, DocketScanner *self)
{
  guint32 time = gtk_event_controller_get_current_event_time (GTK_EVENT_CONTROLLER (controller));
  gunichar character = gdk_keyval_to_unicode (keyval);
  gboolean is_fast = self->code->len > 0 && time - self->last_time <= FASTEST_HAND;

  if (is_end (keyval) && self->code->len > 0)
    return finish (self);
  /* A shift belongs to the next character. */
  if (keyval == GDK_KEY_Shift_L || keyval == GDK_KEY_Shift_R)
    return GDK_EVENT_PROPAGATE;
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0 || !g_unichar_isprint (character))
    {
      hand_on (self);
      return GDK_EVENT_PROPAGATE;
    }
  self->last_time = time;
  if (!is_fast)
    {
      if (self->timeout != 0)
        hand_on (self);
      begin (self, character);
      return GDK_EVENT_PROPAGATE;
    }
  g_string_append_unichar (self->code, character);
  g_clear_handle_id (&self->timeout, g_source_remove);
  /* After the keys that wait already: a window that was held up must not break a code in two. */
  self->timeout = g_timeout_add_full (G_PRIORITY_HIGH_IDLE, PATIENCE, timeout_cb, self, NULL);
  return GDK_EVENT_STOP;
}

static void
docket_scanner_finalize (GObject *object)
{
  DocketScanner *self = DOCKET_SCANNER (object);

  forget (self);
  g_string_free (self->code, TRUE);
  G_OBJECT_CLASS (docket_scanner_parent_class)->finalize (object);
}

static void
docket_scanner_class_init (DocketScannerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_scanner_finalize;
  scanned_signal = g_signal_new ("scanned", DOCKET_TYPE_SCANNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_STRING);
}

static void
docket_scanner_init (DocketScanner *self)
{
  self->code = g_string_new (NULL);
}

DocketScanner *
docket_scanner_new (GtkWindow *window)
{
  DocketScanner *self = g_object_new (DOCKET_TYPE_SCANNER, NULL);
  GtkEventController *controller = gtk_event_controller_key_new ();

  self->window = window;
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (window), controller);
  return self;
}
