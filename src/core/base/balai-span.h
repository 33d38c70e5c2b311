/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <stdint.h>

G_BEGIN_DECLS

#define BALAI_MINUTE ((int64_t) 60)
#define BALAI_HOUR   ((int64_t) 3600)
#define BALAI_DAY    ((int64_t) 86400)

/**
 * BalaiSpan:
 * @start: first second that belongs to it
 * @end: first second that no longer does
 *
 * A half-open stretch of time in seconds since 1970-01-01 UTC.
 */
typedef struct
{
  int64_t start;
  int64_t end;
} BalaiSpan;

/**
 * balai_span_meets:
 * @a: a span
 * @b: a span
 *
 * The one test of overlap in Balai: equal spans meet, touching ones do not.
 *
 * Returns: whether some second belongs to both
 */
static inline gboolean
balai_span_meets (BalaiSpan a,
                  BalaiSpan b)
{
  return a.start < b.end && b.start < a.end;
}

static inline BalaiSpan
balai_span_intersect (BalaiSpan a,
                      BalaiSpan b)
{
  return (BalaiSpan) { MAX (a.start, b.start), MIN (a.end, b.end) };
}

static inline int64_t
balai_span_length (BalaiSpan a)
{
  return a.end - a.start;
}

G_END_DECLS
