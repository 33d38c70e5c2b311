/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>
#include <stdint.h>

#include "balai-wire-reader.h"

G_BEGIN_DECLS

/**
 * BalaiMutationOp:
 * @BALAI_MUTATION_CREATE: a record that was not there
 * @BALAI_MUTATION_PATCH: some fields of a record
 * @BALAI_MUTATION_ACT: an action with a name, such as "approve"; it may set fields as well
 * @BALAI_MUTATION_VOID: the record is to be there no more
 */
typedef enum
{
  BALAI_MUTATION_CREATE,
  BALAI_MUTATION_PATCH,
  BALAI_MUTATION_ACT,
  BALAI_MUTATION_VOID,
} BalaiMutationOp;

/* How many mutations one may wait for, and how many files one may need. */
#define BALAI_MUTATION_LIST_LIMIT 50

/**
 * BalaiMutation:
 * @mid: (owned): its id, which the server knows it by for ever; a UUIDv7
 * @n: the device's count of its mutations, from 1: the order they were made in
 * @group: (owned) (nullable): an id that mutations share of which all or none take effect
 * @kind: (owned): the kind of the record, as its name; whether there is such a kind is not looked at
 * @id: (owned): the record
 * @op: what is done
 * @act: (owned) (nullable): with %BALAI_MUTATION_ACT, and with it alone, the name of the action
 * @base_rev: revision of the record that the person saw; 0 of one that the server has not seen
 * @base: (owned) (nullable): fields as the person saw them, each of @set at least; null where there was no value
 * @set: (owned) (nullable): fields as they are to be; null takes a value away
 * @args: (owned) (nullable): what the action needs beside fields
 * @deps: (owned) (nullable): mutations that must have taken effect before
 * @att: (owned) (nullable): SHA-256 of the files it needs
 * @sv: version of the format the fields are written in
 * @actor: (owned): who did it
 * @at: when, by the clock of the device, in milliseconds since 1970; it orders nothing
 * @boot: (owned) (nullable): id of the run of the machine it was made in
 * @off: milliseconds that run had lasted; with @boot the server reckons when it was
 * @replaces: (owned) (nullable): the refused mutation that it stands in for
 * @sha: (owned) (nullable): SHA-256 over the canonical form of what was received, members that nobody knows included;
 *   %NULL of one that was made here
 *
 * One thing a person did to one record. Public while it is filled, and then only read: it is shared, by reference and
 * between threads.
 */
typedef struct
{
  /*< private >*/
  gatomicrefcount  ref_count;

  /*< public >*/
  char            *mid;
  int64_t          n;
  char            *group;
  char            *kind;
  char            *id;
  BalaiMutationOp  op;
  char            *act;
  int64_t          base_rev;
  JsonObject      *base;
  JsonObject      *set;
  JsonObject      *args;
  char           **deps;
  char           **att;
  int64_t          sv;
  char            *actor;
  int64_t          at;
  char            *boot;
  int64_t          off;
  char            *replaces;
  char            *sha;
} BalaiMutation;

BalaiMutation *balai_mutation_new         (const char       *mid,
                                           BalaiMutationOp   op,
                                           const char       *kind,
                                           const char       *id);
BalaiMutation *balai_mutation_ref         (BalaiMutation    *self);
void           balai_mutation_unref       (BalaiMutation    *self);
gboolean       balai_mutation_check       (BalaiMutation    *self,
                                           GError          **error);
void           balai_mutation_append      (BalaiMutation    *self,
                                           GString          *json);
char          *balai_mutation_encode      (BalaiMutation    *self);
char          *balai_mutation_hash        (BalaiMutation    *self);
BalaiMutation *balai_mutation_from_object (JsonObject       *object,
                                           GError          **error);
BalaiMutation *balai_mutation_decode      (const char       *text,
                                           gssize            length,
                                           GError          **error);
const char    *balai_mutation_op_to_word  (BalaiMutationOp   op);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiMutation, balai_mutation_unref)

G_END_DECLS
