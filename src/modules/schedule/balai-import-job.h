/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-ical-import.h"
#include "balai-store.h"

G_BEGIN_DECLS

/**
 * BalaiImportJob:
 *
 * The files of an import, and what the person answered about them. It is filled on the main thread and worked on by one
 * other at a time.
 */
typedef struct _BalaiImportJob BalaiImportJob;

BalaiImportJob  *balai_import_job_new            (GListModel             *files);
BalaiImportJob  *balai_import_job_ref            (BalaiImportJob         *self);
void             balai_import_job_unref          (BalaiImportJob         *self);
const char      *balai_import_job_get_opd        (BalaiImportJob         *self);
void             balai_import_job_set_opd        (BalaiImportJob         *self,
                                                  const char             *opd);
GPtrArray       *balai_import_job_get_opds       (BalaiImportJob         *self);
gboolean         balai_import_job_get_create     (BalaiImportJob         *self,
                                                  const char             *key);
void             balai_import_job_set_create     (BalaiImportJob         *self,
                                                  const char             *key,
                                                  gboolean                create);
guint            balai_import_job_get_n_create   (BalaiImportJob         *self);
BalaiImportResolution
                 balai_import_job_get_resolution (BalaiImportJob         *self,
                                                  const char             *key);
void             balai_import_job_set_resolution (BalaiImportJob         *self,
                                                  const char             *key,
                                                  BalaiImportResolution   resolution);
double           balai_import_job_get_progress   (BalaiImportJob         *self);
char            *balai_import_job_get_name       (BalaiImportJob         *self);
void             balai_import_job_plan_async     (BalaiImportJob         *self,
                                                  BalaiStore             *store,
                                                  GCancellable           *cancellable,
                                                  GAsyncReadyCallback     callback,
                                                  gpointer                user_data);
BalaiImportPlan *balai_import_job_plan_finish    (BalaiStore             *store,
                                                  GAsyncResult           *result,
                                                  GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiImportJob, balai_import_job_unref)

G_END_DECLS
