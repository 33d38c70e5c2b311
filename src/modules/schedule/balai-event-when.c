/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-event-when.h"

#include <glib/gi18n-lib.h>

#include "balai-date-row.h"
#include "balai-day.h"
#include "balai-format.h"
#include "balai-simple-rule.h"
#include "balai-time-row.h"

/**
 * BalaiEventWhen:
 *
 * When the event is: dates and times on the clock of its zone, and how it repeats.
 */
struct _BalaiEventWhen
{
  BalaiEventSection parent_instance;

  GtkWidget *start_date;       /* (unowned) */
  GtkWidget *start_time;       /* (unowned) */
  GtkWidget *end_time;         /* (unowned) */
  GtkWidget *end_date;         /* (unowned) */
  GtkWidget *all_day;          /* (unowned) */
  GtkWidget *days_row;         /* (unowned) */
  GtkWidget *zone_row;         /* (unowned) */
  GtkWidget *repeat_row;       /* (unowned) */
  GtkWidget *interval_row;     /* (unowned) */
  GtkWidget *interval;         /* (unowned) */
  GtkWidget *weekdays_row;     /* (unowned) */
  GtkWidget *weekdays;         /* (unowned) */
  GtkWidget *weekday_buttons[8]; /* (unowned): by weekday, from 1 */
  GtkWidget *ends_row;         /* (unowned) */
  GtkWidget *until;            /* (unowned) */
  GtkWidget *count_row;        /* (unowned) */
  GtkWidget *count;            /* (unowned) */
  GtkWidget *note;             /* (unowned) */
  GtkWidget *rule_note;        /* (unowned) */
  GPtrArray *zones;            /* (owned) (element-type BalaiZone): those to choose from */
  int64_t    start_day;        /* as it was before the last change */
  int        start_second;
  gboolean   writing;
};

G_DEFINE_FINAL_TYPE (BalaiEventWhen, balai_event_when, BALAI_TYPE_EVENT_SECTION)

enum
{
  ENDS_ON_DATE,
  ENDS_AFTER_COUNT,
  ENDS_NEVER,
};

static const char *const zone_names[] = { "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura" };

static const BalaiZone *
chosen_zone (BalaiEventWhen *self)
{
  return self->zones->pdata[MIN (adw_combo_row_get_selected (ADW_COMBO_ROW (self->zone_row)), self->zones->len - 1)];
}

static BalaiRepeat
chosen_repeat (BalaiEventWhen *self)
{
  return (BalaiRepeat) adw_combo_row_get_selected (ADW_COMBO_ROW (self->repeat_row));
}

static gboolean
is_all_day (BalaiEventWhen *self)
{
  return gtk_switch_get_active (GTK_SWITCH (self->all_day));
}

static int64_t
start_day (BalaiEventWhen *self)
{
  return balai_typed_row_get_value (BALAI_TYPED_ROW (self->start_date));
}

static int64_t
end_day (BalaiEventWhen *self)
{
  return balai_typed_row_get_value (BALAI_TYPED_ROW (self->end_date));
}

static int
start_second (BalaiEventWhen *self)
{
  return balai_typed_row_get_value (BALAI_TYPED_ROW (self->start_time));
}

static int
end_second (BalaiEventWhen *self)
{
  return balai_typed_row_get_value (BALAI_TYPED_ROW (self->end_time));
}

/* The words of the choices follow the date: "every month on the 15th", "every third Wednesday". */
static void
name_repeats (BalaiEventWhen *self)
{
  static const char *const weeks[] = { NC_("week of a month", "first"), NC_("week of a month", "second"),
                                       NC_("week of a month", "third"), NC_("week of a month", "fourth") };
  int64_t day = start_day (self);
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  g_autofree char *monthly = NULL, *weekday = NULL;
  const char *name = balai_format_weekday (balai_day_weekday (day));
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->repeat_row));
  int y, m, d;

  balai_day_to_ymd (day, &y, &m, &d);
  monthly = g_strdup_printf (_("Monthly, on day %d"), d);
  if (d > 28)
    /* Translators: a weekday */
    weekday = g_strdup_printf (_("Monthly, on the last %s"), name);
  else
    /* Translators: "second", a weekday */
    weekday = g_strdup_printf (_("Monthly, on the %1$s %2$s"),
                               g_dpgettext2 (GETTEXT_PACKAGE, "week of a month", weeks[(d - 1) / 7]), name);
  gtk_string_list_append (words, _("Never"));
  gtk_string_list_append (words, _("Daily"));
  gtk_string_list_append (words, _("Every working day"));
  gtk_string_list_append (words, _("Weekly"));
  gtk_string_list_append (words, monthly);
  gtk_string_list_append (words, weekday);
  gtk_string_list_append (words, _("Yearly"));
  if (selected == BALAI_REPEAT_OTHER)
    gtk_string_list_append (words, _("As the calendar file says"));
  self->writing = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self->repeat_row), G_LIST_MODEL (words));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->repeat_row), MIN (selected, BALAI_REPEAT_OTHER));
  self->writing = FALSE;
}

static void
update_interval_words (BalaiEventWhen *self)
{
  int n = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->interval));
  const char *words = NULL;

  switch (chosen_repeat (self))
    {
    case BALAI_REPEAT_DAILY:
      words = g_dngettext (GETTEXT_PACKAGE, "day", "days", (gulong) n);
      break;
    case BALAI_REPEAT_WEEKLY:
      words = g_dngettext (GETTEXT_PACKAGE, "week", "weeks", (gulong) n);
      break;
    case BALAI_REPEAT_MONTHLY:
    case BALAI_REPEAT_MONTHLY_WEEKDAY:
      words = g_dngettext (GETTEXT_PACKAGE, "month", "months", (gulong) n);
      break;
    case BALAI_REPEAT_NEVER:
    case BALAI_REPEAT_WORKDAYS:
    case BALAI_REPEAT_YEARLY:
    case BALAI_REPEAT_OTHER:
    default:
      break;
    }
  gtk_widget_set_visible (self->interval_row, words != NULL);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->interval_row), words ? words : "");
}

/* Shows what there is to say, and nothing else. */
static void
update_rows (BalaiEventWhen *self)
{
  BalaiRecord *event = balai_event_section_get_event (BALAI_EVENT_SECTION (self));
  BalaiRepeat repeat = chosen_repeat (self);
  gboolean override = !balai_record_is_null (event, BALAI_EVENT_SERIES);
  gboolean repeats = repeat != BALAI_REPEAT_NEVER && repeat != BALAI_REPEAT_OTHER;
  gboolean several = end_day (self) > start_day (self) + (end_second (self) <= start_second (self) ? 1 : 0);
  guint ends = adw_combo_row_get_selected (ADW_COMBO_ROW (self->ends_row));

  gtk_widget_set_visible (self->start_time, !is_all_day (self));
  gtk_widget_set_visible (self->end_time, !is_all_day (self));
  gtk_widget_set_visible (self->zone_row, !is_all_day (self));
  gtk_widget_set_visible (self->days_row, several && !is_all_day (self) && repeat == BALAI_REPEAT_NEVER && !override);
  gtk_widget_set_visible (self->repeat_row, !override);
  update_interval_words (self);
  gtk_widget_set_visible (self->weekdays_row, repeat == BALAI_REPEAT_WEEKLY);
  gtk_widget_set_visible (self->ends_row, repeats);
  gtk_widget_set_visible (self->until, repeats && ends == ENDS_ON_DATE);
  gtk_widget_set_visible (self->count_row, repeats && ends == ENDS_AFTER_COUNT);
}

static void
store_rule (BalaiEventWhen *self,
            BalaiRecord    *event)
{
  BalaiSimpleRule rule = {
    .repeat = chosen_repeat (self),
    .interval = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->interval)),
  };

  if (rule.repeat == BALAI_REPEAT_OTHER || !balai_record_is_null (event, BALAI_EVENT_SERIES))
    return;
  for (int weekday = 1; weekday <= 7; weekday++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->weekday_buttons[weekday])))
      rule.weekdays |= 1u << weekday;
  switch (adw_combo_row_get_selected (ADW_COMBO_ROW (self->ends_row)))
    {
    case ENDS_ON_DATE:
      rule.has_until = TRUE;
      rule.until_day = balai_typed_row_get_value (BALAI_TYPED_ROW (self->until));
      break;
    case ENDS_AFTER_COUNT:
      rule.count = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->count));
      break;
    default:
      break;
    }
  balai_record_take_text (event, BALAI_EVENT_RRULE,
                          balai_simple_rule_format (&rule, start_day (self), is_all_day (self), chosen_zone (self)));
}

static void
store (BalaiEventWhen *self)
{
  BalaiEventSection *section = BALAI_EVENT_SECTION (self);
  BalaiEventDraft *draft = balai_event_section_get_draft (section);
  BalaiRecord *event = balai_event_section_get_event (section);
  const BalaiZone *zone = chosen_zone (self);

  balai_record_set_int (event, BALAI_EVENT_ALL_DAY, is_all_day (self));
  if (is_all_day (self))
    {
      balai_record_set_int (event, BALAI_EVENT_START_DATE, start_day (self));
      balai_record_set_int (event, BALAI_EVENT_END_DATE, end_day (self) + 1);
      balai_record_set_null (event, BALAI_EVENT_START);
      balai_record_set_null (event, BALAI_EVENT_END);
    }
  else
    {
      balai_record_set_int (event, BALAI_EVENT_START,
                            balai_zone_to_instant (zone, start_day (self) * BALAI_DAY + start_second (self)));
      balai_record_set_int (event, BALAI_EVENT_END,
                            balai_zone_to_instant (zone, end_day (self) * BALAI_DAY + end_second (self)));
      balai_record_set_text (event, BALAI_EVENT_ZONE, balai_zone_get_name (zone));
      balai_record_set_null (event, BALAI_EVENT_START_DATE);
      balai_record_set_null (event, BALAI_EVENT_END_DATE);
    }
  store_rule (self, event);
  balai_event_draft_set_each_day (draft, gtk_widget_get_visible (self->days_row)
                                           && adw_combo_row_get_selected (ADW_COMBO_ROW (self->days_row)) == 1);
  if (!balai_typed_row_is_valid (BALAI_TYPED_ROW (self->start_date))
      || !balai_typed_row_is_valid (BALAI_TYPED_ROW (self->end_date))
      || (gtk_widget_get_visible (self->until) && !balai_typed_row_is_valid (BALAI_TYPED_ROW (self->until))))
    balai_event_draft_set_problem (draft, _("A date cannot be read. Write it like 15 Jul 2026."));
  else if (!is_all_day (self)
           && (!balai_typed_row_is_valid (BALAI_TYPED_ROW (self->start_time))
               || !balai_typed_row_is_valid (BALAI_TYPED_ROW (self->end_time))))
    balai_event_draft_set_problem (draft, _("A time cannot be read. Write it like 09.00."));
  else
    balai_event_draft_set_problem (draft, NULL);
  balai_event_section_touch (section);
}

static gboolean
is_quiet (BalaiEventWhen *self)
{
  return self->writing || balai_event_section_is_filling (BALAI_EVENT_SECTION (self));
}

static void
changed (BalaiEventWhen *self)
{
  if (is_quiet (self))
    return;
  update_rows (self);
  store (self);
}

/* The end goes along with the start, so that an event stays as long as it was. */
static void
start_date_changed (BalaiEventWhen *self)
{
  int64_t moved = start_day (self) - self->start_day;

  if (is_quiet (self))
    return;
  self->writing = TRUE;
  balai_typed_row_set_value (BALAI_TYPED_ROW (self->end_date), end_day (self) + moved);
  /* Another day's repetition falls on that day's weekday. */
  if (chosen_repeat (self) != BALAI_REPEAT_WEEKLY)
    for (int weekday = 1; weekday <= 7; weekday++)
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->weekday_buttons[weekday]),
                                    weekday == balai_day_weekday (start_day (self)));
  self->writing = FALSE;
  self->start_day = start_day (self);
  name_repeats (self);
  changed (self);
}

static void
start_time_changed (BalaiEventWhen *self)
{
  int64_t end;

  if (is_quiet (self))
    return;
  end = end_day (self) * BALAI_DAY + end_second (self) + start_second (self) - self->start_second;
  self->writing = TRUE;
  balai_typed_row_set_value (BALAI_TYPED_ROW (self->end_date), balai_wall_day (end));
  balai_typed_row_set_value (BALAI_TYPED_ROW (self->end_time), balai_wall_second (end));
  self->writing = FALSE;
  self->start_second = start_second (self);
  changed (self);
}

/* "22.00 to 02.00" ends on the next day, and says so. */
static void
end_time_changed (BalaiEventWhen *self)
{
  if (is_quiet (self))
    return;
  self->writing = TRUE;
  if (end_second (self) < start_second (self) && end_day (self) == start_day (self))
    balai_typed_row_set_value (BALAI_TYPED_ROW (self->end_date), start_day (self) + 1);
  else if (end_second (self) > start_second (self) && end_day (self) == start_day (self) + 1
           && chosen_repeat (self) == BALAI_REPEAT_NEVER
           && balai_event_draft_get_n_days (balai_event_section_get_draft (BALAI_EVENT_SECTION (self))) == 2
           && balai_record_get_int (balai_event_section_get_event (BALAI_EVENT_SECTION (self)), BALAI_EVENT_END)
                  - balai_record_get_int (balai_event_section_get_event (BALAI_EVENT_SECTION (self)),
                                          BALAI_EVENT_START) < BALAI_DAY)
    balai_typed_row_set_value (BALAI_TYPED_ROW (self->end_date), start_day (self));
  self->writing = FALSE;
  changed (self);
}

static void
repeat_changed (BalaiEventWhen *self)
{
  if (is_quiet (self))
    return;
  self->writing = TRUE;
  if (!gtk_widget_get_visible (self->ends_row))
    {
      /* A year of weeks is a long promise: three months, to be made longer by who means it. */
      balai_typed_row_set_value (BALAI_TYPED_ROW (self->until), start_day (self) + 91);
      for (int weekday = 1; weekday <= 7; weekday++)
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->weekday_buttons[weekday]),
                                      weekday == balai_day_weekday (start_day (self)));
    }
  self->writing = FALSE;
  changed (self);
}

static void
fill_zones (BalaiEventWhen  *self,
            const BalaiZone *zone)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint selected = 0;

  g_ptr_array_set_size (self->zones, 0);
  for (guint i = 0; i < G_N_ELEMENTS (zone_names); i++)
    g_ptr_array_add (self->zones, (gpointer) balai_zone_get (zone_names[i]));
  if (!g_ptr_array_find (self->zones, zone, NULL))
    g_ptr_array_add (self->zones, (gpointer) zone);
  for (guint i = 0; i < self->zones->len; i++)
    {
      g_autofree char *word = i < G_N_ELEMENTS (zone_names)
                                ? g_strdup (balai_zone_get_short_name (self->zones->pdata[i], 0))
                                : g_strdup (balai_zone_get_name (self->zones->pdata[i]));

      gtk_string_list_append (words, word);
      if (self->zones->pdata[i] == zone)
        selected = i;
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (self->zone_row), G_LIST_MODEL (words));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->zone_row), selected);
}

static void
fill_rule (BalaiEventWhen  *self,
           BalaiRecord     *event,
           const BalaiZone *zone)
{
  BalaiSimpleRule rule;

  balai_simple_rule_parse (&rule, balai_record_get_text (event, BALAI_EVENT_RRULE), start_day (self), zone);
  if (rule.repeat == BALAI_REPEAT_NEVER && !balai_record_is_null (event, BALAI_EVENT_RDATE))
    rule.repeat = BALAI_REPEAT_OTHER;
  name_repeats (self);
  if (rule.repeat == BALAI_REPEAT_OTHER)
    gtk_string_list_append (GTK_STRING_LIST (adw_combo_row_get_model (ADW_COMBO_ROW (self->repeat_row))),
                            _("As the calendar file says"));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->repeat_row), rule.repeat);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->interval), rule.interval);
  for (int weekday = 1; weekday <= 7; weekday++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->weekday_buttons[weekday]),
                                  rule.weekdays ? (rule.weekdays & (1u << weekday)) != 0
                                                : weekday == balai_day_weekday (start_day (self)));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->ends_row),
                              rule.count > 0 ? ENDS_AFTER_COUNT
                              : rule.has_until || rule.repeat == BALAI_REPEAT_NEVER ? ENDS_ON_DATE : ENDS_NEVER);
  if (rule.count > 0)
    gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->count), rule.count);
  balai_typed_row_set_value (BALAI_TYPED_ROW (self->until), rule.has_until ? rule.until_day : start_day (self) + 91);
}

static void
balai_event_when_fill (BalaiEventSection *section)
{
  BalaiEventWhen *self = BALAI_EVENT_WHEN (section);
  BalaiEventDraft *draft = balai_event_section_get_draft (section);
  BalaiRecord *event = balai_event_section_get_event (section);
  const BalaiZone *city = balai_event_draft_get_city_zone (draft);
  const BalaiZone *zone = balai_zone_get (balai_record_get_text (event, BALAI_EVENT_ZONE));
  gboolean all_day = balai_record_get_boolean (event, BALAI_EVENT_ALL_DAY);
  BalaiSpan span = { 0, 0 };
  int64_t start, end;

  if (zone == NULL)
    zone = city;
  balai_event_get_span (event, balai_zone_get_name (city), &span);
  start = balai_zone_to_wall (all_day ? city : zone, span.start);
  end = balai_zone_to_wall (all_day ? city : zone, all_day ? MAX (span.start, span.end - 1) : span.end);
  gtk_switch_set_active (GTK_SWITCH (self->all_day), all_day);
  fill_zones (self, zone);
  balai_typed_row_set_value (BALAI_TYPED_ROW (self->start_date), balai_wall_day (start));
  balai_typed_row_set_value (BALAI_TYPED_ROW (self->end_date), balai_wall_day (end));
  balai_typed_row_set_value (BALAI_TYPED_ROW (self->start_time), all_day ? 9 * 3600 : balai_wall_second (start));
  balai_typed_row_set_value (BALAI_TYPED_ROW (self->end_time), all_day ? 10 * 3600 : balai_wall_second (end));
  self->start_day = start_day (self);
  self->start_second = start_second (self);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->days_row), balai_event_draft_get_each_day (draft) ? 1 : 0);
  fill_rule (self, event, all_day ? city : zone);
  update_rows (self);
}

static void
balai_event_when_show_check (BalaiEventSection     *section,
                             const BalaiEventCheck *check)
{
  balai_event_section_say (section, BALAI_NOTE_ROW (BALAI_EVENT_WHEN (section)->note), check, BALAI_EVENT_PART_TIME,
                           NULL);
}

static gboolean
balai_event_when_focus_at (BalaiEventSection *section,
                           const char        *field,
                           const char        *resource)
{
  BalaiEventWhen *self = BALAI_EVENT_WHEN (section);
  GtkWidget *row = NULL;

  if (g_str_equal (field, "start"))
    row = is_all_day (self) ? self->start_date : self->start_time;
  else if (g_str_equal (field, "end"))
    row = is_all_day (self) ? self->end_date : self->end_time;
  else if (g_str_equal (field, "start_date"))
    row = self->start_date;
  else if (g_str_equal (field, "end_date"))
    row = self->end_date;
  else if (g_str_equal (field, "rrule"))
    row = self->repeat_row;
  return row != NULL && gtk_widget_grab_focus (row);
}

static void
balai_event_when_finalize (GObject *object)
{
  g_clear_pointer (&BALAI_EVENT_WHEN (object)->zones, g_ptr_array_unref);
  G_OBJECT_CLASS (balai_event_when_parent_class)->finalize (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, BalaiEventWhen, name)

static void
balai_event_when_class_init (BalaiEventWhenClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  BalaiEventSectionClass *section_class = BALAI_EVENT_SECTION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = balai_event_when_finalize;
  section_class->fill = balai_event_when_fill;
  section_class->show_check = balai_event_when_show_check;
  section_class->focus_at = balai_event_when_focus_at;
  g_type_ensure (BALAI_TYPE_DATE_ROW);
  g_type_ensure (BALAI_TYPE_TIME_ROW);
  g_type_ensure (BALAI_TYPE_NOTE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, APP_PATH "/schedule/balai-event-when.ui");
  BIND (start_date);
  BIND (start_time);
  BIND (end_time);
  BIND (end_date);
  BIND (all_day);
  BIND (days_row);
  BIND (zone_row);
  BIND (repeat_row);
  BIND (interval_row);
  BIND (interval);
  BIND (weekdays_row);
  BIND (weekdays);
  BIND (ends_row);
  BIND (until);
  BIND (count_row);
  BIND (count);
  BIND (note);
  BIND (rule_note);
}

#undef BIND

static void
balai_event_when_init (BalaiEventWhen *self)
{
  self->zones = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int weekday = 1; weekday <= 7; weekday++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (balai_format_weekday_short (weekday));

      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      balai_format_weekday (weekday), -1);
      g_signal_connect_object (button, "toggled", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
      gtk_flow_box_insert (GTK_FLOW_BOX (self->weekdays), button, -1);
      gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
      self->weekday_buttons[weekday] = button;
    }
  g_signal_connect_object (self->start_date, "notify::value", G_CALLBACK (start_date_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->start_time, "notify::value", G_CALLBACK (start_time_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->end_time, "notify::value", G_CALLBACK (end_time_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->end_date, "notify::value", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->start_date, "notify::valid", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->start_time, "notify::valid", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->end_time, "notify::valid", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->end_date, "notify::valid", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->until, "notify::valid", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->until, "notify::value", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->all_day, "notify::active", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->days_row, "notify::selected", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->zone_row, "notify::selected", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->repeat_row, "notify::selected", G_CALLBACK (repeat_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->ends_row, "notify::selected", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->interval, "value-changed", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->count, "value-changed", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  balai_note_row_describe (BALAI_NOTE_ROW (self->note), self->start_time);
  balai_note_row_describe (BALAI_NOTE_ROW (self->rule_note), self->repeat_row);
}

/**
 * balai_event_when_show_verdict:
 * @self: a section
 * @field: (nullable): name of the field at fault
 * @text: (nullable): what is wrong with the dates themselves, or %NULL for nothing
 */
void
balai_event_when_show_verdict (BalaiEventWhen *self,
                               const char     *field,
                               const char     *text)
{
  gboolean rule = g_strcmp0 (field, "rrule") == 0;

  g_return_if_fail (BALAI_IS_EVENT_WHEN (self));

  if (text != NULL && rule)
    balai_note_row_say (BALAI_NOTE_ROW (self->rule_note), BALAI_STATE_WRONG, text, NULL);
  else
    balai_note_row_hush (BALAI_NOTE_ROW (self->rule_note));
  if (text != NULL && !rule)
    balai_note_row_say (BALAI_NOTE_ROW (self->note), BALAI_STATE_WRONG, text, NULL);
}
