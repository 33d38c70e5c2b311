/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-clock.h"

struct _BalaiClock
{
  /* G_MININT64: the system's clock */
  int64_t fixed_ms;
};

static const BalaiClock system_clock = { G_MININT64 };

/**
 * balai_clock_system:
 *
 * Returns: (transfer none): the clock of the computer; never free it
 */
const BalaiClock *
balai_clock_system (void)
{
  return &system_clock;
}

/**
 * balai_clock_new_at:
 * @seconds: seconds since 1970-01-01 UTC
 *
 * Returns: (transfer full): a clock that stands still at @seconds until it is advanced
 */
BalaiClock *
balai_clock_new_at (int64_t seconds)
{
  BalaiClock *self = g_new (BalaiClock, 1);

  self->fixed_ms = seconds * 1000;
  return self;
}

void
balai_clock_free (BalaiClock *self)
{
  if (self != &system_clock)
    g_free (self);
}

/**
 * balai_clock_advance:
 * @self: a clock made with balai_clock_new_at()
 * @seconds: how far to move it; may be negative
 */
void
balai_clock_advance (BalaiClock *self,
                     int64_t     seconds)
{
  g_return_if_fail (self->fixed_ms != G_MININT64);

  self->fixed_ms += seconds * 1000;
}

/**
 * balai_clock_now:
 * @self: a clock
 *
 * Returns: seconds since 1970-01-01 UTC
 */
int64_t
balai_clock_now (const BalaiClock *self)
{
  return balai_clock_now_ms (self) / 1000;
}

/**
 * balai_clock_now_ms:
 * @self: a clock
 *
 * Returns: milliseconds since 1970-01-01 UTC
 */
int64_t
balai_clock_now_ms (const BalaiClock *self)
{
  return self->fixed_ms == G_MININT64 ? g_get_real_time () / 1000 : self->fixed_ms;
}
