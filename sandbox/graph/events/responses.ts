import type { Core } from '../core.ts';
import type { Attendee, ResponseStatus } from '../model.ts';
import type { Instance } from '../series/instances.ts';
import type { Mailbox } from '../store/mailbox.ts';
import { utcText } from '../time/moments.ts';
import { saveException } from './write.ts';

export type ResponseVerb = 'accept' | 'decline' | 'tentativelyAccept';

const KINDS = { accept: 'accepted', decline: 'declined', tentativelyAccept: 'tentativelyAccepted' } as const;

/** A guest's answer: noted on the copy, and on the organizer's event, which changes by it (facts: graph §2.6 no. 7). */
export function respond(
  core: Core,
  mailbox: Mailbox,
  instance: Instance,
  verb: ResponseVerb,
  tell: boolean,
): void {
  const status: ResponseStatus = { response: KINDS[verb], time: utcText(core.world.clock.now()) };
  noteOnCopy(core, mailbox, instance, verb, status);
  if (!tell) return;
  if (instance.date === undefined) noteAtOrganizer(core, mailbox, instance, status);
  mailOrganizer(core, mailbox, instance, status);
}

function noteOnCopy(
  core: Core,
  mailbox: Mailbox,
  instance: Instance,
  verb: ResponseVerb,
  status: ResponseStatus,
): void {
  const busy =
    verb === 'accept'
      ? ({ showAs: 'busy' } as const)
      : verb === 'decline'
        ? {}
        : ({ showAs: 'tentative' } as const);
  const change = { responseStatus: status, ...busy };
  if (instance.date !== undefined) {
    saveException(core, mailbox, instance, { overrides: change });
    return;
  }
  const { event } = instance;
  mailbox.replace(
    {
      ...event,
      modifiedAt: core.world.clock.now(),
      content: {
        ...event.content,
        ...change,
        attendees: answered(event.content.attendees, mailbox.user.email, status),
      },
    },
    { op: 'whole' },
  );
}

function answered(attendees: readonly Attendee[], email: string, status: ResponseStatus): Attendee[] {
  return attendees.map((one) =>
    one.emailAddress.address.toLowerCase() === email.toLowerCase() ? { ...one, status } : one,
  );
}

function noteAtOrganizer(core: Core, mailbox: Mailbox, { event }: Instance, status: ResponseStatus): void {
  const organizer = core.world.directory.find(event.content.organizer?.emailAddress.address ?? '');
  const theirs = organizer && core.mailboxes.find(organizer.oid);
  const original = theirs?.byUid(event.uid);
  if (!theirs || !original || theirs === mailbox) return;
  theirs.replace(
    {
      ...original,
      modifiedAt: core.world.clock.now(),
      content: {
        ...original.content,
        attendees: answered(original.content.attendees, mailbox.user.email, status),
      },
    },
    { op: 'whole' },
  );
}

const WORDS: Partial<Record<ResponseStatus['response'], string>> = {
  accepted: 'Accepted: ',
  declined: 'Declined: ',
  tentativelyAccepted: 'Tentative: ',
};

function mailOrganizer(core: Core, mailbox: Mailbox, { content }: Instance, status: ResponseStatus): void {
  const to = content.organizer?.emailAddress.address;
  if (to === undefined) return;
  core.world.mails.add({
    at: new Date(core.world.clock.now()).toISOString(),
    from: 'exchange',
    to,
    subject: `${WORDS[status.response] ?? ''}${content.subject ?? ''}`,
    text: `${mailbox.user.name}: ${status.response}`,
    reason: 'response',
  });
}
