/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-import-merge.h"

#include "balai-event.h"
#include "balai-record-json.h"

/* Three values of each field: what the file said last time, what it says now, what Balai has. What changed on one side
 * alone is taken from there; what changed on both is kept as it is here, and told. */

#define BIT(field) (G_GUINT64_CONSTANT (1) << (field))

/* Fields of one group stand or fall together. */
static guint64
group_of (int     field,
          guint64 fields)
{
  const char *group = balai_event_kind.fields[field].group;
  guint64 members = 0;

  if (group == NULL)
    return BIT (field);
  for (guint i = 0; i < balai_event_kind.n_fields; i++)
    {
      if ((fields & BIT (i)) != 0 && g_strcmp0 (balai_event_kind.fields[i].group, group) == 0)
        members |= BIT (i);
    }
  return members;
}

static gboolean
fields_equal (BalaiRecord *a,
              BalaiRecord *b,
              guint64      fields)
{
  for (guint i = 0; i < balai_event_kind.n_fields; i++)
    {
      if ((fields & BIT (i)) != 0 && !balai_record_field_equal (a, b, (int) i))
        return FALSE;
    }
  return TRUE;
}

static void
copy_fields (BalaiRecord *to,
             BalaiRecord *from,
             guint64      fields)
{
  for (guint i = 0; i < balai_event_kind.n_fields; i++)
    {
      if ((fields & BIT (i)) != 0 && !balai_record_field_equal (to, from, (int) i))
        balai_record_copy_field (to, from, (int) i);
    }
}

static void
tell (BalaiImportMerge *self,
      BalaiRecord      *ours,
      BalaiRecord      *theirs,
      guint64           fields,
      gboolean          conflicting)
{
  for (guint i = 0; i < balai_event_kind.n_fields; i++)
    {
      BalaiImportDifference *difference;

      if ((fields & BIT (i)) == 0 || balai_record_field_equal (ours, theirs, (int) i))
        continue;
      difference = g_new0 (BalaiImportDifference, 1);
      difference->kind = &balai_event_kind;
      difference->field = (int) i;
      difference->ours = balai_record_format_field (ours, (int) i);
      difference->theirs = balai_record_format_field (theirs, (int) i);
      difference->conflicting = conflicting;
      g_ptr_array_add (self->differences, difference);
    }
}

/* What may be said in two ways: a whole day without end ends the day after, a moment has no end. */
static BalaiRecord *
normalised (BalaiRecord *event)
{
  BalaiRecord *copy = balai_record_copy (event);

  if (balai_record_get_boolean (copy, BALAI_EVENT_ALL_DAY))
    {
      if (balai_record_is_null (copy, BALAI_EVENT_END_DATE) && !balai_record_is_null (copy, BALAI_EVENT_START_DATE))
        balai_record_set_int (copy, BALAI_EVENT_END_DATE, balai_record_get_int (copy, BALAI_EVENT_START_DATE) + 1);
      balai_record_set_null (copy, BALAI_EVENT_START);
      balai_record_set_null (copy, BALAI_EVENT_END);
    }
  else
    {
      if (balai_record_get_int (copy, BALAI_EVENT_END) <= balai_record_get_int (copy, BALAI_EVENT_START))
        balai_record_set_null (copy, BALAI_EVENT_END);
      balai_record_set_null (copy, BALAI_EVENT_START_DATE);
      balai_record_set_null (copy, BALAI_EVENT_END_DATE);
    }
  return copy;
}

static guint64
merge_fields (BalaiImportMerge        *self,
              BalaiRecord             *ours,
              const BalaiImportValues *base,
              const BalaiImportValues *theirs,
              gboolean                 older,
              BalaiImportResolution    resolution)
{
  guint64 done = 0, asked = 0;

  for (guint i = 0; i < balai_event_kind.n_fields; i++)
    {
      guint64 group;

      if ((theirs->fields & BIT (i)) == 0 || (done & BIT (i)) != 0)
        continue;
      group = group_of ((int) i, theirs->fields);
      done |= group;
      if (fields_equal (ours, theirs->event, group)
          || (base != NULL && fields_equal (base->event, theirs->event, group & base->fields)
              && (group & base->fields) != 0))
        continue;
      if (!self->proposes && (base != NULL ? fields_equal (ours, base->event, group & base->fields) : !older))
        {
          tell (self, ours, theirs->event, group, FALSE);
          copy_fields (self->ours, theirs->event, group);
          self->changed = TRUE;
        }
      else if (resolution == BALAI_IMPORT_THEIRS)
        {
          tell (self, ours, theirs->event, group, FALSE);
          copy_fields (self->ours, theirs->event, group);
          self->changed = TRUE;
        }
      else if (resolution == BALAI_IMPORT_ASK)
        {
          tell (self, ours, theirs->event, group, TRUE);
          self->conflicting = TRUE;
          asked |= group;
        }
    }
  return asked;
}

static BalaiRecord *
find_link (GPtrArray   *links,
           BalaiRecord *like)
{
  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      BalaiRecord *link = links->pdata[i];

      if (balai_record_get_kind (link) == balai_record_get_kind (like)
          && g_strcmp0 (balai_import_link_get_target (link), balai_import_link_get_target (like)) == 0)
        return link;
    }
  return NULL;
}

static gboolean
links_equal (BalaiRecord *a,
             BalaiRecord *b)
{
  const BalaiKind *kind = balai_record_get_kind (a);
  int parent = balai_kind_find_field (kind, kind->parent_field);

  for (guint i = 0; i < kind->n_fields; i++)
    {
      if ((int) i != parent && !balai_record_field_equal (a, b, (int) i))
        return FALSE;
    }
  return TRUE;
}

/**
 * balai_import_merge_same_links:
 * @a: (nullable) (element-type BalaiRecord): who and what takes part in an event
 * @b: (nullable) (element-type BalaiRecord): the same, another time
 *
 * Returns: whether they are the same, and in the same way
 */
gboolean
balai_import_merge_same_links (GPtrArray *a,
                               GPtrArray *b)
{
  if ((a == NULL ? 0 : a->len) != (b == NULL ? 0 : b->len))
    return FALSE;
  for (guint i = 0; a != NULL && i < a->len; i++)
    {
      BalaiRecord *other = find_link (b, a->pdata[i]);

      if (other == NULL || !links_equal (a->pdata[i], other))
        return FALSE;
    }
  return TRUE;
}

static void
copy_link (BalaiRecord *to,
           BalaiRecord *from)
{
  const BalaiKind *kind = balai_record_get_kind (to);
  int parent = balai_kind_find_field (kind, kind->parent_field);

  for (guint i = 0; i < kind->n_fields; i++)
    {
      if ((int) i != parent && !balai_record_field_equal (to, from, (int) i))
        balai_record_copy_field (to, from, (int) i);
    }
}

/* Who takes part is a set: what the file added is added, what it dropped is dropped unless it was changed here. */
static void
merge_links (BalaiImportMerge        *self,
             GPtrArray               *our_links,
             const BalaiImportValues *base,
             const BalaiImportValues *theirs)
{
  for (guint i = 0; i < theirs->links->len; i++)
    {
      BalaiRecord *link = theirs->links->pdata[i];
      BalaiRecord *ours = find_link (our_links, link);
      BalaiRecord *before = base == NULL ? NULL : find_link (base->links, link);

      if (ours == NULL && before == NULL)
        {
          const BalaiKind *kind = balai_record_get_kind (link);
          BalaiRecord *added = balai_record_copy (link);

          balai_record_set_text (added, balai_kind_find_field (kind, kind->parent_field),
                                 balai_record_get_id (self->ours));
          g_ptr_array_add (self->links, added);
          self->changed = TRUE;
        }
      else if (ours != NULL && !links_equal (ours, link) && (before == NULL || !links_equal (before, link))
               && (before == NULL || links_equal (ours, before)))
        {
          BalaiRecord *updated = balai_record_copy (ours);

          copy_link (updated, link);
          g_ptr_array_add (self->links, updated);
          self->changed = TRUE;
        }
    }
  for (guint i = 0; base != NULL && i < base->links->len; i++)
    {
      BalaiRecord *before = base->links->pdata[i];
      BalaiRecord *ours = find_link (our_links, before);

      if (ours != NULL && find_link (theirs->links, before) == NULL && links_equal (ours, before))
        {
          g_ptr_array_add (self->removed, g_object_ref (ours));
          self->changed = TRUE;
        }
    }
}

static void
tell_link (BalaiImportMerge *self,
           BalaiRecord      *link,
           int               field,
           const char       *who,
           char             *ours,
           char             *theirs)
{
  BalaiImportDifference *difference = g_new0 (BalaiImportDifference, 1);

  difference->kind = balai_record_get_kind (link);
  difference->field = field;
  difference->who = g_strdup (who);
  difference->ours = ours;
  difference->theirs = theirs;
  difference->conflicting = TRUE;
  g_ptr_array_add (self->differences, difference);
}

/* Who would come, who would go and what would be otherwise; nothing of it is done. */
static void
ask_for_links (BalaiImportMerge *self,
               GPtrArray        *our_links)
{
  for (guint i = 0; i < self->links->len; i++)
    {
      BalaiRecord *link = self->links->pdata[i];
      BalaiRecord *ours = find_link (our_links, link);
      const BalaiKind *kind = balai_record_get_kind (link);
      int target = balai_import_link_get_field (link);

      if (ours == NULL)
        tell_link (self, link, target, NULL, NULL, balai_record_format_field (link, target));
      for (guint j = 0; ours != NULL && j < kind->n_fields; j++)
        {
          if (!balai_record_field_equal (ours, link, (int) j))
            tell_link (self, link, (int) j, balai_import_link_get_target (link),
                       balai_record_format_field (ours, (int) j), balai_record_format_field (link, (int) j));
        }
    }
  for (guint i = 0; i < self->removed->len; i++)
    {
      BalaiRecord *link = self->removed->pdata[i];
      int target = balai_import_link_get_field (link);

      tell_link (self, link, target, NULL, balai_record_format_field (link, target), NULL);
    }
}

static char *
base_with (const BalaiImportValues *base,
           const BalaiImportValues *theirs,
           guint64                  asked)
{
  g_autoptr (GString) json = NULL;
  const char *rest;

  if (asked == 0)
    return g_strdup (theirs->json);
  if (base == NULL)
    return NULL;

  /* The event of the two mixed, the links as the file has them now. */
  json = g_string_new ("{\"event\":");
  {
    g_autoptr (BalaiRecord) mixed = balai_record_copy (theirs->event);

    copy_fields (mixed, base->event, asked & base->fields);
    balai_record_append_json (mixed, json, theirs->fields);
  }
  for (guint i = 0; i < theirs->links->len; i++)
    {
      BalaiRecord *link = theirs->links->pdata[i];

      g_string_append_printf (json, "%s{\"%s\":", i == 0 ? ",\"links\":[" : ",", balai_record_get_kind (link)->name);
      balai_record_append_json (link, json, BALAI_ALL_FIELDS);
      g_string_append_c (json, '}');
    }
  rest = theirs->links->len > 0 ? "]}" : "}";
  g_string_append (json, rest);
  return g_string_free (g_steal_pointer (&json), FALSE);
}

/**
 * balai_import_merge_init:
 * @self: what to fill
 * @ours: the event as Balai has it
 * @our_links: (element-type BalaiRecord): who and what takes part in it
 * @base: (nullable): what the file said at the last import
 * @theirs: what the file says now
 * @older: where there is no @base: whether @ours was changed after the file was written
 * @proposes: whether the file only asks for changes: they are taken where @resolution says so, and nowhere else
 * @resolution: what to do where both have changed
 * @differences: where to tell what differs
 *
 * Merges what a file says into an event.
 */
void
balai_import_merge_init (BalaiImportMerge        *self,
                         BalaiRecord             *ours,
                         GPtrArray               *our_links,
                         const BalaiImportValues *base,
                         const BalaiImportValues *theirs,
                         gboolean                 older,
                         gboolean                 proposes,
                         BalaiImportResolution    resolution,
                         GPtrArray               *differences)
{
  g_autoptr (BalaiRecord) plain = normalised (ours);
  guint64 asked;

  *self = (BalaiImportMerge) { .differences = differences, .proposes = proposes };
  self->ours = balai_record_copy (ours);
  self->links = g_ptr_array_new_with_free_func (g_object_unref);
  self->removed = g_ptr_array_new_with_free_func (g_object_unref);
  asked = merge_fields (self, plain, base, theirs, older, resolution);
  merge_links (self, our_links, base, theirs);
  if (proposes && resolution != BALAI_IMPORT_THEIRS)
    {
      if (resolution == BALAI_IMPORT_ASK && self->links->len + self->removed->len > 0)
        {
          ask_for_links (self, our_links);
          self->conflicting = TRUE;
        }
      g_ptr_array_set_size (self->links, 0);
      g_ptr_array_set_size (self->removed, 0);
      self->changed = FALSE;
    }
  /* What is only proposed is asked whole until it is answered. */
  if (!proposes || !self->conflicting)
    self->base = base_with (base, theirs, asked);
}

void
balai_import_merge_clear (BalaiImportMerge *self)
{
  g_clear_object (&self->ours);
  g_clear_pointer (&self->links, g_ptr_array_unref);
  g_clear_pointer (&self->removed, g_ptr_array_unref);
  g_clear_pointer (&self->base, g_free);
}
