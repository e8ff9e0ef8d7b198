import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tomorrow } from '../support/answers.ts';
import { Town } from '../support/town.ts';

/** A database restored from a backup, where TIMIFY keeps no marks: blockers in pieces can't be told by their looks. */
let town: Town;
beforeAll(async () => {
  town = await Town.start({ movable: true, switches: { timifyExternalId: 'dropped' } });
});
afterAll(() => town.stop());

const ours = (): string => join(town.folder, 'server');
const backup = (): string => join(town.folder, 'backup');

describe('an event over a booking, made after the backup', { timeout: 120_000 }, () => {
  /** docs/sync-rules.md, "After a restored backup", says so to people. */
  it('has each piece copied once like a person’s own appointment, and asked about; nothing grows, nothing is lost', async () => {
    const lena = await town.connected();
    await lena.booking(tomorrow(10), 30);
    await town.settled();
    await town.restart('SIGTERM', () => {
      rmSync(backup(), { recursive: true, force: true });
      cpSync(ours(), backup(), { recursive: true });
    });
    await lena.event('Long', tomorrow(9), tomorrow(12));
    await town.settled();
    const before = await lena.both();
    const pieces = before.timify.filter((line) => line.endsWith('Long'));
    expect(pieces).toHaveLength(2);
    await town.restart('SIGKILL', () => {
      rmSync(ours(), { recursive: true });
      cpSync(backup(), ours(), { recursive: true });
    });
    await lena.action('sync');
    await town.settled();
    const after = { office: [...before.office, ...pieces].sort(), timify: before.timify };
    expect(await lena.both()).toEqual(after);
    const asked = (await lena.conflicts()).map(({ kind, span }) => `${kind} ${span.start}`).sort();
    expect(asked).toEqual(
      [tomorrow(9), tomorrow(10), tomorrow(10, 30)].map((at) => `overlap ${at.replace('Z', '.000Z')}`),
    );
    for (let look = 0; look < 2; look += 1) expect(await lena.lookAgain()).toEqual([]);
    expect(await lena.both()).toEqual(after);
    await lena.cancel(...(await lena.blockers()));
    await town.settled();
    expect(await lena.both()).toEqual(before);
    expect(await lena.conflicts()).toHaveLength(1);
    expect(await lena.lookAgain()).toEqual([]);
  });
});
