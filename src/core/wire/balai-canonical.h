/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>
#include <stdint.h>

G_BEGIN_DECLS

/* The canonical form of a value of JSON: what two sides write alike to the byte. Members are sorted by the bytes of
 * their names, nothing stands between the tokens, strings and numbers are written in one way only
 * (balai_json_append_string(), balai_json_append_number()). All that is hashed and all messages of the wire have it. */

void     balai_canonical_append        (GString       *json,
                                        JsonNode      *node);
void     balai_canonical_append_object (GString       *json,
                                        JsonObject    *object);
void     balai_canonical_append_values (GString       *json,
                                        JsonObject    *object);
char    *balai_canonical_from_object   (JsonObject    *object);
char    *balai_canonical_from_text     (const char    *text,
                                        gssize         length,
                                        GError       **error);

/* For writers of messages, who add the members in the order of their names. */
void     balai_canonical_add_name      (GString       *json,
                                        const char    *name);
void     balai_canonical_add_text      (GString       *json,
                                        const char    *name,
                                        const char    *value);
void     balai_canonical_add_int       (GString       *json,
                                        const char    *name,
                                        int64_t        value);
void     balai_canonical_add_true      (GString       *json,
                                        const char    *name,
                                        gboolean       value);
void     balai_canonical_add_object    (GString       *json,
                                        const char    *name,
                                        JsonObject    *value);
void     balai_canonical_add_list      (GString       *json,
                                        const char    *name,
                                        char         **value);

G_END_DECLS
