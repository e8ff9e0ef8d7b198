import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { certificatesIn } from './certificates.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'certificates-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('are made once, also where two ask at the same moment, and nothing half-made is left', async () => {
  const both = await Promise.all([certificatesIn(folder), certificatesIn(folder)]);
  expect(both[0]).toEqual(both[1]);
  expect(await certificatesIn(folder)).toEqual(both[0]);
  expect(await readdir(folder)).toEqual(['certificates']);
  expect(await readFile(both[0].caFile, 'utf8')).toBe(both[0].ca);
  expect(await readFile(both[0].clientFile, 'utf8')).toContain(both[0].client.cert.trim());
});
