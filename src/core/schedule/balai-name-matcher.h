/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-repository.h"

G_BEGIN_DECLS

/**
 * BalaiNameMatcher:
 *
 * Finds in the registers what a text written by a person means. Not for several threads at once.
 */
typedef struct _BalaiNameMatcher BalaiNameMatcher;

char             *balai_name_key             (const char        *text);
gboolean          balai_name_says_nothing    (const char        *text);
gboolean          balai_name_says_room       (const char        *text);
gboolean          balai_name_says_office     (const char        *text);
BalaiNameMatcher *balai_name_matcher_new     (BalaiRepository   *repository,
                                              const char        *opd,
                                              GError           **error);
void              balai_name_matcher_free    (BalaiNameMatcher  *self);
void              balai_name_matcher_add     (BalaiNameMatcher  *self,
                                              BalaiRecord       *record);
BalaiRecord      *balai_name_matcher_get     (BalaiNameMatcher  *self,
                                              const BalaiKind   *kind,
                                              const char        *id);
BalaiRecord      *balai_name_matcher_by_name (BalaiNameMatcher  *self,
                                              const BalaiKind   *kind,
                                              const char        *name,
                                              gboolean          *ambiguous);
BalaiRecord      *balai_name_matcher_by_mail (BalaiNameMatcher  *self,
                                              const char        *mail);
BalaiRecord      *balai_name_matcher_place   (BalaiNameMatcher  *self,
                                              const char        *location,
                                              gboolean          *whole,
                                              gboolean          *ambiguous);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiNameMatcher, balai_name_matcher_free)

G_END_DECLS
