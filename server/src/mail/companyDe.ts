/** Was dem Admin einer Firma oder ihrer Kontaktadresse gesagt wird. */
import type { Facts, Language, Saying } from './words.ts';

const the = (facts: Facts): string => (facts.company === null ? 'Ihre Firma' : `„${facts.company}“`);

const code = (facts: Facts): Saying => ({
  subject: 'Code für den Umzug Ihrer TIMIFY-Firma',
  heading: 'Code für den Umzug Ihrer TIMIFY-Firma',
  paragraphs: [
    [
      `Jemand, der App-ID und Geheimnis kennt, möchte ${the(facts)} mit einer anderen Microsoft-365-Organisation verbinden.`,
    ],
    facts.code === null ? ['Der Code fehlt.'] : ['Der Code lautet: ', { strong: facts.code }],
    [
      'Wenn das richtig ist, geben Sie ihn an die Person weiter, die ihn angefordert hat. Die Verbindungen der bisherigen Organisation enden dann; die Kopien in allen Kalendern bleiben.',
    ],
    ['Wenn nicht, tun Sie nichts und erzeugen Sie in TIMIFY ein neues App-Geheimnis.'],
  ],
  button: 'Zu TIMIFY Sync',
  small: [
    facts.expires === null
      ? 'Der Code gilt einmal und 30 Minuten lang.'
      : `Der Code gilt einmal, bis ${facts.expires}.`,
  ],
});

const left = (facts: Facts): Saying => ({
  subject: 'Eine TIMIFY-Firma gehört hier nicht mehr zu Ihrer Organisation',
  heading: 'Eine TIMIFY-Firma gehört hier nicht mehr zu Ihrer Organisation',
  paragraphs: [
    [
      `${the(facts)} ist nicht mehr mit Ihrer Microsoft-365-Organisation verbunden: freigegeben, oder mit einem Code an die Kontaktadresse umgezogen.`,
    ],
    ['Es wird nichts mehr mit ihr abgeglichen. Unser Zugriff dafür ist beendet.'],
    ['Wenn Sie das nicht erwartet haben, fragen Sie bitte, wer Ihr TIMIFY-Konto betreut.'],
  ],
  button: 'Zu TIMIFY Sync',
});

const came = (facts: Facts): Saying => ({
  subject: 'Eine TIMIFY-Firma ist mit Ihrer Organisation verbunden',
  heading: 'Eine TIMIFY-Firma ist mit Ihrer Organisation verbunden',
  paragraphs: [
    [
      `${the(facts)} gehörte vorher zu einer anderen Microsoft-365-Organisation und ist jetzt mit Ihrer verbunden.`,
      facts.settings === null ? '' : ' Die Einstellungen der Firma sind mitgekommen.',
    ],
    [
      'Bevor etwas abgeglichen wird, muss der Datenschutzerklärung zugestimmt und müssen die Ressourcen eingeladen werden.',
    ],
  ],
  button: 'Weiter',
});

const refused = (facts: Facts): Saying => ({
  subject: 'TIMIFY nimmt das App-Geheimnis nicht mehr an',
  heading: 'TIMIFY nimmt das App-Geheimnis nicht mehr an',
  paragraphs: [
    [`${the(facts)} wird nicht abgeglichen, bis App-ID und Geheimnis erneuert sind.`],
    ['Es wurde nichts gelöscht. Danach geht alles von selbst weiter.'],
  ],
  button: 'Geheimnis erneuern',
});

const help = (facts: Facts): Saying => {
  const one = facts.count === '1';
  return {
    subject: 'Einige Kalender brauchen ihre Besitzer',
    heading: 'Einige Kalender brauchen ihre Besitzer',
    paragraphs: [
      [
        `${facts.count ?? 'Einige'} ${one ? 'Ressource wird' : 'Ressourcen werden'} nicht abgeglichen, bis ${one ? 'ihr Besitzer' : 'ihre Besitzer'} sich erneut ${one ? 'anmeldet oder einen anderen Kalender wählt' : 'anmelden oder einen anderen Kalender wählen'}.`,
        facts.total === null
          ? ''
          : ` Buchungen, die in den nächsten 90 Tagen auf sie warten: ${facts.total}.`,
      ],
      [
        'Es wurde nichts gelöscht. Hat jemand das Haus verlassen, kümmern Sie sich um die Buchungen und deaktivieren Sie die Verbindung.',
      ],
    ],
    button: 'Ansehen, wer Hilfe braucht',
  };
};

export const companyDe: Pick<
  Language['kinds'],
  'company-code' | 'company-left' | 'company-came' | 'company-refused' | 'company-help'
> = {
  'company-code': code,
  'company-left': left,
  'company-came': came,
  'company-refused': refused,
  'company-help': help,
};
