import type { WordsOf } from '../words.ts';
import type { log as en } from '../en/log.ts';

export const log = {
  'log.title': 'Protokoll',
  'log.search': 'Im Protokoll suchen',
  'log.all': 'Alle',
  'log.toTimify': 'Nach TIMIFY',
  'log.toOffice': 'Nach Outlook',
  'log.skipped': 'Nicht übertragen',
  'log.filter': 'Filter',
  'log.export': 'Als Datei speichern',
  'log.empty': 'Noch keine Änderungen.',
  'log.nothing': 'Nichts gefunden.',
  'log.reset': 'Filter zurücksetzen',
  'log.earlier': 'Frühere laden',
  'log.undo': 'Rückgängig',
  'log.oneItem': 'Verlauf eines Eintrags',
  'log.whole': 'Ganzes Protokoll',
  'log.was': 'vorher: {time}',
  'log.failed': 'fehlgeschlagen',
} satisfies WordsOf<typeof en>;
