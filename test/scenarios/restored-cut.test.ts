import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tomorrow } from '../support/answers.ts';
import { Town } from '../support/town.ts';

/** A database restored from a backup, where TIMIFY keeps no marks: a blocker in pieces is told by where they stand. */
let town: Town;
beforeAll(async () => {
  town = await Town.start({ movable: true, switches: { timifyExternalId: 'dropped' } });
});
afterAll(() => town.stop());

const ours = (): string => join(town.folder, 'server');
const backup = (): string => join(town.folder, 'backup');

describe('an event over a booking, made after the backup', { timeout: 120_000 }, () => {
  it('has its pieces found again: nothing is doubled, and they grow together when the booking goes', async () => {
    const lena = await town.connected();
    const booked = await lena.booking(tomorrow(10), 30);
    await town.settled();
    await town.restart('SIGTERM', () => {
      rmSync(backup(), { recursive: true, force: true });
      cpSync(ours(), backup(), { recursive: true });
    });
    await lena.event('Long', tomorrow(9), tomorrow(12));
    await town.settled();
    const before = await lena.both();
    expect(before.timify.filter((line) => line.endsWith('Long'))).toHaveLength(2);
    await town.restart('SIGKILL', () => {
      rmSync(ours(), { recursive: true });
      cpSync(backup(), ours(), { recursive: true });
    });
    await lena.action('sync');
    await town.settled();
    expect(await lena.both()).toEqual(before);
    const asked = (await lena.conflicts()).map(({ kind, span }) => `${kind} ${span.start}`);
    expect(asked).toEqual([`overlap ${tomorrow(10).replace('Z', '.000Z')}`]);
    expect(await lena.lookAgain()).toEqual([]);
    await lena.cancel(booked);
    await town.settled();
    const { office, timify } = await lena.both();
    expect(office).toHaveLength(1);
    expect(timify).toHaveLength(1);
    expect(await lena.conflicts()).toEqual([]);
    expect(await lena.lookAgain()).toEqual([]);
  });
});
