import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { storeContract } from './contract.ts';
import { NOON, begin, link } from './contract/builders.ts';
import { openMongo } from './mongo/open.ts';
import { decode, encode } from './mongo/keys.ts';

const uri = process.env['TEST_MONGODB_URI'];

/** The same servers and options, another database. */
const inDatabase = (server: string, name: string): string =>
  server.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)\/?[^?]*/, `$1/${name}`);

const drop = async (server: string, name: string): Promise<void> => {
  const client = await new MongoClient(server).connect();
  await client.db(name).dropDatabase();
  await client.close();
};

if (uri === undefined) it.skip('the store contract, mongo: not run, since TEST_MONGODB_URI is not set');
else {
  storeContract('mongo', async (now) => {
    const name = `test-${randomUUID()}`;
    const database = inDatabase(uri, name);
    const [store, second] = await Promise.all([openMongo(database, { now }), openMongo(database, { now })]);
    const close = async (): Promise<void> => {
      await store.close();
      await second.close();
      await drop(uri, name);
    };
    return { store, second, close };
  });

  describe('the mongo store', () => {
    it('forgets at last that a link was forgotten', async () => {
      const name = `test-${randomUUID()}`;
      let now = NOON;
      const store = await openMongo(inDatabase(uri, name), { now: () => now });
      const { fence } = await begin(store);
      await store.commit({ connectionId: 'connection', fence, links: [link('a')] });
      await store.commit({ connectionId: 'connection', fence, unlink: ['a'] });
      const client = await new MongoClient(uri).connect();
      const links = client.db(name).collection('links');
      await store.log.prune(NOON);
      expect(await links.countDocuments({})).toBe(1);
      now = NOON + 25 * 3_600_000;
      await store.log.prune(NOON);
      expect(await links.countDocuments({})).toBe(0);
      await client.close();
      await store.close();
      await drop(uri, name);
    });
  });
}

describe('a database that is not there', () => {
  it('is a fault of kind unavailable', async () => {
    const nowhere = 'mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=200';
    await expect(openMongo(nowhere, { now: () => NOON })).rejects.toMatchObject({
      kind: 'unavailable',
      service: 'store',
    });
  });
});

describe('stored names', () => {
  it('come back as they were, whatever signs they have', () => {
    const value = { 'a.b': [{ $set: 1, deep: { '$a.b.c': null } }, 'x.$y'], plain: true };
    expect(decode(encode(value))).toEqual(value);
    expect(JSON.stringify(encode(value))).not.toMatch(/"[^"]*[.$][^"]*":/);
    expect(encode({ kept: null, dropped: undefined })).toEqual({ kept: null });
  });
});
