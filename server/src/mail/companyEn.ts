/** What a company's admin, or its contact address, is told. */
import type { Facts, Language, Saying } from './words.ts';

const the = (facts: Facts): string => (facts.company === null ? 'Your company' : `“${facts.company}”`);

const code = (facts: Facts): Saying => ({
  subject: 'Code to move your TIMIFY company',
  heading: 'Code to move your TIMIFY company',
  paragraphs: [
    [
      `Somebody who knows the App ID and secret wants to connect ${facts.company === null ? 'your company' : the(facts)} with another Microsoft 365 organisation.`,
    ],
    facts.code === null ? ['The code is missing.'] : ['The code is: ', { strong: facts.code }],
    [
      'If that is right, pass it on to whoever asked for it. The present organisation’s connections then end; the copies in all calendars stay.',
    ],
    ['If it is not, do nothing, and make a new app secret in TIMIFY.'],
  ],
  button: 'To TIMIFY Sync',
  small: [
    facts.expires === null
      ? 'The code is valid once and for 30 minutes.'
      : `The code is valid once, until ${facts.expires}.`,
  ],
});

const left = (facts: Facts): Saying => ({
  subject: 'A TIMIFY company no longer belongs to your organisation here',
  heading: 'A TIMIFY company no longer belongs to your organisation here',
  paragraphs: [
    [
      `${the(facts)} is no longer connected with your Microsoft 365 organisation: it was released, or moved with a code sent to its contact address.`,
    ],
    ['Nothing is kept in step with it any more. Our access for it has ended.'],
    ['If you did not expect this, please ask whoever looks after your TIMIFY account.'],
  ],
  button: 'To TIMIFY Sync',
});

const came = (facts: Facts): Saying => ({
  subject: 'A TIMIFY company is connected with your organisation',
  heading: 'A TIMIFY company is connected with your organisation',
  paragraphs: [
    [
      `${the(facts)} belonged to another Microsoft 365 organisation before and is now connected with yours.`,
      facts.settings === null ? '' : ' The company’s settings came along.',
    ],
    ['Before anything is kept in step the privacy policy must be agreed to, and the resources be invited.'],
  ],
  button: 'Go on',
});

const refused = (facts: Facts): Saying => ({
  subject: 'TIMIFY no longer accepts the app secret',
  heading: 'TIMIFY no longer accepts the app secret',
  paragraphs: [
    [`${the(facts)} is not kept in step until the App ID and secret are renewed.`],
    ['Nothing was deleted. Everything goes on by itself afterwards.'],
  ],
  button: 'Renew the secret',
});

const help = (facts: Facts): Saying => {
  const one = facts.count === '1';
  return {
    subject: 'Some calendars need their owners',
    heading: 'Some calendars need their owners',
    paragraphs: [
      [
        `${facts.count ?? 'Some'} ${one ? 'resource is' : 'resources are'} not kept in step until ${one ? 'its' : 'their'} owner signs in again or chooses another calendar.`,
        facts.total === null ? '' : ` Bookings that wait for them in the next 90 days: ${facts.total}.`,
      ],
      ['Nothing was deleted. If somebody has left, see to their bookings, and deactivate the connection.'],
    ],
    button: 'See who needs help',
  };
};

export const companyEn: Pick<
  Language['kinds'],
  'company-code' | 'company-left' | 'company-came' | 'company-refused' | 'company-help'
> = {
  'company-code': code,
  'company-left': left,
  'company-came': came,
  'company-refused': refused,
  'company-help': help,
};
