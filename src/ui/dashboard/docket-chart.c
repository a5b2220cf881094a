/* docket-chart.c: sales by day, drawn
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-chart.h"

#include <glib/gi18n.h>
#include <math.h>

#include "docket-compat-gtk.h"
#include "docket-sales-query.h"
#include "docket-words.h"

#define NONE (-1)
#define LABEL_GAP 6
#define N_LINES 4

typedef struct
{
  gint32 day;
  gint64 orders;
  DocketMoney total;
} Bar;

struct _DocketChart
{
  GtkWidget parent_instance;

  /* Carries the colour of the bars, which style sheets give. */
  GtkWidget *ink;
  GArray *bars;
  char *currency;
  /* In minor units: the highest line, and the distance between two. */
  gint64 top;
  gint64 step;
  int chosen;
};

G_DEFINE_FINAL_TYPE (DocketChart, docket_chart, GTK_TYPE_WIDGET)

static guint day_activated_signal;

static const Bar *
get_bar (DocketChart *self, int index)
{
  return &g_array_index (self->bars, Bar, index);
}

static PangoLayout *
make_text (DocketChart *self, const char *text, double scale, gboolean is_bold)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  if (is_bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  return layout;
}

/* 1, 2 or 5 of some power of ten, so that the lines stand at round amounts. */
static gint64
round_step (gint64 step)
{
  gint64 power = 1;

  while (power <= step / 10)
    power *= 10;
  if (step <= power)
    return power;
  if (step <= 2 * power)
    return 2 * power;
  return step <= 5 * power ? 5 * power : 10 * power;
}

static void
scale_lines (DocketChart *self)
{
  gint64 highest = 1;

  for (guint i = 0; i < self->bars->len; i++)
    highest = MAX (highest, get_bar (self, (int) i)->total.minor);
  self->step = round_step ((highest + N_LINES - 1) / N_LINES);
  self->top = (highest + self->step - 1) / self->step * self->step;
}

/* Whole units where the line stands at some, else with decimals. */
static char *
describe_line (DocketChart *self, gint64 minor)
{
  DocketMoney money = get_bar (self, 0)->total;

  money.minor = minor;
  money.is_set = TRUE;
  return docket_format_money (docket_money_strip_zeros (money), self->currency);
}

static char *
describe_bar (DocketChart *self, int index, const char *separator)
{
  const Bar *bar = get_bar (self, index);
  g_autofree char *day = docket_words_weekday (bar->day);
  g_autofree char *total = docket_format_money (bar->total, self->currency);
  g_autofree char *count = docket_format_integer (bar->orders);
  g_autofree char *orders = g_strdup_printf (ngettext ("%s order", "%s orders", (gulong) bar->orders), count);

  return g_strconcat (day, separator, total, " · ", orders, NULL);
}

/* A screen reader hears what the chart is, and the chosen day. */
static void
tell (DocketChart *self)
{
  g_autofree char *day = NULL;
  g_autofree char *text = NULL;

  if (self->chosen != NONE && self->currency != NULL)
    day = describe_bar (self, self->chosen, ": ");
  text = day != NULL ? g_strdup_printf (_("Chart of the sales by day. %s"), day)
                     : g_strdup (_("Chart of the sales by day. Move along it with Left and Right."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  if (day != NULL && gtk_widget_has_focus (GTK_WIDGET (self)))
    docket_announce (GTK_WIDGET (self), day);
}

static void
choose (DocketChart *self, int index)
{
  index = self->bars->len == 0 ? NONE : CLAMP (index, NONE, (int) self->bars->len - 1);
  if (self->chosen == index)
    return;
  self->chosen = index;
  tell (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Where the bars stand: beside the amounts, above the days. */
static void
get_plot (DocketChart *self, graphene_rect_t *plot)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  int label_width = 0, label_height = 0;

  for (gint64 line = 0; line <= self->top; line += self->step)
    {
      g_autofree char *text = describe_line (self, line);
      g_autoptr (PangoLayout) layout = make_text (self, text, 0.82, FALSE);
      int line_width;

      pango_layout_get_pixel_size (layout, &line_width, &label_height);
      label_width = MAX (label_width, line_width);
    }
  *plot = GRAPHENE_RECT_INIT (label_width + LABEL_GAP, label_height / 2.0f, (float) MAX (width - label_width - LABEL_GAP, 1),
                              (float) MAX (height - 1.5 * label_height - LABEL_GAP, 1));
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    plot->origin.x = 0;
}

/* Time runs the way the text does. */
static float
get_slot (DocketChart *self, const graphene_rect_t *plot, int index, float *slot_width)
{
  *slot_width = plot->size.width / (float) self->bars->len;
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    index = (int) self->bars->len - 1 - index;
  return plot->origin.x + (float) index * *slot_width;
}

static float
get_y (DocketChart *self, const graphene_rect_t *plot, gint64 minor)
{
  return plot->origin.y + plot->size.height * (1 - (float) MAX (minor, 0) / (float) self->top);
}

static void
draw_text (GtkSnapshot *snapshot, PangoLayout *layout, float x, float y, const GdkRGBA *color)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (roundf (x), roundf (y)));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_lines (DocketChart *self, GtkSnapshot *snapshot, const graphene_rect_t *plot, const GdkRGBA *color)
{
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GdkRGBA faint = *color, text_color = *color;

  text_color.alpha *= 0.6f;
  for (gint64 line = 0; line <= self->top; line += self->step)
    {
      g_autofree char *text = describe_line (self, line);
      g_autoptr (PangoLayout) layout = make_text (self, text, 0.82, FALSE);
      float y = roundf (get_y (self, plot, line));
      int width, height;

      faint.alpha = color->alpha * (line == 0 ? 0.3f : 0.1f);
      gtk_snapshot_append_color (snapshot, &faint, &GRAPHENE_RECT_INIT (plot->origin.x, y, plot->size.width, 1));
      pango_layout_get_pixel_size (layout, &width, &height);
      draw_text (snapshot, layout, is_rtl ? plot->size.width + LABEL_GAP : plot->origin.x - LABEL_GAP - (float) width,
                 y - (float) height / 2, &text_color);
    }
}

static void
draw_bar (DocketChart *self, GtkSnapshot *snapshot, const graphene_rect_t *plot, int index, const GdkRGBA *ink)
{
  const Bar *bar = get_bar (self, index);
  GdkRGBA color = *ink;
  GskRoundedRect shape;
  float slot_width, y;
  float x = get_slot (self, plot, index, &slot_width);
  float gap = MIN (slot_width * 0.28f, 8);

  if (bar->total.minor <= 0)
    return;
  y = MIN (get_y (self, plot, bar->total.minor), plot->origin.y + plot->size.height - 2);
  if (self->chosen != NONE && self->chosen != index)
    color.alpha *= 0.45f;
  gsk_rounded_rect_init (&shape,
                         &GRAPHENE_RECT_INIT (x + gap / 2, y, slot_width - gap, plot->origin.y + plot->size.height - y),
                         &GRAPHENE_SIZE_INIT (3, 3), &GRAPHENE_SIZE_INIT (3, 3), &GRAPHENE_SIZE_INIT (0, 0),
                         &GRAPHENE_SIZE_INIT (0, 0));
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &color, &shape.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
draw_day (DocketChart *self, GtkSnapshot *snapshot, const graphene_rect_t *plot, int index, const GdkRGBA *color)
{
  gint32 day = get_bar (self, index)->day;
  g_autoptr (GDateTime) date = g_date_time_new_utc (day / 10000, day / 100 % 100, day % 100, 0, 0, 0);
  /* Translators: a day below a chart, such as “17 Mar”; see strftime(3) */
  g_autofree char *text = date != NULL ? g_date_time_format (date, _("%-d %b")) : NULL;
  g_autoptr (PangoLayout) layout = make_text (self, text != NULL ? text : "", 0.82, FALSE);
  GdkRGBA text_color = *color;
  float slot_width, x = get_slot (self, plot, index, &slot_width);
  int width, height;

  text_color.alpha *= 0.6f;
  pango_layout_get_pixel_size (layout, &width, &height);
  x = CLAMP (x + (slot_width - (float) width) / 2, plot->origin.x, plot->origin.x + plot->size.width - (float) width);
  draw_text (snapshot, layout, x, plot->origin.y + plot->size.height + LABEL_GAP, &text_color);
}

/* The figure of the chosen day, above its bar, inside the chart. */
static void
draw_figure (DocketChart *self, GtkSnapshot *snapshot, const graphene_rect_t *plot, const GdkRGBA *color)
{
  g_autofree char *text = describe_bar (self, self->chosen, "\n");
  g_autoptr (PangoLayout) layout = make_text (self, text, 0.9, FALSE);
  GdkRGBA ground, words;
  GskRoundedRect shape;
  float slot_width, x = get_slot (self, plot, self->chosen, &slot_width);
  int width, height;

  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_get_pixel_size (layout, &width, &height);
  x = CLAMP (x + slot_width / 2 - (float) width / 2 - 10, 0, (float) gtk_widget_get_width (GTK_WIDGET (self)) - (float) width - 20);
  gsk_rounded_rect_init_from_rect (&shape, &GRAPHENE_RECT_INIT (roundf (x), 0, (float) width + 20, (float) height + 10), 8);
  /* Ink on paper, turned round: it reads in light and dark. */
  ground = *color;
  ground.alpha = 0.92f;
  words = color->red + color->green + color->blue > 1.5f ? (GdkRGBA) { 0, 0, 0, 0.95f } : (GdkRGBA) { 1, 1, 1, 1 };
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &ground, &shape.bounds);
  gtk_snapshot_pop (snapshot);
  draw_text (snapshot, layout, roundf (x) + 10, 5, &words);
}

static void
docket_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  DocketChart *self = DOCKET_CHART (widget);
  int n_bars = (int) self->bars->len;
  graphene_rect_t plot;
  GdkRGBA color, ink;

  if (n_bars == 0 || self->currency == NULL || *self->currency == '\0')
    return;
  docket_widget_get_color (widget, &color);
  docket_widget_get_color (self->ink, &ink);
  get_plot (self, &plot);
  draw_lines (self, snapshot, &plot, &color);
  for (int i = 0; i < n_bars; i++)
    draw_bar (self, snapshot, &plot, i, &ink);
  /* A label a week, counted back from today. */
  for (int i = n_bars - 1; i >= 0; i -= 7)
    draw_day (self, snapshot, &plot, i, &color);
  if (self->chosen != NONE)
    draw_figure (self, snapshot, &plot, &color);
}

static void
docket_chart_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : 200;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 600 : 220;
}

static int
find_bar (DocketChart *self, double x)
{
  graphene_rect_t plot;
  int index;

  if (self->bars->len == 0 || self->currency == NULL || *self->currency == '\0')
    return NONE;
  get_plot (self, &plot);
  if (x < plot.origin.x || x > plot.origin.x + plot.size.width)
    return NONE;
  index = (int) ((x - plot.origin.x) / plot.size.width * self->bars->len);
  index = CLAMP (index, 0, (int) self->bars->len - 1);
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? (int) self->bars->len - 1 - index : index;
}

static void
motion_cb (DocketChart *self, double x, double y)
{
  choose (self, find_bar (self, x));
}

static void
leave_cb (DocketChart *self)
{
  choose (self, NONE);
}

static void
activate (DocketChart *self)
{
  if (self->chosen != NONE)
    g_signal_emit (self, day_activated_signal, 0, get_bar (self, self->chosen)->day);
}

static void
released_cb (DocketChart *self, int n_press, double x, double y)
{
  choose (self, find_bar (self, x));
  activate (self);
}

static gboolean
key_pressed_cb (DocketChart *self, guint keyval)
{
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int last = (int) self->bars->len - 1;

  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      if (self->chosen == NONE)
        choose (self, last);
      else
        choose (self, CLAMP (self->chosen + ((keyval == GDK_KEY_Right) != is_rtl ? 1 : -1), 0, last));
      return GDK_EVENT_STOP;
    case GDK_KEY_Home:
      choose (self, 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_End:
      choose (self, last);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      activate (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
add_controllers (DocketChart *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

static void
docket_chart_dispose (GObject *object)
{
  g_clear_pointer (&DOCKET_CHART (object)->ink, gtk_widget_unparent);
  G_OBJECT_CLASS (docket_chart_parent_class)->dispose (object);
}

static void
docket_chart_finalize (GObject *object)
{
  DocketChart *self = DOCKET_CHART (object);

  g_clear_pointer (&self->bars, g_array_unref);
  g_clear_pointer (&self->currency, g_free);
  G_OBJECT_CLASS (docket_chart_parent_class)->finalize (object);
}

static void
docket_chart_class_init (DocketChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_chart_dispose;
  G_OBJECT_CLASS (klass)->finalize = docket_chart_finalize;
  widget_class->measure = docket_chart_measure;
  widget_class->snapshot = docket_chart_snapshot;
  day_activated_signal = g_signal_new ("day-activated", DOCKET_TYPE_CHART, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                       G_TYPE_INT);
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
docket_chart_init (DocketChart *self)
{
  self->bars = g_array_new (FALSE, FALSE, sizeof (Bar));
  self->chosen = NONE;
  self->ink = g_object_new (GTK_TYPE_LABEL, "css-name", "ink", "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (self->ink, GTK_WIDGET (self));
  gtk_widget_set_child_visible (self->ink, FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  add_controllers (self);
  tell (self);
}

void
docket_chart_set_days (DocketChart *self, GPtrArray *days, const char *currency)
{
  g_return_if_fail (DOCKET_IS_CHART (self));

  g_array_set_size (self->bars, 0);
  for (guint i = 0; days != NULL && i < days->len; i++)
    {
      DocketSalesByDayRow *row = g_ptr_array_index (days, i);
      Bar bar = { .day = row->day, .orders = row->orders, .total = row->total };

      g_array_append_val (self->bars, bar);
    }
  g_free (self->currency);
  self->currency = g_strdup (currency);
  if (self->chosen >= (int) self->bars->len)
    self->chosen = NONE;
  scale_lines (self);
  tell (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
