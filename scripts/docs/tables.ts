import { decide } from '../../server/src/core/decide.ts';
import { type Court, type Judgement } from '../../server/src/core/judgement.ts';
import type { Appointment, Item, SideName } from '../../server/src/core/items.ts';
import type { Base, Link } from '../../server/src/core/links.ts';
import type { ConflictKind } from '../../server/src/core/decisions.ts';
import type { End, Pair } from '../../server/src/core/pairs.ts';
import { isRule, RULES } from '../../server/src/core/rules.ts';
import { DEFAULT_SETTINGS, flatten, SETTING_NAMES } from '../../server/src/core/settings.ts';
import { WAYS } from '../../server/src/core/ways.ts';
import { MEANINGS } from './settings.ts';

const row = (...cells: string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

const table = (head: string[], rows: string[][]): string => {
  const widths = head.map((name, at) =>
    Math.max(...[head, ...rows].map((one) => (one[at] ?? '').length), name.length),
  );
  const padded = (cells: string[]): string =>
    row(...cells.map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - cell.length)));
  return [padded(head), row(...widths.map((width) => '-'.repeat(width))), ...rows.map(padded)].join('\n');
};

const shown = (value: unknown): string =>
  value === '' ? 'none' : `\`${typeof value === 'string' ? value.replaceAll('\n', ' ⏎ ') : String(value)}\``;

const settings = (): string => {
  const values = flatten(DEFAULT_SETTINGS);
  return table(
    ['setting', 'default', 'what it means'],
    SETTING_NAMES.map((name) => [`\`${name}\``, shown(values[name]), MEANINGS[name] ?? '']),
  );
};

const isSkip = (name: string): boolean => name.startsWith('skip.');

const skips = (): string =>
  table(
    ['reason', 'in English', 'auf Deutsch'],
    Object.entries(RULES)
      .filter(([name]) => isSkip(name))
      .map(([name, words]) => [`\`${name.slice('skip.'.length)}\``, words.en, words.de]),
  );

const sentenceOf = (kind: ConflictKind): string => RULES[kind].en;

const conflicts = (): string =>
  table(
    ['conflict', 'what happened', 'ways out'],
    (Object.keys(WAYS) as ConflictKind[]).map((kind) => [
      `\`${kind}\``,
      sentenceOf(kind),
      WAYS[kind].map((way) => `\`${way}\``).join(', '),
    ]),
  );

const HOUR = 3_600_000;
const BASE: Base = {
  version: '1',
  span: { start: 0, end: HOUR },
  busy: { start: 0, end: HOUR },
  meaning: '',
  allDay: null,
  fields: {},
  hasGuests: false,
  isOrganizer: true,
  isOnlineMeeting: false,
};

type State = 'same' | 'changed' | 'gone';

const end = (state: State, item: Item | null): End => ({
  state,
  item: state === 'gone' ? null : item,
  difference: { time: state === 'changed', meaning: false, fields: [] },
});

const MOVED = { start: 2 * HOUR, end: 3 * HOUR };

const itemOf = (side: SideName, state: State): Item =>
  ({
    side,
    id: side,
    span: state === 'changed' ? MOVED : BASE.span,
    hasGuests: false,
    isOrganizer: true,
    hasCustomers: true,
    service: null,
    slices: [],
  }) as unknown as Appointment;

const pairOf = (side: SideName, origin: State, copy: State): Pair => {
  const mirror = { marker: 'm.1', id: 'm', containerId: null, intentAt: 0, base: BASE, putBacks: [] };
  const link = {
    id: 'l',
    origin: { side, id: 'o', containerId: 'c', seriesId: null, base: BASE, hasCustomers: side === 'timify' },
    mirrors: [mirror],
    madeByUs: true,
    decision: { kind: 'mirrored', reason: null, rule: 'new-item', setting: null, at: 0 },
  } as unknown as Link;
  const there = side === 'office' ? 'timify' : 'office';
  const original = itemOf(side, origin);
  const elsewhere =
    origin === 'changed' ? { ...original, span: { start: 5 * HOUR, end: 6 * HOUR } } : original;
  return {
    link,
    zone: 'UTC',
    origin: end(origin, elsewhere),
    mirrors: [{ mirror, end: end(copy, itemOf(there, copy)) }],
  };
};

const COURT: Court = {
  settings: DEFAULT_SETTINGS,
  now: 0,
  canEdit: () => true,
  roomFor: () => 'free',
  slotFor: () => 'free',
  isOthersCopy: () => false,
  isInPlace: () => false,
  isIgnoredSeries: () => false,
  verdict: null,
  undo: null,
};

const ACTS: Record<Judgement['mirror'], string> = {
  leave: 'nothing',
  write: 'the copy follows',
  back: 'the copy is put back',
  restore: 'the copy is made again',
  delete: 'the copy is deleted',
};

const outcome = (judged: Judgement): string => {
  const sentence = isRule(judged.rule) ? RULES[judged.rule].en : '';
  const by = judged.setting === null ? '' : ` (\`${judged.setting}\`)`;
  if (judged.conflict) return `asked: \`${judged.conflict}\`${by}`;
  const act = judged.origin
    ? 'the original follows'
    : judged.forget && judged.mirror === 'leave'
      ? 'forgotten'
      : ACTS[judged.mirror];
  return `${act}. ${sentence}${by}`;
};

const STATES: State[] = ['same', 'changed', 'gone'];
const ORIGINALS: [SideName, string][] = [
  ['office', 'event of Outlook'],
  ['timify', 'booking with customers'],
];

const decisions = (): string =>
  table(
    ['original', 'the original is', 'its copy is', 'what happens'],
    ORIGINALS.flatMap(([side, name]) =>
      STATES.flatMap((origin) =>
        STATES.map((copy) => [
          name,
          origin === 'changed' ? 'moved' : origin,
          copy === 'changed' ? 'moved' : copy,
          outcome(decide(pairOf(side, origin, copy), COURT)),
        ]),
      ),
    ),
  );

export const TABLES: Record<string, () => string> = { settings, skips, conflicts, decisions };

/** Every block between `<!-- table: name -->` and `<!-- /table -->` as the code has it now. */
export const withTables = (page: string): string =>
  page.replace(
    /(<!-- table: (\w+) -->\n)[\s\S]*?(<!-- \/table -->)/g,
    (_, open: string, name: string, close: string) => {
      const made = TABLES[name];
      if (!made) throw new Error(`No table is called ${name}.`);
      return `${open}\n${made()}\n\n${close}`;
    },
  );
