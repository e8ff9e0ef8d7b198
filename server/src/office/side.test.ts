import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EXPAND_MARKER, MARKER_ID } from './marker.ts';
import type { OfficeMailbox } from './side.ts';
import { CAL, mailboxOn, marked, master, occurrence, single, WINDOW } from './testing/events.ts';
import { batch, createStub, graphError, innerOf } from './testing/stub.ts';
import type { Stub } from './testing/stub.ts';

let stub: Stub;
let side: OfficeMailbox;
beforeEach(async () => {
  stub = await createStub();
  ({ side } = mailboxOn(stub));
});
afterEach(() => stub.close());

describe('reading a window', () => {
  it('reads each calendar over all pages, with our marker, and never asks for masters', async () => {
    const next = `${stub.origin}/v1.0/next?$skip=500&x=a%20b`;
    stub.on('GET', `/calendars/${CAL}/calendarView`, {
      body: { value: [single('a', marked('l.0')), { id: 'x' }], '@odata.nextLink': next },
    });
    stub.on('GET', '/next', { body: { value: [occurrence('o', 'm', '2026-12-01')] } });
    stub.on('GET', '/calendars/second/calendarView', { body: { value: [single('b')] } });
    const snapshot = await side.window(WINDOW, [CAL, 'second']);
    expect(snapshot).toMatchObject({
      scope: 'full',
      window: WINDOW,
      containers: [CAL, 'second'],
      removed: [],
    });
    expect(snapshot.items.map(({ id, calendarId, marker }) => [id, calendarId, marker]).sort()).toEqual([
      ['a', CAL, 'l.0'],
      ['b', 'second', null],
      ['o', CAL, null],
    ]);
    expect(snapshot.broken).toEqual([{ id: 'x', why: 'no-start' }]);
    const [first] = stub.asked;
    expect(first?.query.get('startDateTime')).toBe('2026-11-12T00:00:00.000Z');
    expect(first?.query.get('$expand')).toBe(EXPAND_MARKER);
    expect(first?.query.get('$select')).toContain('attendees');
    expect(first?.url).not.toContain('+');
    expect(stub.asked.some((asked) => stub.origin + asked.url === next)).toBe(true);
  });

  it('can do without the marker', async () => {
    stub.on('GET', '/calendarView', { body: { value: [] } });
    await mailboxOn(stub, { expandMarkers: false }).side.window(WINDOW, [CAL]);
    expect(stub.asked[0]?.query.has('$expand')).toBe(false);
  });

  it('does without it from then on where a view does not take it', async () => {
    stub.on('GET', '/calendarView', graphError(400, 'ErrorInvalidRequest'), {
      body: { value: [single('a')] },
    });
    expect((await side.window(WINDOW, [CAL])).items.map(({ id }) => id)).toEqual(['a']);
    await side.window(WINDOW, [CAL]);
    expect(stub.asked.map(({ query }) => query.has('$expand'))).toEqual([true, false, false]);
  });

  it('goes on asking for it where the view fails for another reason', async () => {
    stub.on('GET', '/calendarView', graphError(503, 'serviceNotAvailable'), { body: { value: [] } });
    await expect(side.window(WINDOW, [CAL])).rejects.toMatchObject({ kind: 'unavailable' });
    await side.window(WINDOW, [CAL]);
    expect(stub.asked.map(({ query }) => query.has('$expand'))).toEqual([true, true]);
  });

  it('fails as a whole when one page fails: silence would read as deletion', async () => {
    stub.on('GET', '/calendarView', {
      body: { value: [single('a')], '@odata.nextLink': `${stub.origin}/v1.0/next` },
    });
    stub.on('GET', '/next', graphError(503, 'serviceNotAvailable'));
    await expect(side.window(WINDOW, [CAL])).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('ends when a next link comes twice', async () => {
    stub.on('GET', '/next', { body: { value: [], '@odata.nextLink': `${stub.origin}/v1.0/next` } });
    stub.on('GET', '/calendarView', { body: { value: [], '@odata.nextLink': `${stub.origin}/v1.0/next` } });
    await expect(side.window(WINDOW, [CAL])).rejects.toMatchObject({ code: 'LinkLoop' });
  });
});

describe('whether an event left its calendars', () => {
  it('is asked of each of them until one knows it', async () => {
    stub.on('GET', `/calendars/${CAL}/events/a`, { body: single('a') });
    stub.on('GET', `/calendars/${CAL}/events/b`, graphError(404, 'ErrorItemNotFound'));
    stub.on('GET', '/calendars/second/events/b', graphError(404, 'ErrorItemNotFound'));
    expect(await side.elsewhere(['a'], [CAL, 'second'])).toEqual([]);
    expect(stub.asked).toHaveLength(1);
    expect(await side.elsewhere(['b'], [CAL, 'second'])).toEqual(['b']);
    expect(stub.asked).toHaveLength(3);
  });

  it.each(['ErrorInvalidIdMalformed', 'ErrorInvalidRequest'])(
    'is not known where the path is refused (%s), and a calendar that is away is a fault',
    async (code) => {
      stub.on('GET', '/events/a', graphError(400, code));
      expect(await side.elsewhere(['a'], [CAL])).toEqual([]);
      stub.on('GET', '/events/b', graphError(403, 'ErrorAccessDenied'));
      await expect(side.elsewhere(['b'], [CAL])).rejects.toMatchObject({ kind: 'permission-missing' });
    },
  );
});

describe('reading by id', () => {
  it('is one plain request for one id, with its marker', async () => {
    stub.on('GET', '/events/a/+=', { body: single('a/+=', marked('l.0')) });
    const { items, gone } = await side.read(['a/+=']);
    expect(items).toMatchObject([{ id: 'a/+=', marker: 'l.0' }]);
    expect(gone).toEqual([]);
    expect(stub.asked[0]?.url).toContain('/events/a%2F%2B%3D?');
    expect(stub.asked[0]?.query.get('$expand')).toBe(EXPAND_MARKER);
  });

  it('tells the calendar only where it has seen the event before', async () => {
    stub.on('GET', '/events/a', { body: single('a') });
    expect((await side.read(['a'])).items[0]?.calendarId).toBe('');
    stub.on('GET', '/calendarView', { body: { value: [single('a')] } });
    await side.window(WINDOW, [CAL]);
    expect((await side.read(['a'])).items[0]?.calendarId).toBe(CAL);
  });

  it('knows what is gone, by any of its names', async () => {
    for (const reply of [graphError(404, 'ErrorItemNotFound'), graphError(400, 'ErrorInvalidIdMalformed')]) {
      stub.on('GET', '/events/a', reply);
      expect(await side.read(['a'])).toEqual({ items: [], gone: ['a'], series: [] });
    }
  });

  it('is one batch for many, and again one for more than twenty', async () => {
    stub.on(
      'POST',
      '/$batch',
      batch(({ url }) => {
        const id = /events\/([^?]+)/.exec(url)?.[1] ?? '';
        return id === 'e7'
          ? { status: 404, body: { error: { code: 'ErrorItemNotFound' } } }
          : { status: 200, body: single(id) };
      }),
    );
    const ids = Array.from({ length: 25 }, (_, n) => `e${n}`);
    const { items, gone } = await side.read([...ids, 'e1']);
    expect(items).toHaveLength(24);
    expect(gone).toEqual(['e7']);
    expect(stub.asked.map((asked) => innerOf(asked).length)).toEqual([20, 5]);
    expect(innerOf(stub.asked[0])[0]).toMatchObject({
      method: 'GET',
      url: expect.stringMatching(/^\/users\/[^/]+\/events\/e0\?\$expand=/) as string,
      headers: { Prefer: expect.stringContaining('ImmutableId') as string },
    });
  });

  it('tells a master apart: neither an item nor gone', async () => {
    stub.on('GET', '/events/m', { body: master('m') });
    expect(await side.read(['m'])).toEqual({ items: [], gone: [], series: ['m'] });
    expect(await side.read([])).toEqual({ items: [], gone: [], series: [] });
  });

  it('does not take a refusal for gone', async () => {
    stub.on('GET', '/events/a', { status: 404, body: 'not Graph' });
    await expect(side.read(['a'])).rejects.toMatchObject({ kind: 'unavailable' });
  });
});

describe('finding by marker', () => {
  it('filters by our property and looks at the case itself', async () => {
    stub.on('GET', `/calendars/${CAL}/events`, {
      body: { value: [single('a', marked('Link.0')), single('b', marked('link.0')), single('c')] },
    });
    const found = await side.findByMarker('link.0', WINDOW, CAL);
    expect(found.map(({ id, marker }) => [id, marker])).toEqual([
      ['b', 'link.0'],
      ['c', 'link.0'],
    ]);
    expect(stub.asked[0]?.query.get('$filter')).toBe(
      `singleValueExtendedProperties/Any(ep: ep/id eq '${MARKER_ID}' and ep/value eq 'link.0')`,
    );
    expect(stub.asked[0]?.url).toContain('%20');
  });

  it('quotes a marker so that it stays a value', async () => {
    stub.on('GET', '/events', { body: { value: [] } });
    await side.findByMarker("x' or 1 eq 1", WINDOW, null);
    expect(stub.asked[0]?.query.get('$filter')).toContain("ep/value eq 'x'' or 1 eq 1'");
  });
});
