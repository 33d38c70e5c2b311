/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-error-text.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "balai-database.h"
#include "balai-json-gate.h"
#include "balai-repository.h"

static const char *
database_text (BalaiDbError code)
{
  switch (code)
    {
    case BALAI_DB_ERROR_BUSY:
      return _("The data is being written by someone else just now. Try again in a moment.");
    case BALAI_DB_ERROR_FULL:
      return _("The disk is full, so nothing was saved. Free some room on the disk, then save again.");
    case BALAI_DB_ERROR_READ_ONLY:
      return _("The data folder may not be written. Ask who looks after this computer for the right to write in it, or "
               "choose another folder.");
    case BALAI_DB_ERROR_CORRUPT:
      return _("The data file is damaged. It is kept as it is; choose a backup to go on with.");
    case BALAI_DB_ERROR_NOT_A_DATABASE:
      return _("The data file does not come from Balai, or its beginning is damaged. It is kept as it is; choose a "
               "backup to go on with.");
    case BALAI_DB_ERROR_TOO_NEW:
      return _("The data comes from a newer Balai. Bring Balai on this computer up to date, then open it again.");
    case BALAI_DB_ERROR_CONSTRAINT:
      return _("The data contradicts what is stored already, so nothing was saved.");
    case BALAI_DB_ERROR_INTERRUPTED:
      return _("The work was stopped before it was done. Nothing was changed.");
    case BALAI_DB_ERROR_IO:
      return _("The disk could not be read or written. Check that it is connected and works, then try again.");
    case BALAI_DB_ERROR_CANNOT_OPEN:
      return _("The data folder could not be opened. Check that it exists and that you may use it.");
    case BALAI_DB_ERROR_IN_USE:
      return _("Another Balai is writing in this data folder. Close it, then try again.");
    case BALAI_DB_ERROR_NETWORK_FOLDER:
      return _("The data folder lies on another computer, where the data could be damaged. Choose a folder on this "
               "computer.");
    case BALAI_DB_ERROR_MISSING:
      return _("The data file is not there. If there was one, choose a backup to go on with; else check the name "
               "of the folder.");
    case BALAI_DB_ERROR_OWN_FILE:
      return _("A copy cannot take the place of the data itself. Choose another name for it.");
    case BALAI_DB_ERROR_FAILED:
    default:
      return _("The data could not be read or saved.");
    }
}

static const char *
record_text (BalaiRecordError code)
{
  switch (code)
    {
    case BALAI_RECORD_ERROR_STALE:
      return _("It was changed elsewhere in the meantime, so nothing was saved. Open it again and repeat your change.");
    case BALAI_RECORD_ERROR_INVALID:
      return _("Some entries are not allowed, so nothing was saved. Correct the marked entries, then save again.");
    case BALAI_RECORD_ERROR_NOT_FOUND:
      return _("It has been deleted in the meantime, so nothing was saved.");
    case BALAI_RECORD_ERROR_BAD_VALUE:
      return _("A value does not fit its field, so nothing was changed.");
    case BALAI_RECORD_ERROR_NOTHING_TO_UNDO:
      return _("There is nothing to undo.");
    case BALAI_RECORD_ERROR_NOTHING_TO_REDO:
      return _("There is nothing to redo.");
    default:
      return _("The data could not be read or saved.");
    }
}

static const char *
json_text (BalaiJsonError code)
{
  switch (code)
    {
    case BALAI_JSON_ERROR_ENCODING:
    case BALAI_JSON_ERROR_HALF:
    case BALAI_JSON_ERROR_NUL:
      return _("The JSON contains characters that are not valid. Nothing was changed.");
    case BALAI_JSON_ERROR_NUMBER:
      return _("The JSON contains a number that is too large. Nothing was changed.");
    case BALAI_JSON_ERROR_DUPLICATE:
      return _("The JSON names the same field twice. Nothing was changed.");
    case BALAI_JSON_ERROR_SIZE:
    case BALAI_JSON_ERROR_DEPTH:
    case BALAI_JSON_ERROR_TOKENS:
    case BALAI_JSON_ERROR_STRING:
      return _("The JSON is too large. Nothing was changed.");
    case BALAI_JSON_ERROR_SYNTAX:
    case BALAI_JSON_ERROR_TRAILING:
    default:
      return _("This is not valid JSON. Nothing was changed.");
    }
}

/**
 * balai_error_to_text:
 * @error: an error of the database, of records or of JSON
 *
 * What happened, where, and how to mend it, in the language of the program. The place comes from the error: a file, a
 * line. Errors of other domains have words of their own, and give them.
 *
 * Returns: (transfer full): a sentence or more for a person
 */
char *
balai_error_to_text (const GError *error)
{
  const char *text;

  if (error->domain == BALAI_DB_ERROR)
    text = database_text ((BalaiDbError) error->code);
  else if (error->domain == BALAI_RECORD_ERROR)
    return g_strdup (record_text ((BalaiRecordError) error->code));
  else if (error->domain == BALAI_JSON_ERROR)
    text = json_text ((BalaiJsonError) error->code);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_strdup (_("The work was stopped before it was done. Nothing was changed."));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    return g_strdup (_("The data is not open."));
  else
    return g_strdup (error->message);

  /* Where the words say all there is to know, SQLite's own add nothing but another language. */
  if (error->message == NULL || *error->message == '\0' || g_error_matches (error, BALAI_DB_ERROR, BALAI_DB_ERROR_FULL)
      || g_error_matches (error, BALAI_DB_ERROR, BALAI_DB_ERROR_BUSY)
      || g_error_matches (error, BALAI_DB_ERROR, BALAI_DB_ERROR_INTERRUPTED))
    return g_strdup (text);
  /* Translators: a sentence for a person, and the technical detail of the same error: a file, a line */
  return g_strdup_printf (C_("error", "%s (%s)"), text, error->message);
}
