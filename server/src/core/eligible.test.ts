import { describe, expect, it } from 'vitest';
import type { OfficeEvent } from './items.ts';
import { effective, type OwnSettings } from './settings.ts';
import { at, edit, event, toy, type Toy } from './toyWorld.ts';
import { run } from './toyRun.ts';

const under = (own: OwnSettings) => effective({ settings: {}, locked: [] }, own).settings;
const blockers = ({ timify }: Toy): number => timify.size;
const settled = (world: Toy): void => {
  const before = world.sent.length;
  run(world);
  expect(world.sent.length - before, 'a second run writes nothing').toBe(0);
};
const whyNot = (world: Toy): unknown => {
  const [link] = world.links.values();
  return link?.mirrors.length === 0 ? [link.decision.reason, link.decision.setting] : null;
};

type Kind = Partial<
  Pick<OfficeEvent, 'span' | 'allDay' | 'showAs' | 'response' | 'isOrganizer' | 'isCancelled' | 'isDraft'>
>;

const DAY = { start: '2026-12-01', end: '2026-12-02' };
const DAY_SPAN = { start: Date.UTC(2026, 11, 1), end: Date.UTC(2026, 11, 2) };
const ofOthers = (response: OfficeEvent['response']): Kind => ({ isOrganizer: false, response });

/** The setting, its default, the reason it gives, and an event of its kind. */
const TABLE: [string, 'block' | 'ignore', string, Kind][] = [
  ['showAs.free', 'ignore', 'show-as', { showAs: 'free' }],
  ['showAs.tentative', 'block', 'show-as', { showAs: 'tentative' }],
  ['showAs.busy', 'block', 'show-as', { showAs: 'busy' }],
  ['showAs.oof', 'block', 'show-as', { showAs: 'oof' }],
  ['showAs.workingElsewhere', 'block', 'show-as', { showAs: 'workingElsewhere' }],
  ['showAs.unknown', 'block', 'show-as', { showAs: 'unknown' }],
  ['allDay', 'block', 'all-day', { allDay: DAY, span: DAY_SPAN }],
  ['response.tentative', 'block', 'tentatively-accepted', ofOthers('tentativelyAccepted')],
  ['response.declined', 'ignore', 'declined', ofOthers('declined')],
  ['response.notResponded', 'block', 'not-responded', ofOthers('notResponded')],
  ['response.none', 'block', 'no-answer', ofOthers('none')],
  ['othersMeetings', 'block', 'others-meeting', ofOthers('accepted')],
  ['cancelled', 'ignore', 'cancelled', { isCancelled: true }],
  ['drafts', 'block', 'draft', { isDraft: true }],
];

describe.each(TABLE)('%s, %s by default', (setting, standard, reason, kind) => {
  const world = (own: OwnSettings = {}): Toy => {
    const made = toy(under(own));
    event(made, 'a', at(60, 120), kind);
    return made;
  };

  it('decides by default, and names itself where it says no', () => {
    const made = world();
    run(made);
    expect(whyNot(made)).toEqual(standard === 'block' ? null : [reason, setting]);
    settled(made);
  });

  it('can be chosen the other way round', () => {
    const made = world({ [setting]: standard === 'block' ? 'ignore' : 'block' });
    run(made);
    expect(whyNot(made)).toEqual(standard === 'block' ? [reason, setting] : null);
    settled(made);
  });

  it('leaves what is there as it is, until it is applied to that, back and forth', () => {
    const made = world({ [setting]: 'block' });
    run(made);
    for (const chosen of ['ignore', 'block', 'ignore']) {
      const before = blockers(made);
      made.settings = under({ [setting]: chosen });
      settled(made);
      expect(blockers(made)).toBe(before);
      run(made, { reapply: true });
      expect([blockers(made), whyNot(made)]).toEqual(chosen === 'block' ? [1, null] : [0, [reason, setting]]);
      settled(made);
    }
  });

  it('notices an event that becomes one of its kind, and one that is one no longer', () => {
    const made = toy(under({ [setting]: 'ignore' }));
    const plain: Kind = {
      ...{ span: at(60, 120), allDay: null, showAs: setting === 'showAs.busy' ? 'oof' : 'busy' },
      ...{ response: 'accepted', isOrganizer: true, isCancelled: false, isDraft: false },
    };
    event(made, 'a', at(60, 120), plain);
    run(made);
    expect(blockers(made)).toBe(1);
    edit(made, 'office', 'a', kind);
    run(made, { changes: { office: ['a'] } });
    expect([blockers(made), whyNot(made)]).toEqual([0, [reason, setting]]);
    settled(made);
    edit(made, 'office', 'a', plain);
    run(made, { changes: { office: ['a'] } });
    expect(blockers(made)).toBe(1);
    settled(made);
  });
});

it('an own event has nothing to answer, whatever is chosen for events without an answer', () => {
  const made = toy(under({ 'response.none': 'ignore', othersMeetings: 'ignore' }));
  event(made, 'a', at(60, 120), { response: 'none', isOrganizer: true });
  run(made);
  expect(blockers(made)).toBe(1);
  settled(made);
});

it('each rule counts by itself: a cancelled meeting that is shown as free is left out for that', () => {
  const made = toy(under({ cancelled: 'block' }));
  event(made, 'a', at(60, 120), { isCancelled: true, showAs: 'free' });
  run(made);
  expect(whyNot(made)).toEqual(['show-as', 'showAs.free']);
  settled(made);
});
