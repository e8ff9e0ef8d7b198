import { companyDe } from './companyDe.ts';
import type { Run } from './letter.ts';
import type { Facts, Language, Reason, Saying } from './words.ts';

const quoted = (facts: Facts): string => (facts.resource === null ? '' : ` „${facts.resource}“`);
const greeting = (facts: Facts): string => {
  const name = facts.name ?? facts.resource;
  return name === null ? 'Guten Tag' : `Guten Tag, ${name}`;
};

const inviter = (facts: Facts): Run[] => {
  if (facts.invitedBy === null) return [{ strong: facts.company ?? 'Ihr Unternehmen' }];
  return [{ strong: facts.invitedBy }, facts.company === null ? '' : ` von ${facts.company}`];
};

const expiry = (facts: Facts): string =>
  facts.expires === null
    ? 'Der Link gilt nur für Sie. Falls Sie diese Nachricht nicht erwartet haben, brauchen Sie nichts zu tun.'
    : `Der Link gilt bis ${facts.expires} und nur für Sie. Falls Sie diese Nachricht nicht erwartet haben, brauchen Sie nichts zu tun.`;

const ROWS = [
  { label: 'Dauer', value: 'etwa eine Minute' },
  { label: 'Gelesen werden', value: 'Termine in den Kalendern, die Sie auswählen' },
  { label: 'Nie', value: 'E-Mails an Ihre Gäste, Zugriff auf Ihre Nachrichten' },
  { label: 'Rückgängig', value: 'Kopien und Änderungen, 30 Tage lang' },
];

const invitation = (facts: Facts): Saying => ({
  subject: `${facts.company ?? 'Ihr Unternehmen'} lädt Sie ein: Kalender mit TIMIFY abgleichen`,
  heading: greeting(facts),
  paragraphs: [
    [
      ...inviter(facts),
      ' bittet Sie, Ihren Outlook-Kalender mit TIMIFY zu verbinden. Danach stehen Buchungen und Termine in beiden Kalendern, und niemand kann Sie doppelt buchen.',
    ],
  ],
  button: 'Kalender verbinden',
  rows: ROWS,
  small: [expiry(facts)],
});

const reminder = (facts: Facts): Saying => {
  const first = invitation(facts);
  return {
    ...first,
    subject: `Erinnerung: ${first.subject}`,
    paragraphs: [['Ihre Einladung ist noch offen. ', ...(first.paragraphs[0] ?? [])]],
  };
};

const connected = (facts: Facts): Saying => ({
  subject: 'Ihr Kalender ist mit TIMIFY verbunden',
  heading: 'Ihr Kalender ist mit TIMIFY verbunden',
  paragraphs: [
    [
      `Der Kalender${quoted(facts)} wird ab jetzt abgeglichen.`,
      facts.count === null ? '' : ` Abgeglichene Einträge: ${facts.count}.`,
      facts.conflicts === null ? '' : ` Konflikte zu entscheiden: ${facts.conflicts}.`,
    ],
    [
      'Es gingen keine E-Mails an Gäste. Inhalte Ihrer Termine werden nicht gespeichert. Kopien und Änderungen lassen sich 30 Tage lang rückgängig machen.',
    ],
  ],
  button: 'Abgleich ansehen',
});

const REASONS = new Map<string, Reason>(
  Object.entries({
    sign_in_required: {
      text: 'Microsoft hat den Zugriff beendet. Bitte melden Sie sich erneut an.',
      safe: 'Es wurde nichts gelöscht.',
    },
    consent_required: {
      text: 'In Ihrem Unternehmen darf nur die Administration Apps freigeben. Ihr Administrator muss zustimmen.',
      safe: 'Es wurde nichts gelöscht. Danach geht der Abgleich von selbst weiter.',
    },
    mailbox_unsupported: {
      text: 'Dieses Postfach kann nicht verbunden werden: Ihr Kalender liegt auf einem Exchange-Server oder hat keine Exchange-Online-Lizenz. Bitte zeigen Sie diese Nachricht Ihrer IT.',
      safe: 'Es wurde nichts gelesen und nichts geschrieben.',
    },
    wrong_account: {
      text: 'Die Einladung ging an eine andere Adresse.',
      safe: 'Noch wurde nichts verbunden.',
    },
    invitation_expired: { text: 'Diese Einladung gilt nicht mehr.', safe: 'Es wurde nichts verbunden.' },
    resource_taken: {
      text: 'Diese Ressource ist schon verbunden.',
      safe: 'Am bestehenden Abgleich ändert sich nichts.',
    },
    timify_unavailable: { text: 'TIMIFY antwortet gerade nicht.', safe: 'Nichts geht verloren.' },
    microsoft_throttled: {
      text: 'Microsoft bremst gerade: zu viele Anfragen in Ihrem Unternehmen.',
      safe: 'Nichts geht verloren.',
    },
    calendar_gone: {
      text: 'Ein Kalender wurde gelöscht oder nicht mehr freigegeben. Bitte wählen Sie Ihre Kalender neu.',
      safe: 'Die Kopien in TIMIFY bleiben, bis Sie entscheiden.',
    },
    permission_missing: {
      text: 'Einen Kalender, den Sie gewählt haben, dürfen Sie nicht lesen oder nicht beschreiben. Bitte wählen Sie einen anderen, oder fragen Sie Ihre Administration.',
      safe: 'Es wurde nichts gelöscht.',
    },
    resource_gone: {
      text: 'Die Ressource wurde in TIMIFY gelöscht oder ist nicht mehr buchbar. Bitte fragen Sie die Administration Ihrer Firma.',
      safe: 'Ihre Termine sind unverändert.',
    },
    timify_credentials: {
      text: 'TIMIFY nimmt den Zugang Ihrer Firma nicht mehr an. Die Administration muss ihn erneuern.',
      safe: 'Nichts geht verloren. Danach geht der Abgleich von selbst weiter.',
    },
    timify_permission: {
      text: 'TIMIFY erlaubt uns das für Ihre Firma nicht. Die Administration muss die Rechte der App prüfen.',
      safe: 'Nichts geht verloren. Danach geht der Abgleich von selbst weiter.',
    },
  }),
);
const UNEXPECTED: Reason = { text: 'Der Fehler liegt bei uns.', safe: 'Ihre Kalender sind unverändert.' };

const failed = (facts: Facts): Saying => {
  const reason = REASONS.get(facts.reason ?? '') ?? UNEXPECTED;
  return {
    subject: 'Ihr Kalender konnte nicht verbunden werden',
    heading: 'Ihr Kalender konnte nicht verbunden werden',
    paragraphs: [
      [`Der Kalender${quoted(facts)} ist nicht mit TIMIFY verbunden. ${reason.text}`],
      [reason.safe],
    ],
    button: 'Erneut versuchen',
  };
};

const signIn = (facts: Facts): Saying => ({
  subject: 'Bitte melden Sie sich erneut an',
  heading: 'Bitte melden Sie sich erneut an',
  paragraphs: [
    [
      `Microsoft hat den Zugriff beendet. Bis Sie sich anmelden, wird der Kalender${quoted(facts)} nicht abgeglichen.`,
    ],
    ['Es wurde nichts gelöscht.'],
  ],
  button: 'Erneut anmelden',
});

const held = (facts: Facts): Saying => {
  const many =
    facts.count === null
      ? 'Ungewöhnlich viele'
      : facts.total === null
        ? facts.count
        : `${facts.count} von ${facts.total}`;
  return {
    subject: 'Angehalten: ungewöhnlich viele Löschungen',
    heading: 'Angehalten: ungewöhnlich viele Löschungen',
    paragraphs: [
      [
        `${many} Kopien${facts.place === null ? '' : ` in ${facts.place}`} sollten gelöscht werden (Kalender${quoted(facts)}). Wir warten auf Ihre Bestätigung.`,
      ],
      ['Eine Serie zählt als ein Eintrag. Es wurde nichts gelöscht. Alles andere wird weiter abgeglichen.'],
    ],
    button: 'Ansehen und entscheiden',
  };
};

const conflicts = (facts: Facts): Saying => {
  const one = facts.count === '1';
  const title = `${facts.count ?? 'Einige'} ${one ? 'Konflikt' : 'Konflikte'} zu entscheiden`;
  return {
    subject: title,
    heading: title,
    paragraphs: [
      [`Im Kalender${quoted(facts)} ${one ? 'ist etwas' : 'sind einige Dinge'} zu entscheiden.`],
      ['Bis dahin bleibt alles, wie es ist. Nichts ist doppelt buchbar.'],
    ],
    button: 'Konflikte ansehen',
  };
};

/** The words of the design's section 8, formal address. */
export const de: Language = {
  kinds: {
    invitation,
    reminder,
    connected,
    'connect-failed': failed,
    'sign-in-again': signIn,
    held,
    conflicts,
    ...companyDe,
  },
  linkHint: 'Falls die Schaltfläche nicht funktioniert:',
  requestId: 'Vorgangsnummer',
  privacy: 'Datenschutz',
  help: 'Hilfe',
};
