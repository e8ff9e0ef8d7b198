/** What a person decided about a conflict, where it is not simply the table with another setting. */
import { writesTo, type SideName } from './items.ts';
import type { Verdict } from './decisions.ts';
import { accepts, concernsCustomers } from './conflicts.ts';
import { hasCustomers, mirrorState, originState, type Pair } from './pairs.ts';
import { length } from './spans.ts';
import { judgement, refuse, movedTo, originGuard, type Judgement, type Court } from './judgement.ts';
import { carry } from './carry.ts';

/** To the chosen time, with its own length: an event and a booking that collide seldom have the same. */
const moveToSlot = (pair: Pair, court: Court, { slot, notify }: Verdict): Judgement => {
  const { item } = pair.origin;
  if (!item) return judgement('needs-origin');
  // What has begun is free for nobody any more.
  if (!slot || slot.start < court.now) return refuse('slot-taken');
  const span = { start: slot.start, end: slot.start + length(item.span) };
  const room = court.slotFor(item, span);
  if (room === 'taken') return refuse('slot-taken');
  if (room === 'outside' && item.side === 'timify') return refuse('moved-outside-hours');
  return judgement('decided-by-person', {
    origin: { op: 'move', span, notify: notify ?? false },
    mirror: 'write',
  });
};

/** Rules 3 and 4 hold for what people decide, too: the direction may be another by now than when they were asked. */
const ifWritable = (pair: Pair, court: Court, otherwise: () => Judgement): Judgement => {
  if (!writesTo(court.settings.direction, pair.link.origin.side)) return refuse('skip.direction');
  const guard = originGuard(pair, court);
  return guard ? refuse(guard) : otherwise();
};

/** What a person decided, where it is not simply the table with another setting. */
const byVerdict = (pair: Pair, court: Court, verdict: Verdict): Judgement | null => {
  const moved = mirrorState(pair);
  const originWins = judgement('decided-by-person', { mirror: moved === 'gone' ? 'restore' : 'write' });
  const { side } = pair.link.origin;
  switch (verdict.action) {
    case 'put-back':
      return originState(pair) === 'gone' ? null : originWins;
    case 'use-office':
    case 'use-timify': {
      const originIsMeant = (verdict.action === 'use-office') === (side === 'office');
      if (originIsMeant || moved !== 'moved') return { ...originWins, lost: movedTo(pair) };
      return ifWritable(pair, court, () => {
        const carried = carry(pair, court);
        const lost = pair.origin.difference.time ? (pair.origin.item?.span ?? null) : null;
        return carried.origin ? { ...carried, rule: 'decided-by-person', lost } : carried;
      });
    }
    case 'move-booking':
    case 'move-event':
      if (!verdict.slot && moved !== 'moved') return null;
      return ifWritable(pair, court, () =>
        verdict.slot ? moveToSlot(pair, court, verdict) : carry(pair, court),
      );
    case 'cancel-booking':
    case 'delete-event':
      return ifWritable(pair, court, () =>
        judgement('decided-by-person', {
          origin: { op: 'delete', notify: verdict.notify ?? false },
          mirror: 'delete',
          forget: true,
        }),
      );
    case 'keep-both':
    case 'ignore':
    case 'ignore-series':
      // A collision is only not asked about again; a pair is left as both ends are now.
      return judgedPair(verdict, side) ? leftByPerson : null;
  }
};

export const leftByPerson = judgement('ignored-by-person');

/** Whether the verdict is about the two ends of a pair, not about what an event collides with. */
const judgedPair = ({ kind }: Verdict, side: SideName): boolean =>
  kind !== 'overlap' && (kind !== 'outside-working-hours' || side === 'timify');

/** A customer came after the person was asked: whether they are told is still to be said (rule 5). */
const isUnsaid = (pair: Pair, { action, notify }: Verdict): boolean =>
  notify === null && concernsCustomers(action) && pair.link.origin.side === 'timify' && hasCustomers(pair);

/** An origin that went meanwhile can't be moved, copied anew or deleted: the table clears up after it. */
export const verdictOn = (pair: Pair, court: Court): Judgement | null => {
  const { verdict } = court;
  if (!verdict || (originState(pair) === 'gone' && !accepts(verdict.action))) return null;
  if (isUnsaid(pair, verdict)) return refuse('customer-unasked');
  return byVerdict(pair, court, verdict);
};
