/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-import-job.h"

#include <string.h>

#include "balai-event-editor.h"
#include "balai-ical-reader.h"
#include "balai-import-clashes.h"
#include "balai-registers.h"
#include "balai-schedule-derive.h"

struct _BalaiImportJob
{
  GPtrArray  *files;       /* (owned) (element-type GFile) */
  GPtrArray  *icals;       /* (owned) (nullable) (element-type BalaiIcal): once they were read */
  GPtrArray  *opds;        /* (owned) (nullable) (element-type BalaiRecord): the offices, once they were read */
  GHashTable *create;      /* (owned) (nullable) (element-type utf8): keys of names to create, once there is a plan */
  GHashTable *resolutions; /* (owned) (element-type utf8 BalaiImportResolution) */
  char       *opd;         /* (owned) (nullable) */
  int         done;        /* atomic */
  int         total;       /* atomic */
};

/**
 * balai_import_job_new:
 * @files: (element-type GFile): calendar files
 *
 * Returns: (transfer full): a job of which nothing has been read
 */
BalaiImportJob *
balai_import_job_new (GListModel *files)
{
  BalaiImportJob *self = g_atomic_rc_box_new0 (BalaiImportJob);

  self->files = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    g_ptr_array_add (self->files, g_list_model_get_item (files, i));
  self->resolutions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

BalaiImportJob *
balai_import_job_ref (BalaiImportJob *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  BalaiImportJob *self = data;

  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_pointer (&self->icals, g_ptr_array_unref);
  g_clear_pointer (&self->opds, g_ptr_array_unref);
  g_clear_pointer (&self->create, g_hash_table_unref);
  g_clear_pointer (&self->resolutions, g_hash_table_unref);
  g_clear_pointer (&self->opd, g_free);
}

void
balai_import_job_unref (BalaiImportJob *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/**
 * balai_import_job_get_opd:
 * @self: a job
 *
 * Returns: (transfer none) (nullable): id of the office that new events belong to; that of this computer at first
 */
const char *
balai_import_job_get_opd (BalaiImportJob *self)
{
  return self->opd;
}

void
balai_import_job_set_opd (BalaiImportJob *self,
                          const char     *opd)
{
  if (self->opd == opd)
    return;
  g_free (self->opd);
  self->opd = g_strdup (opd);
}

/**
 * balai_import_job_get_opds:
 * @self: a job whose plan was made
 *
 * Returns: (transfer none) (nullable) (element-type BalaiRecord): the offices, by name
 */
GPtrArray *
balai_import_job_get_opds (BalaiImportJob *self)
{
  return self->opds;
}

/**
 * balai_import_job_get_create:
 * @self: a job whose plan was made
 * @key: key of a proposal
 *
 * Returns: whether the name is to be created
 */
gboolean
balai_import_job_get_create (BalaiImportJob *self,
                             const char     *key)
{
  return self->create != NULL && g_hash_table_contains (self->create, key);
}

void
balai_import_job_set_create (BalaiImportJob *self,
                             const char     *key,
                             gboolean        create)
{
  if (self->create == NULL)
    return;
  if (create)
    g_hash_table_add (self->create, g_strdup (key));
  else
    g_hash_table_remove (self->create, key);
}

guint
balai_import_job_get_n_create (BalaiImportJob *self)
{
  return self->create ? g_hash_table_size (self->create) : 0;
}

/**
 * balai_import_job_get_resolution:
 * @self: a job
 * @key: key of an item
 *
 * Returns: which side is taken where both have changed
 */
BalaiImportResolution
balai_import_job_get_resolution (BalaiImportJob *self,
                                 const char     *key)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->resolutions, key));
}

void
balai_import_job_set_resolution (BalaiImportJob        *self,
                                 const char            *key,
                                 BalaiImportResolution  resolution)
{
  g_hash_table_insert (self->resolutions, g_strdup (key), GINT_TO_POINTER (resolution));
}

/**
 * balai_import_job_get_progress:
 * @self: a job
 *
 * Returns: how much of it is done, from 0 to 1; less than 0 while that is not known
 */
double
balai_import_job_get_progress (BalaiImportJob *self)
{
  int total = g_atomic_int_get (&self->total);

  return total > 0 ? (double) g_atomic_int_get (&self->done) / total : -1;
}

/**
 * balai_import_job_get_name:
 * @self: a job
 *
 * Returns: (transfer full): names of its files
 */
char *
balai_import_job_get_name (BalaiImportJob *self)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < self->files->len; i++)
    {
      g_autofree char *name = g_file_get_basename (self->files->pdata[i]);
      g_autofree char *text = name ? g_filename_display_name (name) : NULL;

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", text ? text : "");
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static gboolean
read_files (BalaiImportJob   *self,
            BalaiRepository  *repository,
            GCancellable     *cancellable,
            GError          **error)
{
  g_autofree char *zone_name = balai_schedule_city_zone (repository);
  const BalaiZone *zone = balai_zone_get (zone_name);
  g_autoptr (GPtrArray) icals = g_ptr_array_new_with_free_func ((GDestroyNotify) balai_ical_free);

  for (guint i = 0; i < self->files->len; i++)
    {
      g_autofree char *bytes = NULL;
      gsize length;

      if (!g_file_load_contents (self->files->pdata[i], cancellable, &bytes, &length, NULL, error))
        return FALSE;
      g_ptr_array_add (icals, balai_ical_read (bytes, length, zone ? zone : balai_zone_get (BALAI_ZONE_JAKARTA)));
    }
  self->opds = balai_repository_list_by_title (repository, &balai_opd_kind, error);
  if (self->opds == NULL)
    return FALSE;
  self->opd = balai_repository_get_setting (repository, BALAI_SETTING_OWN_OPD);
  self->icals = g_steal_pointer (&icals);
  return TRUE;
}

static void
on_progress (guint    done,
             guint    total,
             gpointer user_data)
{
  BalaiImportJob *self = user_data;

  g_atomic_int_set (&self->total, (int) total);
  g_atomic_int_set (&self->done, (int) done);
}

static gpointer
make_plan (BalaiRepository  *repository,
           gpointer          data,
           GCancellable     *cancellable,
           GError          **error)
{
  BalaiImportJob *self = data;
  BalaiImportOptions options = { .create = self->create, .resolutions = self->resolutions };
  g_autoptr (BalaiImportPlan) plan = NULL;

  if (self->icals == NULL && !read_files (self, repository, cancellable, error))
    return NULL;
  options.opd = self->opd;
  /* The person sees all the names and takes away what is not wanted: without rooms nothing could clash. */
  options.create_all = self->create == NULL;
  plan = balai_import_plan_new (repository, self->icals, &options, on_progress, self, cancellable, error);
  if (plan == NULL)
    return NULL;
  if (self->create == NULL)
    {
      if (!balai_import_plan_find_clashes (plan, repository, cancellable, error))
        return NULL;
      self->create = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      for (guint i = 0; i < plan->proposals->len; i++)
        g_hash_table_add (self->create, g_strdup (((BalaiImportProposal *) plan->proposals->pdata[i])->key));
    }
  return g_steal_pointer (&plan);
}

/**
 * balai_import_job_plan_async:
 * @self: a job that no other thread works on
 * @store: the records
 * @cancellable: (nullable): to stop it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Reads the files, unless that was done before, and works out what importing them would do, with the answers given.
 */
void
balai_import_job_plan_async (BalaiImportJob      *self,
                             BalaiStore          *store,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_atomic_int_set (&self->total, 0);
  balai_store_read_async (store, make_plan, balai_import_job_ref (self), (GDestroyNotify) balai_import_job_unref,
                          (GDestroyNotify) balai_import_plan_free, cancellable, callback, user_data);
}

/**
 * balai_import_job_plan_finish:
 * @store: the records
 * @result: of the call
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the plan
 */
BalaiImportPlan *
balai_import_job_plan_finish (BalaiStore    *store,
                              GAsyncResult  *result,
                              GError       **error)
{
  return balai_store_read_finish (store, result, error);
}
