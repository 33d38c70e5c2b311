/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-repository.h"

G_BEGIN_DECLS

/**
 * BalaiReferenceTable:
 * @BALAI_REFERENCE_REGENCIES: code, province_code, name
 * @BALAI_REFERENCE_DISTRICTS: code, regency_code, name
 * @BALAI_REFERENCE_VILLAGES: code, district_code, name
 * @BALAI_REFERENCE_HOLIDAYS: date, kind, name, source
 * @BALAI_REFERENCE_RAMADAN: first, last, source
 * @BALAI_REFERENCE_OPENING_HOURS: weekday, season, from, to, break_from, break_to, source
 *
 * The tables that come with Balai, each with its columns.
 */
typedef enum
{
  BALAI_REFERENCE_REGENCIES,
  BALAI_REFERENCE_DISTRICTS,
  BALAI_REFERENCE_VILLAGES,
  BALAI_REFERENCE_HOLIDAYS,
  BALAI_REFERENCE_RAMADAN,
  BALAI_REFERENCE_OPENING_HOURS,
} BalaiReferenceTable;

GPtrArray *balai_reference_rows    (BalaiReferenceTable  table);
GPtrArray *balai_reference_records (BalaiReferenceTable  table);
gboolean   balai_reference_begin   (BalaiRepository     *repository,
                                    GError             **error);

G_END_DECLS
