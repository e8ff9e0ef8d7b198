import { companyEn } from './companyEn.ts';
import type { Run } from './letter.ts';
import type { Facts, Language, Reason, Saying } from './words.ts';

const quoted = (facts: Facts): string => (facts.resource === null ? '' : ` “${facts.resource}”`);
const greeting = (facts: Facts): string => {
  const name = facts.name ?? facts.resource;
  return name === null ? 'Hello' : `Hello ${name}`;
};

const inviter = (facts: Facts): Run[] => {
  if (facts.invitedBy === null) return [{ strong: facts.company ?? 'Your company' }];
  return [{ strong: facts.invitedBy }, facts.company === null ? '' : ` of ${facts.company}`];
};

const expiry = (facts: Facts): string =>
  facts.expires === null
    ? 'The link is for you alone. If you did not expect this message, you need not do anything.'
    : `The link is valid until ${facts.expires} and for you alone. If you did not expect this message, you need not do anything.`;

const ROWS = [
  { label: 'Takes', value: 'about a minute' },
  { label: 'Is read', value: 'events in the calendars that you choose' },
  { label: 'Never', value: 'mail to your guests, access to your messages' },
  { label: 'Undo', value: 'copies and changes, for 30 days' },
];

const invitation = (facts: Facts): Saying => ({
  subject: `${facts.company ?? 'Your company'} invites you to sync your calendar with TIMIFY`,
  heading: greeting(facts),
  paragraphs: [
    [
      ...inviter(facts),
      ' asks you to connect your Outlook calendar with TIMIFY. Bookings and events will then be in both calendars, and nobody can book you twice.',
    ],
  ],
  button: 'Connect the calendar',
  rows: ROWS,
  small: [expiry(facts)],
});

const reminder = (facts: Facts): Saying => {
  const first = invitation(facts);
  return {
    ...first,
    subject: `Reminder: ${first.subject}`,
    paragraphs: [['Your invitation is still open. ', ...(first.paragraphs[0] ?? [])]],
  };
};

const connected = (facts: Facts): Saying => ({
  subject: 'Your calendar is connected with TIMIFY',
  heading: 'Your calendar is connected with TIMIFY',
  paragraphs: [
    [
      `The calendar${quoted(facts)} is kept in step from now on.`,
      facts.count === null ? '' : ` Entries in step: ${facts.count}.`,
      facts.conflicts === null ? '' : ` Conflicts to decide: ${facts.conflicts}.`,
    ],
    [
      'No mail went to guests. The contents of your events are not stored. Copies and changes can be undone for 30 days.',
    ],
  ],
  button: 'See the sync',
});

const REASONS = new Map<string, Reason>(
  Object.entries({
    sign_in_required: {
      text: 'Microsoft has ended the access. Please sign in again.',
      safe: 'Nothing was deleted.',
    },
    consent_required: {
      text: 'In your company only admins may approve apps. Your admin has to agree.',
      safe: 'Nothing was deleted. After that the sync goes on by itself.',
    },
    mailbox_unsupported: {
      text: 'This mailbox cannot be connected: your calendar is on an Exchange Server or has no Exchange Online licence. Please show this message to your IT.',
      safe: 'Nothing was read and nothing was written.',
    },
    wrong_account: {
      text: 'The invitation went to another address.',
      safe: 'Nothing has been connected yet.',
    },
    invitation_expired: { text: 'This invitation is no longer valid.', safe: 'Nothing was connected.' },
    resource_taken: {
      text: 'This resource is already connected.',
      safe: 'The existing sync is not affected.',
    },
    timify_unavailable: { text: 'TIMIFY is not answering.', safe: 'Nothing is lost.' },
    microsoft_throttled: {
      text: 'Microsoft is slowing us down: too many requests in your company.',
      safe: 'Nothing is lost.',
    },
    calendar_gone: {
      text: 'A calendar was deleted or is no longer shared. Please choose your calendars again.',
      safe: 'The copies in TIMIFY stay until you decide.',
    },
    permission_missing: {
      text: 'A calendar you chose may not be read or written by you. Please choose another one, or ask your admin.',
      safe: 'Nothing was deleted.',
    },
    resource_gone: {
      text: 'The resource was deleted in TIMIFY or can no longer be booked. Please ask your company’s admin.',
      safe: 'Your events are unchanged.',
    },
    timify_credentials: {
      text: 'TIMIFY no longer accepts your company’s access. Its admin has to renew it.',
      safe: 'Nothing is lost. After that the sync goes on by itself.',
    },
    timify_permission: {
      text: 'TIMIFY does not let us do this for your company. Its admin has to look at the app’s rights.',
      safe: 'Nothing is lost. After that the sync goes on by itself.',
    },
  }),
);
const UNEXPECTED: Reason = { text: 'The fault is ours.', safe: 'Your calendars are unchanged.' };

const failed = (facts: Facts): Saying => {
  const reason = REASONS.get(facts.reason ?? '') ?? UNEXPECTED;
  return {
    subject: 'Your calendar could not be connected',
    heading: 'Your calendar could not be connected',
    paragraphs: [
      [`The calendar${quoted(facts)} is not connected with TIMIFY. ${reason.text}`],
      [reason.safe],
    ],
    button: 'Try again',
  };
};

const signIn = (facts: Facts): Saying => ({
  subject: 'Please sign in again',
  heading: 'Please sign in again',
  paragraphs: [
    [`Microsoft has ended the access. Until you sign in, the calendar${quoted(facts)} is not kept in step.`],
    ['Nothing was deleted.'],
  ],
  button: 'Sign in again',
});

const held = (facts: Facts): Saying => {
  const many =
    facts.count === null
      ? 'Unusually many'
      : facts.total === null
        ? facts.count
        : `${facts.count} of ${facts.total}`;
  return {
    subject: 'Held: unusually many deletions',
    heading: 'Held: unusually many deletions',
    paragraphs: [
      [
        `${many} copies${facts.place === null ? '' : ` in ${facts.place}`} were about to be deleted (calendar${quoted(facts)}). We are waiting for you to confirm.`,
      ],
      ['A series counts as one. Nothing was deleted. Everything else stays in step.'],
    ],
    button: 'Look and decide',
  };
};

const conflicts = (facts: Facts): Saying => {
  const one = facts.count === '1';
  const title = `${facts.count ?? 'Some'} ${one ? 'conflict' : 'conflicts'} to decide`;
  return {
    subject: title,
    heading: title,
    paragraphs: [
      [`In the calendar${quoted(facts)} ${one ? 'something needs' : 'some things need'} your decision.`],
      ['Until then everything stays as it is. Nothing is bookable twice.'],
    ],
    button: 'Look at the conflicts',
  };
};

/** The words of the design's section 8. */
export const en: Language = {
  kinds: {
    invitation,
    reminder,
    connected,
    'connect-failed': failed,
    'sign-in-again': signIn,
    held,
    conflicts,
    ...companyEn,
  },
  linkHint: 'If the button does not work:',
  requestId: 'Request ID',
  privacy: 'Privacy',
  help: 'Help',
};
