import type { WordsOf } from '../words.ts';
import type { audit as en } from '../en/audit.ts';

/** What admins did. */
export const audit = {
  'act.accept-privacy': 'Datenschutztext zugestimmt',
  'act.apply-settings': 'Einstellungen auf Bestehendes angewendet',
  'act.undo-apply-settings': 'Anwenden auf Bestehendes rückgängig gemacht',
  'act.approve': 'Verbindung freigegeben',
  'act.change-resource-settings': 'Einstellungen einer Ressource geändert',
  'act.change-settings': 'Einstellungen für alle geändert',
  'act.company-came': 'Firma von einer anderen Organisation übernommen',
  'act.company-left': 'Firma an eine andere Organisation gegangen',
  'act.company-code-sent': 'Code für den Umzug der Firma gesendet',
  'act.connect-company': 'TIMIFY verbunden',
  'act.renew-company': 'Zugang zu TIMIFY erneuert',
  'act.release-company': 'Firma abgegeben',
  'act.invite': 'Eingeladen',
  'act.remind': 'Erinnert',
  'act.withdraw': 'Einladung zurückgezogen',
  'act.resolve-conflict': 'Konflikt gelöst',
  'act.rotate-webhook': 'Schlüssel der Benachrichtigungen erneuert',
  'act.undo': 'Rückgängig gemacht',
  'act.sync': 'Abgleich angestoßen',
  'act.pause': 'Abgleich angehalten',
  'act.resume': 'Abgleich fortgesetzt',
  'act.deactivate': 'Abgleich deaktiviert',
  'act.confirm-hold': 'Wartende Löschungen ausgeführt',
  'act.refuse-hold': 'Wartende Löschungen verworfen',
  'act.self-test': 'Selbsttest ausgeführt',
  'audit.count': { one: '{n} Ressource', other: '{n} Ressourcen' },
  'audit.elsewhere': 'Eine andere Organisation',
} satisfies WordsOf<typeof en>;
