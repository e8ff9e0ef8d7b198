import { afterEach, describe, expect, it, vi } from 'vitest';
import { createFormats } from './formats.ts';
import { deviceZone, firstKnown } from './zones.ts';

const AT = '2026-11-24T09:04:00.000Z';
const of = (zone: string | undefined) => createFormats('de-DE', zone, () => new Date(AT));
afterEach(() => vi.restoreAllMocks());

it('the first zone that the browser knows counts, else UTC', () => {
  expect(firstKnown(undefined, 'Etc/Unknown', 'Mars/Base', 'Europe/Berlin', 'Asia/Tokyo')).toBe(
    'Europe/Berlin',
  );
  expect(firstKnown('', undefined)).toBe('UTC');
});

describe('times in a zone that nobody knows', () => {
  it.each([undefined, '', 'Etc/Unknown', 'Mars/Base'])('%j are told in UTC, and say so', (zone) => {
    const f = of(zone);
    expect([f.timeZone, f.time(AT), f.dayKey(AT)]).toEqual(['UTC', '09:04', '2026-11-24']);
    expect(f.exact(AT)).toContain('UTC');
  });
});

it.each([undefined, '', 'Etc/Unknown'])('a device whose zone is %j has none', (timeZone) => {
  const resolved = new Intl.DateTimeFormat('de-DE', { timeZone: 'UTC' }).resolvedOptions();
  const told = { ...resolved, timeZone } as Intl.ResolvedDateTimeFormatOptions;
  vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockReturnValue(told);
  expect(deviceZone()).toBeUndefined();
});
