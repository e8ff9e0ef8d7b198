import { describe, expect, it } from 'vitest';
import { createFormats } from './formats.ts';

const NOW = new Date('2026-11-24T09:04:12.000Z');
const of = (locale: string, timeZone = 'Europe/Berlin') => createFormats(locale, timeZone, () => NOW);

describe('times of day', () => {
  it('are written the German way', () => {
    const f = of('de-DE');
    expect(f.time('2026-11-24T13:00:00Z')).toBe('14:00');
    expect(f.range('2026-11-24T13:00:00Z', '2026-11-24T14:30:00Z')).toBe('14:00–15:30');
    expect(f.timeWithSeconds('2026-11-24T09:02:11Z')).toBe('10:02:11');
  });

  it('are written the American way', () => {
    const f = of('en-US');
    expect(f.time('2026-11-24T13:00:00Z')).toBe('2:00 PM');
    expect(f.range('2026-11-24T13:00:00Z', '2026-11-24T14:30:00Z')).toBe('2:00 – 3:30 PM');
  });

  it('have 24 hours in British English', () => {
    expect(of('en-GB').range('2026-11-24T13:00:00Z', '2026-11-24T14:30:00Z')).toBe('14:00–15:30');
  });

  it('follow the zone that is given, not the machine', () => {
    expect(of('de-DE', 'America/New_York').time('2026-11-24T13:00:00Z')).toBe('08:00');
  });

  it('name both days when they run over midnight', () => {
    const text = of('de-DE').range('2026-11-24T21:00:00Z', '2026-11-25T01:00:00Z');
    expect(text).toContain('22:00');
    expect(text).toContain('25.');
  });
});

describe('days', () => {
  it('are called by their nearness, and day and month never part', () => {
    const f = of('de-DE');
    expect(f.dayHead('2026-11-24T10:00:00Z')).toBe('Heute, Di., 24.\u00a0Nov.');
    expect(f.dayHead('2026-11-25T10:00:00Z')).toBe('Morgen, Mi., 25.\u00a0Nov.');
    expect(f.dayHead('2026-11-23T10:00:00Z')).toBe('Gestern, Mo., 23.\u00a0Nov.');
    expect(f.dayHead('2026-11-26T10:00:00Z')).toBe('Do., 26.\u00a0Nov.');
    expect(of('en-US').dayHead('2026-11-24T10:00:00Z')).toBe('Today, Tue, Nov\u00a024');
  });

  it('name the year only when it is another one', () => {
    expect(of('de-DE').day('2027-02-01T10:00:00Z')).toContain('2027');
    expect(of('de-DE').day('2026-12-01T10:00:00Z')).not.toContain('2026');
  });

  it('change at midnight of the mailbox', () => {
    expect(of('de-DE').dayKey('2026-11-24T23:30:00Z')).toBe('2026-11-25');
  });
});

describe('ages and durations', () => {
  it('are relative within the last hour only', () => {
    const f = of('de-DE');
    expect(f.since('2026-11-24T09:03:40Z')).toBe('gerade eben');
    expect(f.since('2026-11-24T09:02:00Z')).toBe('vor 2 Minuten');
    expect(f.since('2026-11-24T06:00:00Z')).toBe('07:00');
    expect(f.since('2026-11-23T06:00:00Z')).toBe('Mo., 23.\u00a0Nov., 07:00');
  });

  it('have one decimal below ten seconds and minutes from two on', () => {
    const f = of('de-DE');
    expect(f.latency(1300)).toBe('1,3\u00a0s');
    expect(f.latency(42_400)).toBe('42\u00a0s');
    expect(f.latency(180_000)).toBe('3\u00a0min');
  });

  it('are whole words where they are still to come', () => {
    expect(of('de-DE').span(20_000)).toBe('20 Sekunden');
    expect(of('en-US').span(180_000)).toBe('3 minutes');
  });
});

it('writes numbers as the reader does', () => {
  expect(of('de-DE').number(1284)).toBe('1.284');
  expect(of('en-US').number(1284)).toBe('1,284');
  expect(of('de-DE').percent(0.77)).toBe('77\u00a0%');
});
