import { expect, it } from 'vitest';
import { blockerContent } from './project.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import { ask, run } from './toyRun.ts';
import { at, edit, event, toy } from './toyWorld.ts';

const LONG = 'Word and word. '.repeat(1_000);

it.each(['👍', '👩‍👩‍👧'])('a text too long to be copied is never cut within a character: %s', (sign) => {
  const world = toy();
  const voice = { settings: DEFAULT_SETTINGS, language: 'en', anonymous: false } as const;
  for (let before = 240; before <= 250; before += 1) {
    const title = `${'x'.repeat(before)}${sign}${'y'.repeat(20)}`;
    const shown = blockerContent(event(world, 'a', at(0, 60), { title }), at(0, 60), voice).title;
    expect(() => encodeURIComponent(shown)).not.toThrow();
    expect(shown).toMatch(/^x+.*[^\u200D]…$/u);
    expect(shown.length).toBeLessThanOrEqual(250);
  }
});

it('what changes beyond what is copied writes nothing; what changes within it is written', () => {
  const world = toy();
  event(world, 'a', at(60, 120), { notes: LONG });
  run(world);
  edit(world, 'office', 'a', { notes: `${LONG}And more.` });
  expect(run(world).writes).toEqual([]);
  expect(ask(world).plan.writes).toEqual([]);
  edit(world, 'office', 'a', { notes: `First. ${LONG}` });
  expect(run(world).writes).toMatchObject([{ op: 'update', side: 'timify' }]);
});
