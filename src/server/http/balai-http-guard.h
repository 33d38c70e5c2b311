/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BALAI_HTTP_TARGET_MAX 4096
#define BALAI_HTTP_HEADERS_MAX 64
#define BALAI_HTTP_QUERY_MAX 32

/**
 * BalaiHttpField:
 * @name: (owned): the name
 * @value: (owned): the value
 *
 * A header, or a parameter of the query.
 */
typedef struct
{
  char *name;  /* (owned) */
  char *value; /* (owned) */
} BalaiHttpField;

/**
 * BalaiHttpRefusal:
 * @status: status of the answer, 0 if nothing is wrong
 * @code: stable word for what is wrong
 *
 * Why a request is not listened to.
 */
typedef struct
{
  int         status;
  const char *code; /* (unowned) (nullable): static */
} BalaiHttpRefusal;

/**
 * BalaiHttpHead:
 * @length: bytes of the body that was announced
 * @forwarded: (unowned) (nullable): the last address of X-Forwarded-For
 *
 * What the guard reads out of the headers.
 */
typedef struct
{
  guint64     length;
  const char *forwarded; /* (unowned) (nullable): in the fields */
} BalaiHttpHead;

GPtrArray       *balai_http_fields_new   (void);
void             balai_http_fields_add   (GPtrArray          *fields,
                                          const char         *name,
                                          gssize              name_length,
                                          const char         *value,
                                          gssize              value_length);
const char      *balai_http_fields_get   (GPtrArray          *fields,
                                          const char         *name);
gboolean         balai_http_method_known (const char         *method);
BalaiHttpRefusal balai_http_guard        (const char         *method,
                                          const char         *version,
                                          GPtrArray          *headers,
                                          const char * const *hosts,
                                          BalaiHttpHead      *head);
gboolean         balai_http_target_parse (const char         *target,
                                          char              **path,
                                          GPtrArray         **query);

G_END_DECLS
