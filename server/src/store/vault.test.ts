import { createHmac, hkdfSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createHash, createVault, derivedKey, type VaultKey } from './vault.ts';

const key = (id: string, byte: number): VaultKey => ({ id, key: new Uint8Array(32).fill(byte) });
const OLD = key('old', 1);
const NEW = key('new', 2);

describe('the vault', () => {
  it('opens what it sealed, in the same context only', () => {
    const vault = createVault([OLD]);
    for (const plain of ['', 'secret', 'Grüße 🗓️'.repeat(1000)]) {
      const sealed = vault.seal(plain, 'tenant/user');
      expect(vault.open(sealed, 'tenant/user')).toBe(plain);
      expect(() => vault.open(sealed, 'tenant/other')).toThrow();
    }
  });

  it('seals the same text differently each time, under the name of the newest key', () => {
    const vault = createVault([NEW, OLD]);
    const [one, two] = [vault.seal('secret', 'c'), vault.seal('secret', 'c')];
    expect(one).toMatch(/^v1\.new\.[\w-]{16}\.[\w-]{22}\.[\w-]+$/);
    expect(one).not.toBe(two);
    expect(one).not.toContain('secret');
  });

  it('still opens envelopes of older keys, and none of unknown ones', () => {
    const sealed = createVault([OLD]).seal('secret', 'c');
    expect(createVault([NEW, OLD]).open(sealed, 'c')).toBe('secret');
    expect(() => createVault([NEW]).open(sealed, 'c')).toThrow('unknown key old');
  });

  it('refuses an envelope of which any part was changed', () => {
    const vault = createVault([OLD, { ...NEW, id: 'twin' }]);
    const parts = vault.seal('secret', 'c').split('.');
    const flip = (text: string): string => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
    for (const index of [2, 3, 4])
      expect(() =>
        vault.open(parts.map((part, at) => (at === index ? flip(part) : part)).join('.'), 'c'),
      ).toThrow();
    expect(() => vault.open(parts.with(1, 'twin').join('.'), 'c')).toThrow();
    expect(() => vault.open(parts.with(3, (parts[3] ?? '').slice(0, 6)).join('.'), 'c')).toThrow();
    for (const other of ['', 'v1', 'v2.old.a.b.c', [...parts, 'more'].join('.')])
      expect(() => vault.open(other, 'c')).toThrow();
  });

  it('refuses keys that are not fit', () => {
    expect(() => createVault([])).toThrow();
    expect(() => createVault([{ id: 'short', key: new Uint8Array(16) }])).toThrow('32 bytes');
    expect(() => createVault([OLD, OLD])).toThrow('same id');
    expect(() => createVault([{ ...OLD, id: 'a.b' }])).toThrow();
  });
});

describe('the keyed hash', () => {
  it('is HMAC-SHA-256, base64url', () => {
    expect(createHash(OLD.key)('text')).toBe(
      createHmac('sha256', OLD.key).update('text').digest('base64url'),
    );
    expect(createHash(OLD.key)('text')).not.toBe(createHash(OLD.key)('other'));
  });

  it('of databases without a key of their own had one derived from the oldest', () => {
    const derived = Buffer.from(hkdfSync('sha256', OLD.key, '', 'timify-sync fingerprints v1', 32));
    expect(derivedKey([NEW, OLD])).toEqual(derived);
    expect(derivedKey([NEW])).not.toEqual(derived);
  });
});
