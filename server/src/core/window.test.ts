import { describe, expect, it } from 'vitest';
import { DAY, HOUR, length } from './spans.ts';
import { at, event, toy, edit, type Toy } from './toyWorld.ts';
import { run } from './toyRun.ts';
import { cursorOutgrown, cursorWindow, enteredSince, slicesOf, windowOf } from './window.ts';

const NOW = Date.UTC(2026, 10, 25, 8, 0);
const SETTINGS = { windowPastDays: 10, windowFutureMonths: 18 };
const window = windowOf(NOW, SETTINGS);

describe('slices of the window', () => {
  it.each([1, 7, 29, 30, 364])('%i days long at most are disjoint and cover it all, today first', (days) => {
    const slices = slicesOf(window, NOW, days * DAY);
    expect(slices[0]?.start).toBe(Date.UTC(2026, 10, 25));
    expect(Math.max(...slices.map(length))).toBeLessThanOrEqual(days * DAY);
    const sorted = [...slices].sort((a, b) => a.start - b.start);
    expect(sorted[0]?.start).toBe(window.start);
    expect(sorted.at(-1)?.end).toBe(window.end);
    expect(sorted.slice(1).every((slice, index) => slice.start === sorted[index]?.end)).toBe(true);
  });

  it('end where the next fourteen days end, so that these are there before the rest', () => {
    expect(slicesOf(window, NOW, 30 * DAY)[0]).toEqual({
      start: Date.UTC(2026, 10, 25),
      end: Date.UTC(2026, 11, 9),
    });
  });
});

describe('the rolling horizon', () => {
  it('slides by whole days', () => {
    expect(windowOf(NOW + HOUR, SETTINGS)).toEqual(window);
    expect(windowOf(NOW + DAY, SETTINGS).start).toBe(window.start + DAY);
  });

  it('is extended by what has come in since it was last looked at, be it nothing or many days', () => {
    const later = (days: number) => enteredSince(NOW, windowOf(NOW + days * DAY, SETTINGS), SETTINGS);
    expect(length(later(0))).toBe(0);
    expect(later(1)).toEqual({ start: window.end, end: window.end + DAY });
    expect(later(9).start).toBe(window.end);
  });

  it('never comes nearer than a cursor reaches before it is renewed', () => {
    const cursor = cursorWindow(window);
    expect(cursorOutgrown(cursor, NOW + 20 * DAY, windowOf(NOW + 20 * DAY, SETTINGS), 0.9)).toBe(false);
    expect(cursorOutgrown(cursor, NOW + 41 * DAY, windowOf(NOW + 41 * DAY, SETTINGS), 0.9)).toBe(true);
  });

  it.each([{ windowPastDays: 60 }, { windowFutureMonths: 36 }])(
    'is outgrown as soon as it reaches further by %o',
    (change) => {
      const cursor = cursorWindow(window);
      expect(cursorOutgrown(cursor, NOW, window, 0)).toBe(false);
      expect(cursorOutgrown(cursor, NOW, windowOf(NOW, { ...SETTINGS, ...change }), 0)).toBe(true);
    },
  );
});

describe('what the window has slid past', () => {
  const old = at(-21 * 24 * 60, -21 * 24 * 60 + 60);
  const past = (): Toy => {
    const world = toy();
    world.now -= 15 * DAY;
    event(world, 'old', old);
    run(world, { window: { start: world.now - 10 * DAY, end: world.now + 60 * DAY } });
    expect(world.timify.size).toBe(1);
    world.now += 15 * DAY;
    world.sent.length = 0;
    return world;
  };

  it('is left alone when a tombstone comes for it', () => {
    const world = past();
    world.office.delete('old');
    run(world, { changes: { office: ['old'] } });
    expect(world.sent).toEqual([]);
    expect(world.timify.size).toBe(1);
  });

  it('is left alone when its blocker is cleared away', () => {
    const world = past();
    const [blocker] = world.timify.keys();
    world.timify.clear();
    run(world, { changes: { timify: [blocker ?? ''] } });
    expect(world.sent).toEqual([]);
    expect(world.conflicts.size).toBe(0);
  });

  it('is left alone when its event is written to, and follows when it is moved into the window', () => {
    const world = past();
    edit(world, 'office', 'old', {
      title: 'Renamed',
      span: { start: old.start + HOUR, end: old.end + HOUR },
    });
    run(world, { changes: { office: ['old'] } });
    expect(world.sent).toEqual([]);
    edit(world, 'office', 'old', { span: at(60, 120) });
    run(world, { changes: { office: ['old'] } });
    expect([...world.timify.values()]).toMatchObject([{ span: at(60, 120), title: 'Renamed' }]);
  });

  it('still loses its texts when its event turns private', () => {
    const world = past();
    edit(world, 'office', 'old', { sensitivity: 'private' });
    run(world, { changes: { office: ['old'] } });
    expect([...world.timify.values()]).toMatchObject([{ title: 'Blocked' }]);
  });

  it('is another thing than what a person moves out of the window', () => {
    const world = past();
    event(world, 'near', at(60, 120));
    run(world);
    edit(world, 'office', 'near', { span: old });
    run(world, { changes: { office: ['near'] } });
    expect(world.sent.map(({ op }) => op)).toEqual(['create', 'delete']);
    edit(world, 'office', 'near', { span: at(60, 120) });
    run(world, { changes: { office: ['near'] } });
    expect(world.sent.map(({ op }) => op)).toEqual(['create', 'delete', 'create']);
  });
});
