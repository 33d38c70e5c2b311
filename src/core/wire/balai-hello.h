/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>
#include <stdint.h>

#include "balai-wire-reader.h"

G_BEGIN_DECLS

/* The version of the protocol that this Balai speaks. */
#define BALAI_PROTO 1

#define BALAI_HELLO_FEATURES 64

/**
 * BalaiHello:
 * @proto_min: the oldest protocol the server speaks
 * @proto_max: the newest
 * @sv: the version of the format it writes
 * @sv_min: the oldest it still takes
 * @epoch: (owned): the line of its history
 * @now: its time, in milliseconds since 1970
 * @features: (owned) (nullable): names of what not every server can
 * @client_min: (owned) (nullable): the oldest Balai that it talks to
 *
 * How a server introduces itself. Public while it is filled, and then only read.
 */
typedef struct
{
  /*< private >*/
  gatomicrefcount  ref_count;

  /*< public >*/
  int64_t          proto_min;
  int64_t          proto_max;
  int64_t          sv;
  int64_t          sv_min;
  char            *epoch;
  int64_t          now;
  char           **features;
  char            *client_min;
} BalaiHello;

BalaiHello *balai_hello_new      (const char  *epoch,
                                  int64_t      now,
                                  int64_t      sv_min,
                                  int64_t      sv);
BalaiHello *balai_hello_ref      (BalaiHello  *self);
void        balai_hello_unref    (BalaiHello  *self);
char       *balai_hello_encode   (BalaiHello  *self);
BalaiHello *balai_hello_decode   (const char  *text,
                                  gssize       length,
                                  GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiHello, balai_hello_unref)

G_END_DECLS
