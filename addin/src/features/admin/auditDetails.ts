import type { AuditEntry } from '../../../../shared/company.ts';
import { ConflictAction, ConflictKind, Copies } from '../../../../shared/words.ts';
import type { Translate } from '../../strings/words.ts';
import { settingLabel } from '../../ui/settingNames.ts';
import { SIDE_NAME } from '../../ui/sides.tsx';

type Facts = AuditEntry['facts'];

/** Whoever did something to the company without being of its organisation. */
const ELSEWHERE = 'other-tenant';
/** More names than this say less than their number. */
const NAMED = 5;

/** For whom it was, what it was about, and who did it: names are kept nowhere, only Microsoft's id of a person. */
export function actDetails(
  t: Translate,
  { by, facts, resources, undone }: Pick<AuditEntry, 'by' | 'facts' | 'resources' | 'undone'>,
  me: string,
): string {
  const about = [forWhom(t, resources), conflictOf(t, facts), ...settingsOf(t, facts), ...reachOf(t, facts)];
  return [...about, undone?.replace(/\.$/, ''), who(t, by, me)]
    .filter((part) => typeof part === 'string')
    .join(' · ');
}

function who(t: Translate, by: string, me: string): string {
  if (by === me) return t('audit.you');
  return by === ELSEWHERE ? t('audit.elsewhere') : t('audit.other', { id: shortId(by) });
}

/** The first block of the id: enough to tell two admins apart, and to find one in Entra. */
const shortId = (id: string): string => /^[\da-f]{8}(?=-[\da-f]{4}-)/i.exec(id)?.[0] ?? id;

function forWhom(t: Translate, resources: AuditEntry['resources']): string | undefined {
  if (resources.length === 0) return undefined;
  const named = resources.slice(0, NAMED).map(({ id, name }) => name ?? t('audit.unnamed', { id }));
  const more = resources.length - named.length;
  return more > 0 ? `${named.join(', ')} ${t('audit.more', { n: more })}` : named.join(', ');
}

/** The kind of conflict, and the way out that was chosen. */
function conflictOf(t: Translate, { kind, side, action }: Facts): string | undefined {
  const what = ConflictKind.safeParse(kind).data;
  const way = ConflictAction.safeParse(action).data;
  if (what === undefined || way === undefined) return undefined;
  return t('audit.conflict', { kind: kindWords(t, what, side), way: wayWords(t, way) });
}

function kindWords(t: Translate, kind: ConflictKind, side: unknown): string {
  if (kind !== 'mirror-deleted') return t(`kind.${kind}`);
  return side === 'office' || side === 'timify'
    ? t('kind.mirror-deleted', { side: SIDE_NAME[side] })
    : t('audit.copyDeleted');
}

function wayWords(t: Translate, way: ConflictAction): string {
  switch (way) {
    case 'move-booking':
      return t('act.move-booking.plain');
    case 'ignore-series':
      return `${t('act.ignore')}, ${t('act.ignore.series')}`;
    default:
      return t(`act.${way}`);
  }
}

function settingsOf(t: Translate, { names, lockedNow, freedNow }: Facts): string[] {
  const labels = (list: unknown): string[] =>
    Array.isArray(list) ? list.map((one) => settingLabel(t, String(one))) : [];
  const listed = (list: unknown): string => labels(list).join('; ');
  return [
    ...labels(names),
    ...(listed(lockedNow) === '' ? [] : [t('audit.locked', { names: listed(lockedNow) })]),
    ...(listed(freedNow) === '' ? [] : [t('audit.freed', { names: listed(freedNow) })]),
  ];
}

/** How far it went: over how many connections, what became of the copies, by which way somebody was invited. */
function reachOf(t: Translate, { connections, skipped, copies, sent, version }: Facts): string[] {
  const kept = Copies.safeParse(copies).data;
  return [
    ...(typeof connections === 'number' ? [t('audit.connections', { n: connections })] : []),
    ...(typeof skipped === 'number' && skipped > 0 ? [t('audit.skipped', { n: skipped })] : []),
    ...(kept === undefined ? [] : [t(`copies.${kept}`)]),
    ...(typeof sent === 'boolean' ? [t(sent ? 'audit.byMail' : 'audit.byLink')] : []),
    ...(typeof version === 'string' ? [t('audit.version', { version })] : []),
  ];
}
