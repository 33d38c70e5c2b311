/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-day.h"
#include "balai-repeat-text.h"
#include "balai-test.h"

typedef struct
{
  const char *rule;
  const char *rdate;
  int         day; /* of July 2026 */
  const char *english;
  const char *indonesian;
} Case;

/* 14 July 2026 is a Tuesday, the second of the month. */
static const Case cases[] = {
  { NULL, NULL, 14, NULL, NULL },
  { "FREQ=DAILY;COUNT=3", NULL, 14, "Every day, 3 times", "Setiap hari, 3 kali" },
  { "FREQ=DAILY;INTERVAL=2;UNTIL=20260801T165959Z", NULL, 14, "Every 2 days until 1 August 2026",
    "Setiap 2 hari sampai 1 Agustus 2026" },
  /* Ends at midnight by the clock of the place, which is the day before by that of the rule. */
  { "FREQ=WEEKLY;UNTIL=20260731T170000Z", NULL, 14, "Every Tuesday until 1 August 2026",
    "Setiap Selasa sampai 1 Agustus 2026" },
  { "FREQ=WEEKLY;BYDAY=MO,WE,FR", NULL, 14, "Every Monday, Wednesday and Friday, without end",
    "Setiap Senin, Rabu dan Jumat, tanpa batas akhir" },
  { "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=1", NULL, 14, "Every 2 weeks on Tuesday and Thursday, 1 time",
    "Setiap 2 minggu pada Selasa dan Kamis, 1 kali" },
  { "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=9", NULL, 14, "Every working day, 9 times",
    "Setiap hari kerja, 9 kali" },
  { "FREQ=MONTHLY;COUNT=4", NULL, 14, "Every month on day 14, 4 times", "Setiap bulan pada tanggal 14, 4 kali" },
  { "FREQ=MONTHLY;INTERVAL=3;COUNT=4", NULL, 14, "Every 3 months on day 14, 4 times",
    "Setiap 3 bulan pada tanggal 14, 4 kali" },
  { "FREQ=MONTHLY;BYDAY=2TU;COUNT=4", NULL, 14, "Every month on the second Tuesday, 4 times",
    "Setiap bulan pada Selasa kedua, 4 kali" },
  { "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1WE;COUNT=4", NULL, 29, "Every 2 months on the last Wednesday, 4 times",
    "Setiap 2 bulan pada Rabu terakhir, 4 kali" },
  { "FREQ=YEARLY", NULL, 17, "Every year on 17 July, without end", "Setiap tahun pada 17 Juli, tanpa batas akhir" },
  { "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1", NULL, 14, "As the calendar file says", "Sesuai berkas kalender" },
  { NULL, "20260720T020000Z", 14, "On 1 further date", "Pada 1 tanggal lain" },
  { "FREQ=DAILY;COUNT=3", "20260720T020000Z\n20260721T020000Z", 14, "Every day, 3 times, and on 2 further dates",
    "Setiap hari, 3 kali, dan pada 2 tanggal lain" },
};

static void
test_words (gconstpointer language)
{
  gboolean indonesian = g_str_equal (language, "id");

  balai_test_set_language (language);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BalaiRecord) event = balai_record_new (&balai_event_kind);
      /* Nine in the morning in Kediri. */
      int64_t start = balai_day_from_ymd (2026, 7, cases[i].day) * BALAI_DAY + 2 * BALAI_HOUR;
      g_autofree char *words = NULL;

      balai_record_set_int (event, BALAI_EVENT_START, start);
      balai_record_set_int (event, BALAI_EVENT_END, start + BALAI_HOUR);
      balai_record_set_text (event, BALAI_EVENT_RRULE, cases[i].rule);
      balai_record_set_text (event, BALAI_EVENT_RDATE, cases[i].rdate);
      words = balai_event_describe_repeat (event, NULL);
      g_assert_cmpstr (words, ==, indonesian ? cases[i].indonesian : cases[i].english);
    }
}

int
main (int   argc,
      char *argv[])
{
  balai_test_init (&argc, &argv);
  g_test_add_data_func ("/schedule/repeat-text/english", "en", test_words);
  g_test_add_data_func ("/schedule/repeat-text/indonesian", "id", test_words);
  return g_test_run ();
}
