/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-kind.h"

#include <glib/gi18n-lib.h>

#include "balai-format.h"
#include "balai-json-gate.h"
#include "balai-record.h"
#include "balai-uuid.h"

/* A value of a desk, which may be one that never goes anywhere: what goes to a server passes the gate's own limits. */
static const BalaiJsonLimits desk_limits = { 4 << 20, BALAI_JSON_DEPTH, 1000000, 1 << 20, G_MAXINT64 };

/**
 * balai_kind_find_field:
 * @self: a kind
 * @name: name of a field
 *
 * Returns: its index, or -1
 */
int
balai_kind_find_field (const BalaiKind *self,
                       const char      *name)
{
  for (guint i = 0; i < self->n_fields; i++)
    if (g_str_equal (self->fields[i].name, name))
      return (int) i;
  return -1;
}

/**
 * balai_kind_get_group:
 * @self: a kind
 * @field: index of one of its fields
 *
 * Returns: one bit for each field that stands or falls with it when two changes meet, itself among them
 */
guint64
balai_kind_get_group (const BalaiKind *self,
                      int              field)
{
  const char *group = self->fields[field].group;
  guint64 members = G_GUINT64_CONSTANT (1) << field;

  for (guint i = 0; group != NULL && i < self->n_fields; i++)
    if (g_strcmp0 (self->fields[i].group, group) == 0)
      members |= G_GUINT64_CONSTANT (1) << i;
  return members;
}

/**
 * balai_kind_widen:
 * @self: a kind
 * @fields: one bit for each of some of its fields
 *
 * Returns: the same with all that stands or falls with one of them: what a change of these fields has to know
 */
guint64
balai_kind_widen (const BalaiKind *self,
                  guint64          fields)
{
  guint64 wide = 0;

  for (guint i = 0; i < self->n_fields; i++)
    if ((fields & (G_GUINT64_CONSTANT (1) << i)) != 0)
      wide |= balai_kind_get_group (self, (int) i);
  return wide;
}

const char *
balai_kind_get_label (const BalaiKind *self)
{
  return _(self->label);
}

const char *
balai_kind_get_label_many (const BalaiKind *self)
{
  return _(self->label_many ? self->label_many : self->label);
}

static gboolean
coordinates_valid (const char *text)
{
  char *end;
  double latitude = g_ascii_strtod (text, &end), longitude;

  if (end == text || *end != ',')
    return FALSE;
  text = end + 1;
  longitude = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && ABS (latitude) <= 90.0 && ABS (longitude) <= 180.0;
}

/**
 * balai_kind_check:
 * @self: a kind
 * @record: a record of the kind
 * @findings: (element-type BalaiFinding): where to add what is wrong
 *
 * The checks that follow from the table alone: what is required, ranges, codes, lengths.
 */
void
balai_kind_check (const BalaiKind *self,
                  BalaiRecord     *record,
                  GPtrArray       *findings)
{
  for (guint i = 0; i < self->n_fields; i++)
    {
      const BalaiField *field = &self->fields[i];
      const char *text;

      if (balai_record_is_null (record, (int) i))
        {
          if (field->flags & BALAI_FIELD_REQUIRED)
            balai_finding_add (findings, record, (int) i, BALAI_SEVERITY_BLOCK, "required");
          continue;
        }
      switch (balai_field_get_storage (field))
        {
        case BALAI_STORAGE_INTEGER:
          {
            int64_t value = balai_record_get_int (record, (int) i);

            if ((field->minimum != 0 || field->maximum != 0) && (value < field->minimum || value > field->maximum))
              balai_finding_add (findings, record, (int) i, BALAI_SEVERITY_BLOCK, "range")->number =
                value < field->minimum ? field->minimum : field->maximum;
            else if (field->type == BALAI_FIELD_DATE && !balai_field_has_day (value))
              balai_finding_add (findings, record, (int) i, BALAI_SEVERITY_BLOCK, "date");
            else if (field->type == BALAI_FIELD_INSTANT && !balai_field_has_instant (value))
              balai_finding_add (findings, record, (int) i, BALAI_SEVERITY_BLOCK, "date");
            else if (field->type == BALAI_FIELD_TIME && (value < 0 || value > BALAI_DAY))
              balai_finding_add (findings, record, (int) i, BALAI_SEVERITY_BLOCK, "time");
            break;
          }
        case BALAI_STORAGE_REAL:
          break;
        case BALAI_STORAGE_TEXT:
        default:
          text = balai_record_get_text (record, (int) i);
          if (!g_utf8_validate (text, -1, NULL))
            balai_finding_add (findings, record, (int) i, BALAI_SEVERITY_BLOCK, "not-text");
          else if (g_utf8_strlen (text, -1) > balai_field_get_text_limit (field))
            balai_finding_add (findings, record, (int) i, BALAI_SEVERITY_BLOCK, "too-long")->number =
              balai_field_get_text_limit (field);
          else if (*text == '\0' && field->flags & BALAI_FIELD_REQUIRED)
            balai_finding_add (findings, record, (int) i, BALAI_SEVERITY_BLOCK, "required");
          else if (field->type == BALAI_FIELD_ENUM && !balai_field_has_enum_code (field, text))
            balai_finding_add (findings, record, (int) i, BALAI_SEVERITY_BLOCK, "unknown-code");
          else if (field->type == BALAI_FIELD_REFERENCE && !balai_uuid_is_valid (text))
            balai_finding_add (findings, record, (int) i, BALAI_SEVERITY_BLOCK, "reference");
          else if (field->type == BALAI_FIELD_COORDINATES && !coordinates_valid (text))
            balai_finding_add (findings, record, (int) i, BALAI_SEVERITY_BLOCK, "coordinates");
          else if (field->type == BALAI_FIELD_JSON && !balai_json_check (text, -1, &desk_limits, NULL))
            balai_finding_add (findings, record, (int) i, BALAI_SEVERITY_BLOCK, "json");
          break;
        }
    }
}

/**
 * balai_finding_add:
 * @findings: where to add it
 * @record: the record that is at fault
 * @field: index of the field, or -1
 * @severity: whether it blocks
 * @code: (transfer none): stable name of the rule, a literal
 *
 * Returns: (transfer none): the new finding, for numbers and names of its message
 */
BalaiFinding *
balai_finding_add (GPtrArray     *findings,
                   BalaiRecord   *record,
                   int            field,
                   BalaiSeverity  severity,
                   const char    *code)
{
  BalaiFinding *finding = g_new0 (BalaiFinding, 1);

  finding->code = code;
  finding->kind = balai_record_get_kind (record);
  finding->id = g_strdup (balai_record_get_id (record));
  finding->field = field;
  finding->severity = severity;
  g_ptr_array_add (findings, finding);
  return finding;
}

void
balai_finding_free (BalaiFinding *self)
{
  g_free (self->id);
  g_free (self->detail);
  g_free (self);
}

/**
 * balai_findings_new:
 *
 * Returns: (transfer full) (element-type BalaiFinding): an empty list
 */
GPtrArray *
balai_findings_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) balai_finding_free);
}

/**
 * balai_findings_get_block:
 * @findings: (element-type BalaiFinding): what was found
 *
 * Returns: (transfer none) (nullable): the first of them that forbids saving
 */
const BalaiFinding *
balai_findings_get_block (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    if (((BalaiFinding *) findings->pdata[i])->severity == BALAI_SEVERITY_BLOCK)
      return findings->pdata[i];
  return NULL;
}

/**
 * balai_finding_to_text:
 * @self: a finding
 *
 * Returns: (transfer full): a sentence in the language of the program; of a rule of the kind's own the kind knows it
 */
char *
balai_finding_to_text (const BalaiFinding *self)
{
  const BalaiField *field = self->field >= 0 ? &self->kind->fields[self->field] : NULL;
  const char *label = field ? balai_field_get_label (field) : balai_kind_get_label (self->kind);
  char *own = self->kind->describe ? self->kind->describe (self) : NULL;

  if (own != NULL)
    return own;
  if (g_str_equal (self->code, "required"))
    return g_strdup_printf (_("“%s” has not been filled in."), label);
  if (g_str_equal (self->code, "too-long"))
    return g_strdup_printf (_("“%s” is too long: at most %d characters."), label, (int) self->number);
  if (g_str_equal (self->code, "range"))
    {
      g_autofree char *number = balai_format_integer (self->number);

      if (self->number == field->minimum)
        return g_strdup_printf (_("“%s” must be at least %s."), label, number);
      return g_strdup_printf (_("“%s” must be at most %s."), label, number);
    }
  return g_strdup_printf (_("“%s” has a value that is not allowed."), label);
}
