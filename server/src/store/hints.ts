import type { Hint } from '../sync/documents.ts';

/** A due mark carries at most this many hints; beyond that it is cheaper to read the window than a list. */
export const MOST_HINTS = 50;

const subject = (hint: Hint): string => {
  switch (hint.kind) {
    case 'calendar':
    case 'subscription':
      return `${hint.kind} ${hint.calendarId}`;
    case 'event':
    case 'appointment':
    case 'act':
    case 'named':
      return `${hint.kind} ${hint.id}`;
    case 'shift':
      return `shift ${hint.id} ${hint.action ?? ''}`;
    case 'window':
      return hint.goesOn ? 'window goes on' : 'window';
    case 'availability':
    case 'past':
      return hint.kind;
  }
};

/** What no reading of the window replaces: it tells of texts that went by, and of Graph's subscriptions. */
const LASTING: readonly Hint['kind'][] = ['past', 'subscription'];
/** What may change bookable times or texts of many items: as much as "look at all of it" says, too. */
const ABOUT_ALL: readonly Hint['kind'][] = ['availability', 'shift', 'named'];

const overflow = (hints: readonly Hint[]): Hint[] => {
  const of = (kinds: readonly Hint['kind'][]): Hint[] => hints.filter(({ kind }) => kinds.includes(kind));
  const about: Hint[] = of(ABOUT_ALL).length > 0 ? [{ kind: 'availability' }] : [];
  return [...about, ...of(LASTING), ...of(['act'])];
};

/**
 * Joins lists of hints, older lists first. About one subject the latest hint stands, at the place of the first. Never
 * more than `MOST_HINTS`: an overflow becomes "read the window" plus what no reading of it could replace. (Acts
 * past the bound are not lost either: the run asks the store for all that wait.)
 */
export const mergeHints = (...lists: readonly (readonly Hint[])[]): Hint[] => {
  const bySubject = new Map<string, Hint>();
  for (const hint of lists.flat()) bySubject.set(subject(hint), hint);
  const hints = [...bySubject.values()];
  if (hints.length <= MOST_HINTS) return hints;
  return [{ kind: 'window' }, ...overflow(hints).slice(0, MOST_HINTS - 1)];
};
