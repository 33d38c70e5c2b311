/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <stdint.h>

G_BEGIN_DECLS

/**
 * BalaiCursorError:
 * @BALAI_CURSOR_ERROR_MALFORMED: not in the form of a cursor
 * @BALAI_CURSOR_ERROR_FORGED: the seal is not of this server's key: changed on the way, or made by somebody else
 * @BALAI_CURSOR_ERROR_FOREIGN_EPOCH: this server's own, from another line of its history
 */
typedef enum
{
  BALAI_CURSOR_ERROR_MALFORMED,
  BALAI_CURSOR_ERROR_FORGED,
  BALAI_CURSOR_ERROR_FOREIGN_EPOCH,
} BalaiCursorError;

#define BALAI_CURSOR_ERROR (balai_cursor_error_quark ())
GQuark balai_cursor_error_quark (void);

#define BALAI_CURSOR_KEY_LENGTH    32
#define BALAI_CURSOR_STREAM_LENGTH 100
#define BALAI_CURSOR_MAX_STREAMS   4096
/* As far as every reader of JSON counts. */
#define BALAI_CURSOR_MAX_SEQ       ((G_GINT64_CONSTANT (1) << 53) - 1)

typedef struct _BalaiCursor BalaiCursor;

BalaiCursor *balai_cursor_new           (const char         *epoch);
BalaiCursor *balai_cursor_copy          (const BalaiCursor  *self);
void         balai_cursor_free          (BalaiCursor        *self);
const char  *balai_cursor_get_epoch     (const BalaiCursor  *self);
guint        balai_cursor_get_n_streams (const BalaiCursor  *self);
const char  *balai_cursor_get_stream    (const BalaiCursor  *self,
                                         guint               position,
                                         int64_t            *seq);
gboolean     balai_cursor_lookup        (const BalaiCursor  *self,
                                         const char         *stream,
                                         int64_t            *seq);
gboolean     balai_cursor_set           (BalaiCursor        *self,
                                         const char         *stream,
                                         int64_t             seq);
gboolean     balai_cursor_remove        (BalaiCursor        *self,
                                         const char         *stream);
char        *balai_cursor_to_text       (const BalaiCursor  *self,
                                         const uint8_t      *key);
BalaiCursor *balai_cursor_from_text     (const char         *text,
                                         gssize              length,
                                         const char         *epoch,
                                         const uint8_t      *key,
                                         GError            **error);
gboolean     balai_cursor_is_stream     (const char         *stream,
                                         gssize              length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiCursor, balai_cursor_free)

G_END_DECLS
