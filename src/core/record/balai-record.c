/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-record.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "balai-clock.h"
#include "balai-day.h"
#include "balai-format.h"
#include "balai-uuid.h"

/**
 * BalaiRecord:
 *
 * One thing the city keeps: an event, a venue, a proposal. A subclass is its list of fields; the base class gives each
 * of them a GObject property of the same name, so that notify, bindings and expressions work on every record.
 *
 * A record belongs to one thread at a time. It is a copy of what is stored: changing it changes nothing until it is
 * saved with a #BalaiBatch.
 */
typedef struct
{
  gboolean set;
  union
  {
    int64_t integer;
    double  real;
    char   *text; /* (owned) */
  };
} Value;

typedef struct
{
  char     *id;    /* (owned) */
  int64_t   revision;
  int64_t   base_revision;
  gboolean  deleted;
  int64_t   updated;
  guint64   dirty; /* one bit for each field that differs from what was read */
  char     *extra; /* (owned) (nullable): fields of a newer Balai, as an object of JSON */
  Value    *values; /* (owned) (array) */
} BalaiRecordPrivate;

enum
{
  PROP_ID = 1,
  PROP_TITLE,
  PROP_FIRST_FIELD,
};

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (BalaiRecord, balai_record, G_TYPE_OBJECT)

static GParamSpec *base_properties[PROP_FIRST_FIELD];

static inline BalaiRecordPrivate *
record_private (BalaiRecord *self)
{
  return balai_record_get_instance_private (self);
}

static inline const BalaiField *
record_field (BalaiRecord *self,
              int          field)
{
  return &BALAI_RECORD_GET_CLASS (self)->kind->fields[field];
}

#define FIELD_EXISTS(self, field) \
  ((field) >= 0 && (guint) (field) < BALAI_RECORD_GET_CLASS (self)->kind->n_fields)

static void
record_touched (BalaiRecord *self,
                int          field)
{
  BalaiRecordClass *klass = BALAI_RECORD_GET_CLASS (self);

  record_private (self)->dirty |= G_GUINT64_CONSTANT (1) << field;
  g_object_notify_by_pspec (G_OBJECT (self), klass->properties[field]);
  if (field == klass->kind->title_field)
    g_object_notify_by_pspec (G_OBJECT (self), base_properties[PROP_TITLE]);
}

static void
balai_record_constructed (GObject *object)
{
  BalaiRecord *self = BALAI_RECORD (object);
  const BalaiKind *kind = BALAI_RECORD_GET_CLASS (self)->kind;

  record_private (self)->values = g_new0 (Value, kind->n_fields);

  G_OBJECT_CLASS (balai_record_parent_class)->constructed (object);
}

static void
balai_record_finalize (GObject *object)
{
  BalaiRecord *self = BALAI_RECORD (object);
  BalaiRecordPrivate *priv = record_private (self);
  const BalaiKind *kind = BALAI_RECORD_GET_CLASS (self)->kind;

  for (guint i = 0; i < kind->n_fields; i++)
    if (priv->values[i].set && balai_field_get_storage (&kind->fields[i]) == BALAI_STORAGE_TEXT)
      g_free (priv->values[i].text);
  g_free (priv->values);
  g_free (priv->id);
  g_free (priv->extra);

  G_OBJECT_CLASS (balai_record_parent_class)->finalize (object);
}

static void
balai_record_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  BalaiRecord *self = BALAI_RECORD (object);
  int field = (int) id - PROP_FIRST_FIELD;

  if (id == PROP_ID)
    g_value_set_string (value, balai_record_get_id (self));
  else if (id == PROP_TITLE)
    g_value_set_string (value, balai_record_get_title (self));
  else if (record_field (self, field)->type == BALAI_FIELD_BOOLEAN)
    g_value_set_boolean (value, balai_record_get_boolean (self, field));
  else if (balai_field_get_storage (record_field (self, field)) == BALAI_STORAGE_INTEGER)
    g_value_set_int64 (value, balai_record_get_int (self, field));
  else if (balai_field_get_storage (record_field (self, field)) == BALAI_STORAGE_REAL)
    g_value_set_double (value, balai_record_get_real (self, field));
  else
    g_value_set_string (value, balai_record_get_text (self, field));
}

static void
balai_record_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  BalaiRecord *self = BALAI_RECORD (object);
  int field = (int) id - PROP_FIRST_FIELD;

  if (id < PROP_FIRST_FIELD)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  else if (record_field (self, field)->type == BALAI_FIELD_BOOLEAN)
    balai_record_set_int (self, field, g_value_get_boolean (value));
  else if (balai_field_get_storage (record_field (self, field)) == BALAI_STORAGE_INTEGER)
    balai_record_set_int (self, field, g_value_get_int64 (value));
  else if (balai_field_get_storage (record_field (self, field)) == BALAI_STORAGE_REAL)
    balai_record_set_real (self, field, g_value_get_double (value));
  else
    balai_record_set_text (self, field, g_value_get_string (value));
}

static void
balai_record_class_init (BalaiRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = balai_record_constructed;
  object_class->finalize = balai_record_finalize;
  object_class->get_property = balai_record_get_property;
  object_class->set_property = balai_record_set_property;

  base_properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  base_properties[PROP_TITLE] =
    g_param_spec_string ("title-text", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, PROP_FIRST_FIELD, base_properties);
}

static void
balai_record_init (BalaiRecord *self)
{
}

/**
 * balai_record_class_set_kind:
 * @klass: class of a subclass
 * @kind: (transfer none): its description, which lives as long as the program
 *
 * Gives the class a property for each field. Called by BALAI_DEFINE_RECORD().
 */
void
balai_record_class_set_kind (BalaiRecordClass *klass,
                             const BalaiKind  *kind)
{
  /* The name is not static: "unit_id" becomes the property "unit-id". */
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_NICK | G_PARAM_STATIC_BLURB | G_PARAM_EXPLICIT_NOTIFY;

  /* GObject takes these two from every class before its class_init. */
  G_OBJECT_CLASS (klass)->get_property = balai_record_get_property;
  G_OBJECT_CLASS (klass)->set_property = balai_record_set_property;

  klass->kind = kind;
  klass->properties = g_new0 (GParamSpec *, kind->n_fields);
  for (guint i = 0; i < kind->n_fields; i++)
    {
      const BalaiField *field = &kind->fields[i];

      if (field->type == BALAI_FIELD_BOOLEAN)
        klass->properties[i] = g_param_spec_boolean (field->name, NULL, NULL, FALSE, flags);
      else if (balai_field_get_storage (field) == BALAI_STORAGE_INTEGER)
        klass->properties[i] = g_param_spec_int64 (field->name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
      else if (balai_field_get_storage (field) == BALAI_STORAGE_REAL)
        klass->properties[i] = g_param_spec_double (field->name, NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
      else
        klass->properties[i] = g_param_spec_string (field->name, NULL, NULL, NULL, flags);
      g_object_class_install_property (G_OBJECT_CLASS (klass), PROP_FIRST_FIELD + i, klass->properties[i]);
    }
}

static void
record_set_initial (BalaiRecord *self,
                    int          index)
{
  const BalaiField *field = record_field (self, index);

  if (field->initial == NULL)
    return;
  switch (balai_field_get_storage (field))
    {
    case BALAI_STORAGE_INTEGER:
      if (field->type == BALAI_FIELD_BOOLEAN)
        balai_record_set_int (self, index, g_str_equal (field->initial, "true"));
      else
        balai_record_set_int (self, index, g_ascii_strtoll (field->initial, NULL, 10));
      break;
    case BALAI_STORAGE_REAL:
      balai_record_set_real (self, index, g_ascii_strtod (field->initial, NULL));
      break;
    case BALAI_STORAGE_TEXT:
    default:
      balai_record_set_text (self, index, field->initial);
      break;
    }
}

/**
 * balai_record_new:
 * @kind: what it is to be
 *
 * Returns: (transfer full): a new record with an id of its own and the initial values of its kind
 */
BalaiRecord *
balai_record_new (const BalaiKind *kind)
{
  BalaiRecord *self = balai_record_new_with_id (kind, NULL);

  for (guint i = 0; i < kind->n_fields; i++)
    record_set_initial (self, (int) i);
  return self;
}

/**
 * balai_record_new_with_id:
 * @kind: what it is to be
 * @id: (nullable): its id, or %NULL for a new one
 *
 * Returns: (transfer full): a record without any value
 */
BalaiRecord *
balai_record_new_with_id (const BalaiKind *kind,
                          const char      *id)
{
  BalaiRecord *self = g_object_new (kind->get_type (), NULL);

  /* The time in an id serves the locality of indexes and nothing else, so the system's clock will do. */
  record_private (self)->id = id ? g_strdup (id) : balai_uuid_new (balai_clock_now_ms (balai_clock_system ()));
  return self;
}

/**
 * balai_record_copy:
 * @self: a record
 *
 * Returns: (transfer full): its like, with the same id, revision and set of changed fields
 */
BalaiRecord *
balai_record_copy (BalaiRecord *self)
{
  BalaiRecordPrivate *priv = record_private (self), *other;
  const BalaiKind *kind = balai_record_get_kind (self);
  BalaiRecord *copy = balai_record_new_with_id (kind, priv->id);

  for (guint i = 0; i < kind->n_fields; i++)
    balai_record_copy_field (copy, self, (int) i);
  other = record_private (copy);
  other->revision = priv->revision;
  other->base_revision = priv->base_revision;
  other->deleted = priv->deleted;
  other->updated = priv->updated;
  other->dirty = priv->dirty;
  other->extra = g_strdup (priv->extra);
  return copy;
}

const BalaiKind *
balai_record_get_kind (BalaiRecord *self)
{
  return BALAI_RECORD_GET_CLASS (self)->kind;
}

const char *
balai_record_get_id (BalaiRecord *self)
{
  return record_private (self)->id;
}

/**
 * balai_record_get_revision:
 * @self: a record
 *
 * Returns: how often it was saved; 0 while it is new
 */
int64_t
balai_record_get_revision (BalaiRecord *self)
{
  return record_private (self)->revision;
}

int64_t
balai_record_get_base_revision (BalaiRecord *self)
{
  return record_private (self)->base_revision;
}

gboolean
balai_record_is_new (BalaiRecord *self)
{
  return record_private (self)->revision == 0;
}

gboolean
balai_record_is_deleted (BalaiRecord *self)
{
  return record_private (self)->deleted;
}

gboolean
balai_record_is_null (BalaiRecord *self,
                      int          field)
{
  g_return_val_if_fail (FIELD_EXISTS (self, field), TRUE);

  return !record_private (self)->values[field].set;
}

/**
 * balai_record_get_text:
 * @self: a record
 * @field: index of a field that is held as text
 *
 * Returns: (transfer none) (nullable): its value
 */
const char *
balai_record_get_text (BalaiRecord *self,
                       int          field)
{
  Value *value;

  g_return_val_if_fail (FIELD_EXISTS (self, field), NULL);
  g_return_val_if_fail (balai_field_get_storage (record_field (self, field)) == BALAI_STORAGE_TEXT, NULL);

  value = &record_private (self)->values[field];
  return value->set ? value->text : NULL;
}

/**
 * balai_record_get_int:
 * @self: a record
 * @field: index of a field that is held as an integer
 *
 * Returns: its value, 0 when it has none
 */
int64_t
balai_record_get_int (BalaiRecord *self,
                      int          field)
{
  Value *value;

  g_return_val_if_fail (FIELD_EXISTS (self, field), 0);
  g_return_val_if_fail (balai_field_get_storage (record_field (self, field)) == BALAI_STORAGE_INTEGER, 0);

  value = &record_private (self)->values[field];
  return value->set ? value->integer : 0;
}

double
balai_record_get_real (BalaiRecord *self,
                       int          field)
{
  Value *value;

  g_return_val_if_fail (FIELD_EXISTS (self, field), 0.0);
  g_return_val_if_fail (balai_field_get_storage (record_field (self, field)) == BALAI_STORAGE_REAL, 0.0);

  value = &record_private (self)->values[field];
  return value->set ? value->real : 0.0;
}

gboolean
balai_record_get_boolean (BalaiRecord *self,
                          int          field)
{
  return balai_record_get_int (self, field) != 0;
}

void
balai_record_set_null (BalaiRecord *self,
                       int          field)
{
  Value *value;

  g_return_if_fail (FIELD_EXISTS (self, field));

  value = &record_private (self)->values[field];
  if (!value->set)
    return;
  if (balai_field_get_storage (record_field (self, field)) == BALAI_STORAGE_TEXT)
    g_clear_pointer (&value->text, g_free);
  value->set = FALSE;
  record_touched (self, field);
}

/**
 * balai_record_set_text:
 * @self: a record
 * @field: index of a field that is held as text
 * @text: (nullable): its new value; no text and empty text are the same
 */
void
balai_record_set_text (BalaiRecord *self,
                       int          field,
                       const char  *text)
{
  const char *old = balai_record_get_text (self, field);

  if (text != NULL && *text == '\0')
    text = NULL;
  if (g_strcmp0 (old, text) != 0)
    balai_record_take_text (self, field, g_strdup (text));
}

/**
 * balai_record_take_text:
 * @self: a record
 * @field: index of a field that is held as text
 * @text: (transfer full) (nullable): its new value
 */
void
balai_record_take_text (BalaiRecord *self,
                        int          field,
                        char        *text)
{
  Value *value;

  g_return_if_fail (FIELD_EXISTS (self, field));
  g_return_if_fail (balai_field_get_storage (record_field (self, field)) == BALAI_STORAGE_TEXT);

  value = &record_private (self)->values[field];
  if (text != NULL && *text == '\0')
    g_clear_pointer (&text, g_free);
  if (value->set ? g_strcmp0 (value->text, text) == 0 : text == NULL)
    {
      g_free (text);
      return;
    }
  if (value->set)
    g_free (value->text);
  value->text = text;
  value->set = text != NULL;
  record_touched (self, field);
}

void
balai_record_set_int (BalaiRecord *self,
                      int          field,
                      int64_t      integer)
{
  Value *value;

  g_return_if_fail (FIELD_EXISTS (self, field));
  g_return_if_fail (balai_field_get_storage (record_field (self, field)) == BALAI_STORAGE_INTEGER);

  value = &record_private (self)->values[field];
  if (value->set && value->integer == integer)
    return;
  value->set = TRUE;
  value->integer = integer;
  record_touched (self, field);
}

/**
 * balai_record_set_real:
 * @self: a record
 * @field: index of a field that is held as a double
 * @real: its new value; what is no finite number takes the value away, since neither a table nor JSON could hold it
 */
void
balai_record_set_real (BalaiRecord *self,
                       int          field,
                       double       real)
{
  Value *value;

  g_return_if_fail (FIELD_EXISTS (self, field));
  g_return_if_fail (balai_field_get_storage (record_field (self, field)) == BALAI_STORAGE_REAL);

  if (!isfinite (real))
    {
      balai_record_set_null (self, field);
      return;
    }
  real += 0.0; /* a zero without sign */
  value = &record_private (self)->values[field];
  if (value->set && memcmp (&value->real, &real, sizeof real) == 0)
    return;
  value->set = TRUE;
  value->real = real;
  record_touched (self, field);
}

/**
 * balai_record_copy_field:
 * @self: the record that takes the value
 * @other: a record of the same kind
 * @field: index of the field
 */
void
balai_record_copy_field (BalaiRecord *self,
                         BalaiRecord *other,
                         int          field)
{
  g_return_if_fail (balai_record_get_kind (self) == balai_record_get_kind (other));

  if (balai_record_is_null (other, field))
    {
      balai_record_set_null (self, field);
      return;
    }
  switch (balai_field_get_storage (record_field (self, field)))
    {
    case BALAI_STORAGE_INTEGER:
      balai_record_set_int (self, field, balai_record_get_int (other, field));
      break;
    case BALAI_STORAGE_REAL:
      balai_record_set_real (self, field, balai_record_get_real (other, field));
      break;
    case BALAI_STORAGE_TEXT:
    default:
      balai_record_set_text (self, field, balai_record_get_text (other, field));
      break;
    }
}

gboolean
balai_record_field_equal (BalaiRecord *self,
                          BalaiRecord *other,
                          int          field)
{
  const Value *a, *b;

  g_return_val_if_fail (balai_record_get_kind (self) == balai_record_get_kind (other), FALSE);

  a = &record_private (self)->values[field];
  b = &record_private (other)->values[field];
  if (a->set != b->set)
    return FALSE;
  if (!a->set)
    return TRUE;
  switch (balai_field_get_storage (record_field (self, field)))
    {
    case BALAI_STORAGE_INTEGER:
      return a->integer == b->integer;
    case BALAI_STORAGE_REAL:
      return memcmp (&a->real, &b->real, sizeof a->real) == 0;
    case BALAI_STORAGE_TEXT:
    default:
      return g_str_equal (a->text, b->text);
    }
}

/**
 * balai_record_equal:
 * @self: a record
 * @other: another
 *
 * Returns: whether the two are of one kind and have the same id and values; revisions do not matter
 */
gboolean
balai_record_equal (BalaiRecord *self,
                    BalaiRecord *other)
{
  const BalaiKind *kind = balai_record_get_kind (self);

  if (kind != balai_record_get_kind (other) || !g_str_equal (balai_record_get_id (self), balai_record_get_id (other)))
    return FALSE;
  for (guint i = 0; i < kind->n_fields; i++)
    if (!balai_record_field_equal (self, other, (int) i))
      return FALSE;
  return g_strcmp0 (record_private (self)->extra, record_private (other)->extra) == 0;
}

/**
 * balai_record_get_dirty:
 * @self: a record
 *
 * Returns: one bit for each field that was changed since it was read, the first field lowest
 */
guint64
balai_record_get_dirty (BalaiRecord *self)
{
  return record_private (self)->dirty;
}

gboolean
balai_record_is_dirty (BalaiRecord *self)
{
  return record_private (self)->dirty != 0;
}

void
balai_record_clear_dirty (BalaiRecord *self)
{
  record_private (self)->dirty = 0;
}

/**
 * balai_record_get_title:
 * @self: a record
 *
 * Returns: (transfer none): what a person calls it by; "" when it has no name yet
 */
const char *
balai_record_get_title (BalaiRecord *self)
{
  const BalaiKind *kind = balai_record_get_kind (self);
  const char *title = NULL;

  if (balai_field_get_storage (&kind->fields[kind->title_field]) == BALAI_STORAGE_TEXT)
    title = balai_record_get_text (self, kind->title_field);
  return title ? title : "";
}

/**
 * balai_record_set_identity:
 * @self: a record
 * @id: its id
 * @revision: how often it was saved
 * @base_revision: revision of the server it stands on; 0 for none
 * @deleted: whether it is a tombstone
 */
void
balai_record_set_identity (BalaiRecord *self,
                           const char  *id,
                           int64_t      revision,
                           int64_t      base_revision,
                           gboolean     deleted)
{
  BalaiRecordPrivate *priv = record_private (self);

  if (id != priv->id)
    {
      g_free (priv->id);
      priv->id = g_strdup (id);
    }
  priv->revision = revision;
  priv->base_revision = base_revision;
  priv->deleted = deleted;
}

/**
 * balai_record_get_updated:
 * @self: a record
 *
 * Returns: when it was last saved as it was read, in seconds since 1970-01-01 UTC; 0 for one that was not read
 */
int64_t
balai_record_get_updated (BalaiRecord *self)
{
  return record_private (self)->updated;
}

void
balai_record_set_updated (BalaiRecord *self,
                          int64_t      updated)
{
  record_private (self)->updated = updated;
}

/**
 * balai_record_get_extra:
 * @self: a record
 *
 * Returns: (transfer none) (nullable): fields this Balai does not know, as an object of JSON
 */
const char *
balai_record_get_extra (BalaiRecord *self)
{
  return record_private (self)->extra;
}

void
balai_record_set_extra (BalaiRecord *self,
                        const char  *extra)
{
  BalaiRecordPrivate *priv = record_private (self);
  char *copy = g_strdup (extra);

  g_free (priv->extra);
  priv->extra = copy;
}

/**
 * balai_record_format_field:
 * @self: a record
 * @index: index of a field
 *
 * Returns: (transfer full): its value as a person reads it; "" when it has none. A reference gives the bare id: who
 *   shows it knows where to look the name up.
 */
char *
balai_record_format_field (BalaiRecord *self,
                           int          index)
{
  const BalaiField *field = record_field (self, index);
  int64_t value;

  if (balai_record_is_null (self, index))
    return g_strdup ("");
  switch (field->type)
    {
    case BALAI_FIELD_INTEGER:
      return balai_format_integer (balai_record_get_int (self, index));
    case BALAI_FIELD_MONEY:
      return balai_format_money (balai_record_get_int (self, index));
    case BALAI_FIELD_REAL:
      return g_strdup_printf ("%g", balai_record_get_real (self, index));
    case BALAI_FIELD_BOOLEAN:
      return g_strdup (balai_record_get_boolean (self, index) ? _("Yes") : _("No"));
    case BALAI_FIELD_BASIS_POINTS:
      value = balai_record_get_int (self, index);
      /* Translators: a percentage with two decimals: sign, whole part, hundredths */
      return g_strdup_printf (C_("percentage", "%1$s%2$d.%3$02d%%"), value < 0 ? "-" : "", (int) ABS (value / 100),
                              (int) ABS (value % 100));
    case BALAI_FIELD_DATE:
      return balai_format_date (balai_record_get_int (self, index)
                                - (field->flags & BALAI_FIELD_DAY_AFTER ? 1 : 0));
    case BALAI_FIELD_INSTANT:
      value = balai_record_get_int (self, index);
      return balai_format_when ((BalaiSpan) { value, value }, FALSE, balai_zone_get (BALAI_ZONE_JAKARTA));
    case BALAI_FIELD_TIME:
      return balai_format_time ((int) balai_record_get_int (self, index));
    case BALAI_FIELD_DURATION:
      return balai_format_duration (balai_record_get_int (self, index));
    case BALAI_FIELD_ENUM:
    case BALAI_FIELD_CODE:
      return g_strdup (balai_field_get_enum_label (field, balai_record_get_text (self, index)));
    case BALAI_FIELD_TEXT:
    case BALAI_FIELD_COORDINATES:
    case BALAI_FIELD_REFERENCE:
    case BALAI_FIELD_ATTACHMENT:
    case BALAI_FIELD_JSON:
    default:
      return g_strdup (balai_record_get_text (self, index));
    }
}
