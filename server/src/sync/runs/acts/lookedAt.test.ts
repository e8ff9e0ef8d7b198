import { expect, test } from 'vitest';
import type { OfficeEvent } from '../../../core/items.ts';
import { anEvent } from '../../../http/testing/anEvent.ts';
import { at, link } from '../../../store/contract/builders.ts';
import type { ActRun } from './act.ts';
import { lookedAt } from './lookedAt.ts';

type Run = Pick<ActRun, 'desk' | 'lease'>;

/** A run in a calendar that holds these events; the port `OfficeSide` as far as it is asked. */
const runIn = (events: OfficeEvent[]): Run => {
  const read = (ids: readonly string[]) =>
    Promise.resolve({
      items: events.filter(({ id }) => ids.includes(id)),
      gone: ids.filter((id) => !events.some((event) => event.id === id)),
    });
  return { desk: { office: { read } }, lease: { check: () => undefined } } as unknown as Run;
};

test('a copy goes in the version that was looked at, which may be newer than what we wrote', async () => {
  const booked = link('l1', { side: 'timify', mirrors: [{ id: 'copy', span: at(0) }] });
  const { links } = await lookedAt(runIn([anEvent({ id: 'copy', version: 'W/"moved meanwhile"' })]), [
    booked,
  ]);
  expect(links[0]?.mirrors[0]?.base.version).toBe('W/"moved meanwhile"');
});

test('guests that came meanwhile are seen', async () => {
  const booked = link('l1', { side: 'timify', mirrors: [{ id: 'copy', span: at(0) }] });
  const { links } = await lookedAt(runIn([anEvent({ id: 'copy', hasGuests: true })]), [booked]);
  expect(links[0]?.mirrors[0]?.base.hasGuests).toBe(true);
});
