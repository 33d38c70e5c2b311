/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>
#include <stdint.h>

#include "balai-mutation.h"

G_BEGIN_DECLS

#define BALAI_PUSH_MUTATIONS 50
#define BALAI_PUSH_SIZE      (256 << 10)

/**
 * BalaiPushFault:
 * @mid: (owned): the mutation
 * @group: (owned) (nullable): the group it belongs to
 * @body: (owned): what came
 * @error: (owned): why it cannot be read
 *
 * A mutation that cannot be read. It gets its answer as every other one does: a request in which one is bad would
 * otherwise keep all others waiting for ever.
 */
typedef struct
{
  char       *mid;
  char       *group;
  JsonObject *body;
  GError     *error;
} BalaiPushFault;

/**
 * BalaiPushRequest:
 * @device: (owned): the device that sends
 * @epoch: (owned): the line of the server's history that it knows
 * @proto: version of the protocol
 * @mutations: (owned) (element-type BalaiMutation): what it sends, in its order
 * @faults: (owned) (element-type BalaiPushFault): what it sent and cannot be read
 *
 * What a device sends. Public while it is filled, and then only read.
 */
typedef struct
{
  /*< private >*/
  gatomicrefcount  ref_count;

  /*< public >*/
  char            *device;
  char            *epoch;
  int64_t          proto;
  GPtrArray       *mutations;
  GPtrArray       *faults;
} BalaiPushRequest;

BalaiPushRequest *balai_push_request_new      (const char        *device,
                                               const char        *epoch,
                                               int64_t            proto);
BalaiPushRequest *balai_push_request_ref      (BalaiPushRequest  *self);
void              balai_push_request_unref    (BalaiPushRequest  *self);
void              balai_push_request_add      (BalaiPushRequest  *self,
                                               BalaiMutation     *mutation);
char             *balai_push_request_encode   (BalaiPushRequest  *self);
BalaiPushRequest *balai_push_request_decode   (const char        *text,
                                               gssize             length,
                                               GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiPushRequest, balai_push_request_unref)

G_END_DECLS
