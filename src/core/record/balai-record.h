/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-kind.h"

G_BEGIN_DECLS

#define BALAI_TYPE_RECORD (balai_record_get_type ())
G_DECLARE_DERIVABLE_TYPE (BalaiRecord, balai_record, BALAI, RECORD, GObject)

struct _BalaiRecordClass
{
  GObjectClass      parent_class;

  const BalaiKind  *kind;
  GParamSpec      **properties; /* (owned): one for each field */
};

/* A null integer reads as 0, a null text as NULL; where the difference matters, ask balai_record_is_null(). */

BalaiRecord     *balai_record_new              (const BalaiKind *kind);
BalaiRecord     *balai_record_new_with_id      (const BalaiKind *kind,
                                                const char      *id);
BalaiRecord     *balai_record_copy             (BalaiRecord     *self);
const BalaiKind *balai_record_get_kind         (BalaiRecord     *self);
const char      *balai_record_get_id           (BalaiRecord     *self);
int64_t          balai_record_get_revision     (BalaiRecord     *self);
gboolean         balai_record_is_new           (BalaiRecord     *self);
gboolean         balai_record_is_deleted       (BalaiRecord     *self);
gboolean         balai_record_is_null          (BalaiRecord     *self,
                                                int              field);
const char      *balai_record_get_text         (BalaiRecord     *self,
                                                int              field);
int64_t          balai_record_get_int          (BalaiRecord     *self,
                                                int              field);
double           balai_record_get_real         (BalaiRecord     *self,
                                                int              field);
gboolean         balai_record_get_boolean      (BalaiRecord     *self,
                                                int              field);
void             balai_record_set_null         (BalaiRecord     *self,
                                                int              field);
void             balai_record_set_text         (BalaiRecord     *self,
                                                int              field,
                                                const char      *value);
void             balai_record_take_text        (BalaiRecord     *self,
                                                int              field,
                                                char            *value);
void             balai_record_set_int          (BalaiRecord     *self,
                                                int              field,
                                                int64_t          value);
void             balai_record_set_real         (BalaiRecord     *self,
                                                int              field,
                                                double           value);
void             balai_record_copy_field       (BalaiRecord     *self,
                                                BalaiRecord     *other,
                                                int              field);
gboolean         balai_record_field_equal      (BalaiRecord     *self,
                                                BalaiRecord     *other,
                                                int              field);
gboolean         balai_record_equal            (BalaiRecord     *self,
                                                BalaiRecord     *other);
guint64          balai_record_get_dirty        (BalaiRecord     *self);
gboolean         balai_record_is_dirty         (BalaiRecord     *self);
const char      *balai_record_get_title        (BalaiRecord     *self);
char            *balai_record_format_field     (BalaiRecord     *self,
                                                int              field);

/* For the repository and the codecs */
void             balai_record_set_identity     (BalaiRecord     *self,
                                                const char      *id,
                                                int64_t          revision,
                                                int64_t          base_revision,
                                                gboolean         deleted);
int64_t          balai_record_get_base_revision (BalaiRecord    *self);
int64_t          balai_record_get_updated     (BalaiRecord     *self);
void             balai_record_set_updated     (BalaiRecord     *self,
                                               int64_t          updated);
const char      *balai_record_get_extra        (BalaiRecord     *self);
void             balai_record_set_extra        (BalaiRecord     *self,
                                                const char      *extra);
void             balai_record_clear_dirty      (BalaiRecord     *self);

/* A kind of record is one list in its header,
 *
 *   #define BALAI_THING_FIELDS(F, P) \
 *     F (P, NAME,   "name",   TEXT,    N_("Name"), .flags = BALAI_FIELD_REQUIRED) \
 *     F (P, AMOUNT, "amount", INTEGER, N_("Amount"))
 *   BALAI_DECLARE_RECORD (BalaiThing, balai_thing, THING)
 *
 * and one macro in its source: BALAI_DEFINE_RECORD (BalaiThing, balai_thing, THING, .name = "thing", ...). The list
 * gives the indexes BALAI_THING_NAME, ..., BALAI_THING_N_FIELDS and the rows of the table alike. */

#define BALAI_RECORD_INDEX_(P, NAME, ...) BALAI_##P##_##NAME,
#define BALAI_RECORD_FIELD_(P, NAME, name_, type_, label_, ...) \
  { .name = name_, .type = BALAI_FIELD_##type_, .label = label_, __VA_ARGS__ },

#define BALAI_DECLARE_FIELDS(UPPER) \
  enum { BALAI_##UPPER##_FIELDS (BALAI_RECORD_INDEX_, UPPER) BALAI_##UPPER##_N_FIELDS };

#define BALAI_DECLARE_RECORD(Type, prefix, UPPER) \
  BALAI_DECLARE_FIELDS (UPPER) \
  extern const BalaiKind prefix##_kind; \
  GType prefix##_get_type (void); \
  typedef struct { BalaiRecord parent_instance; } Type; \
  typedef struct { BalaiRecordClass parent_class; } Type##Class; \
  G_DEFINE_AUTOPTR_CLEANUP_FUNC (Type, g_object_unref)

#define BALAI_DEFINE_FIELDS(prefix, UPPER) \
  static const BalaiField prefix##_fields[] = { BALAI_##UPPER##_FIELDS (BALAI_RECORD_FIELD_, UPPER) }; \
  G_STATIC_ASSERT (G_N_ELEMENTS (prefix##_fields) <= 64);

#define BALAI_DEFINE_RECORD(Type, prefix, UPPER, ...) \
  BALAI_DEFINE_FIELDS (prefix, UPPER) \
  const BalaiKind prefix##_kind = { \
    .fields = prefix##_fields, .n_fields = G_N_ELEMENTS (prefix##_fields), .get_type = prefix##_get_type, __VA_ARGS__ \
  }; \
  G_DEFINE_FINAL_TYPE (Type, prefix, BALAI_TYPE_RECORD) \
  static void prefix##_class_init (Type##Class *klass) \
  { balai_record_class_set_kind (BALAI_RECORD_CLASS (klass), &prefix##_kind); } \
  static void prefix##_init (Type *self) { }

void             balai_record_class_set_kind   (BalaiRecordClass *klass,
                                                const BalaiKind  *kind);

G_END_DECLS
