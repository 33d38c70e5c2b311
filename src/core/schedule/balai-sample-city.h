/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-conflict.h"
#include "balai-repository.h"
#include "balai-resources.h"

G_BEGIN_DECLS

/**
 * BalaiSampleError:
 * @BALAI_SAMPLE_ERROR_UNKNOWN_CITY: there is no sample of that name
 * @BALAI_SAMPLE_ERROR_NOT_EMPTY: the folder already holds events or registers
 * @BALAI_SAMPLE_ERROR_BAD_OPTION: scale, years or the first day are out of range
 * @BALAI_SAMPLE_ERROR_CANCELLED: whoever watched the progress had it stopped
 */
typedef enum
{
  BALAI_SAMPLE_ERROR_UNKNOWN_CITY,
  BALAI_SAMPLE_ERROR_NOT_EMPTY,
  BALAI_SAMPLE_ERROR_BAD_OPTION,
  BALAI_SAMPLE_ERROR_CANCELLED,
} BalaiSampleError;

#define BALAI_SAMPLE_ERROR (balai_sample_error_quark ())
GQuark balai_sample_error_quark (void);

/* Setting of the database with what was planted, as one JSON object. */
#define BALAI_SAMPLE_SETTING "sample-planted"

#define BALAI_SAMPLE_EVENTS_A_YEAR 6000

/**
 * BalaiSampleOptions:
 * @city: which city; there is "kediri"
 * @seed: the same seed makes the same records, their ids included
 * @scale: how many times %BALAI_SAMPLE_EVENTS_A_YEAR, 1 to 100; 0 stands for 1
 * @years: how many years, 1 to 10; 0 stands for 1
 * @year: the first of them; 0 stands for 2026
 */
typedef struct
{
  const char *city;
  guint32     seed;
  int         scale;
  int         years;
  int         year;
} BalaiSampleOptions;

/**
 * BalaiPlantedConflict:
 * @class_: what is wrong
 * @level: what it forbids
 * @kind: what they meet on; of no meaning where there is no @resource
 * @resource: (owned) (nullable): id of what they meet on; %NULL for an event without venue
 * @events: (owned) (array zero-terminated=1): ids of all the events involved, sorted
 */
typedef struct
{
  BalaiConflictClass   class_;
  BalaiLevel           level;
  BalaiResourceKind    kind;
  char                *resource;
  char               **events;
} BalaiPlantedConflict;

/**
 * BalaiSampleFunc:
 * @done: events made
 * @all: events that will have been made
 * @data: what was given
 *
 * Returns: whether to go on
 */
typedef gboolean (*BalaiSampleFunc) (guint    done,
                                     guint    all,
                                     gpointer data);

GArray  *balai_sample_city_make    (BalaiRepository            *repository,
                                    const BalaiSampleOptions   *options,
                                    BalaiSampleFunc             progress,
                                    gpointer                    data,
                                    GError                    **error);
char    *balai_planted_to_key      (const BalaiPlantedConflict *self);

G_END_DECLS
