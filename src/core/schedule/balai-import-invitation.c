/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-import-invitation-private.h"

#include "balai-event.h"
#include "balai-registers.h"

/* An invitation of another OPD: whose the event is, and who is invited to it. */

/**
 * balai_import_find_inviter:
 * @matcher: the registers
 * @organizer: (nullable): ORGANIZER of an event
 *
 * Returns: (transfer none) (nullable): the OPD that has its address or its name
 */
BalaiRecord *
balai_import_find_inviter (BalaiNameMatcher        *matcher,
                           const BalaiIcalAttendee *organizer)
{
  BalaiRecord *found = organizer == NULL ? NULL : balai_name_matcher_by_mail (matcher, organizer->mail);

  if (found != NULL && balai_record_get_kind (found) == &balai_opd_kind)
    return found;
  if (organizer == NULL || organizer->name == NULL)
    return NULL;
  return balai_name_matcher_by_name (matcher, &balai_opd_kind, organizer->name, NULL);
}

/**
 * balai_import_invite:
 * @values: what a new invitation says
 * @opd: (nullable): id of the OPD it has come to
 *
 * The office that invites is no guest of its own; the one the invitation has come to is, named in it or not.
 */
void
balai_import_invite (BalaiImportValues *values,
                     const char        *opd)
{
  const char *owner = balai_record_get_text (values->event, BALAI_EVENT_OPD);
  gboolean invited = opd == NULL || owner == NULL || g_strcmp0 (owner, opd) == 0;

  for (guint i = values->links->len; i > 0; i--)
    {
      BalaiRecord *link = values->links->pdata[i - 1];
      const char *target = balai_import_link_get_target (link);

      if (balai_record_get_kind (link) != &balai_event_opd_kind)
        continue;
      invited = invited || g_strcmp0 (target, opd) == 0;
      if (g_strcmp0 (target, owner) == 0)
        g_ptr_array_remove_index (values->links, i - 1);
    }
  if (!invited)
    {
      BalaiRecord *link = balai_record_new (&balai_event_opd_kind);

      balai_record_set_text (link, BALAI_EVENT_OPD_OPD, opd);
      g_ptr_array_add (values->links, link);
    }
}
