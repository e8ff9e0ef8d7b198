import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConnectionState } from '../../../shared/words.ts';
import type { Store } from '../sync/ports/store.ts';
import { NOON, begin, claim, connection, link, signal } from './contract/builders.ts';
import { storeContract } from './contract.ts';
import { openEmbedded } from './embedded/open.ts';
import { Sql } from './embedded/sql.ts';

let folder = '';
const children: ChildProcessWithoutNullStreams[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'store-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const open = (now: () => number = () => NOON): Promise<Store> =>
  openEmbedded(join(folder, 'sync.db'), { now });

storeContract('embedded, in memory', async (now) => {
  const store = await openEmbedded(':memory:', { now });
  return { store, second: store, close: () => store.close() };
});

storeContract('embedded, in a file', async (now) => {
  const store = await open(now);
  return { store, second: store, close: () => store.close() };
});

/** Another server process on the same file. It says a line for each thing it has done, then works on or waits. */
const another = (then: string): { child: ChildProcessWithoutNullStreams; lines: AsyncIterator<string> } => {
  const program = `
    const { openEmbedded } = await import(${JSON.stringify(new URL('./embedded/open.ts', import.meta.url).href)});
    const builders = await import(${JSON.stringify(new URL('./contract/builders.ts', import.meta.url).href)});
    const file = ${JSON.stringify(join(folder, 'sync.db'))};
    try {
      const store = await openEmbedded(file, { now: () => builders.NOON });
      console.log('open');
      ${then}
    } catch (error) {
      console.log(error.message);
      process.exit(1);
    }`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program]);
  children.push(child);
  return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
};

const WAIT = 'setInterval(() => {}, 1e6);';

const killed = async (child: ChildProcessWithoutNullStreams): Promise<void> => {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
};

describe('the file of the embedded store', () => {
  it('is refused to a second process, which says what to do', async () => {
    const store = await open();
    const { child, lines } = another(WAIT);
    const said = String((await lines.next()).value);
    expect(said).toContain(join(folder, 'sync.db'));
    expect(said).toContain('in use by another server process');
    expect(said).toContain('MONGODB_URI');
    if (child.exitCode === null) await once(child, 'exit');
    expect(child.exitCode).toBe(1);
    await store.ping();
    await store.close();
  });

  it('is refused twice within one process too, and free again after closing', async () => {
    const store = await open();
    await expect(open()).rejects.toThrow('in use by another server process');
    await expect(open()).rejects.toThrow('in use by another server process');
    await store.close();
    await (await open()).close();
  });

  it('opens at once after the process that had it was killed', async () => {
    const { child, lines } = another(WAIT);
    expect((await lines.next()).value).toBe('open');
    await expect(open()).rejects.toThrow('in use');
    child.kill('SIGKILL');
    const store = await open();
    await store.close();
  });

  it('holds everything that was acknowledged before a kill', async () => {
    const { child, lines } = another(`
      const { fence } = await builders.begin(store);
      for (let index = 0; ; index++) {
        const id = 'link-' + index;
        await store.commit({ connectionId: 'connection', fence, links: [builders.link(id)], log: [builders.entry(id)] });
        await builders.signal(store, 'row-' + index);
        process.stdout.write(index + '\\n');
        if (index % 10 === 0) await new Promise(setImmediate);
      }`);
    expect((await lines.next()).value).toBe('open');
    let last = -1;
    while (last < 150) last = Number((await lines.next()).value);
    await killed(child);
    for (let line = await lines.next(); !line.done; line = await lines.next()) last = Number(line.value);

    const store = await open();
    expect(await store.links.page('connection', null, last + 10)).toHaveLength(
      (await store.log.page({ connectionId: 'connection' }, null, last + 10)).length,
    );
    for (let index = 0; index <= last; index++) {
      expect(await store.links.get('connection', `link-${index}`)).not.toBeNull();
      expect(await store.work.get(`row-${index}`)).not.toBeNull();
    }
    await store.close();
  });

  it('gives up every lease to the next process, under higher fences', async () => {
    const before = await open();
    const run = await begin(before);
    await signal(before, 'idle');
    await before.close();
    const after = await open();
    await after.work.takeOver();
    expect((await after.work.backlog(NOON)).due).toBe(2);
    const taken = await after.work.claimOne('connection', { owner: 'next', now: NOON, leaseMs: 1 });
    expect(taken?.fence).toBe(run.fence + 1);
    expect((await claim(after))?.id).toBe('idle');
    await after.close();
  });

  it('sorts by need what an older release kept, state by state', async () => {
    const before = await open();
    const states = ConnectionState.options;
    for (const state of states)
      await before.connections.create(connection(state, { state, resourceId: state, provenEqualAt: NOON }));
    const trouble = { kind: 'unavailable', requestId: null, at: NOON };
    await before.connections.create(connection('troubled', { trouble, resourceId: 'troubled' }));
    const listed = await before.connections.byNeed('company', null, 99);
    const tally = await before.connections.tally('company');
    await before.close();
    const sql = new Sql(join(folder, 'sync.db'));
    sql.script('drop index connections_by_need');
    for (const column of ['need', 'linked', 'proven_equal_at'])
      sql.script(`alter table connections drop column ${column}`);
    sql.script('pragma user_version = 2');
    sql.close();

    const store = await open();
    expect(await store.connections.byNeed('company', null, 99)).toEqual(listed);
    expect(await store.connections.tally('company')).toEqual(tally);
    expect(tally).toMatchObject({ live: states.length - 1, awaiting: 1 });
    await store.close();
  });

  it('keeps its contents, is readable by its owner alone, and refuses a newer form', async () => {
    const store = await open();
    const { fence } = await begin(store);
    await store.commit({ connectionId: 'connection', fence, links: [link('a')] });
    await store.close();
    const file = join(folder, 'sync.db');
    expect(statSync(file).mode & 0o077).toBe(0);

    const again = await open();
    expect(await again.links.get('connection', 'a')).toEqual(link('a'));
    await again.close();

    const sql = new Sql(file);
    sql.script('pragma user_version = 999');
    sql.close();
    await expect(open()).rejects.toThrow('newer release');
    await expect(open()).rejects.toThrow('newer release');
  });
});
