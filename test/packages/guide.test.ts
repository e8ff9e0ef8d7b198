import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/child.ts';
import { PERMISSIONS } from '../../scripts/entra/permissions.ts';
import { DEFAULT_IDS, registrationFor } from '../../scripts/entra/registration.ts';
import { HOST_CLIENTS } from '../../server/src/entra/hostClients.ts';
import { freshCopy, run } from './support/commands.ts';

const CLIENT = '11111111-2222-4333-8444-555555555555';
const docs = (file: string): string => readFileSync(join(ROOT, 'docs', file), 'utf8');

/** Our commands, in the order in which the guide gives them. */
const commands = (text: string): string[] =>
  [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)]
    .flatMap(([, block = '']) => block.split('\n'))
    .filter((line) => line.startsWith('npm '));

describe('the guide for the tenant admin', () => {
  const guide = docs('admin-guide.md');
  let clone: string;
  beforeAll(() => {
    clone = freshCopy();
    // What `az ad app show` would write after the scripts ran.
    const registration = {
      appId: CLIENT,
      ...registrationFor('https://sync.example.com', { appId: CLIENT, ...DEFAULT_IDS }),
      passwordCredentials: [{ endDateTime: '2999-01-01T00:00:00Z' }],
    };
    writeFileSync(join(clone, 'registration-export.json'), JSON.stringify(registration, null, 2));
  });
  afterAll(() => rmSync(clone, { recursive: true, force: true }));

  it('gives commands that run, one after the other', async () => {
    const lines = commands(guide);
    expect(lines.map((line) => /^npm run ([\w:]+)/.exec(line)?.[1])).toEqual([
      'entra:setup',
      'entra:setup',
      'package',
      'validate',
    ]);
    for (const line of lines) expect(await run(line, clone), line).toMatchObject({ code: 0, errors: '' });
    const named = [...guide.matchAll(/`(dist\/[\w./-]+)`/g)].map(([, file = '']) => file);
    for (const file of named) expect(existsSync(join(clone, file)), file).toBe(true);
    for (const file of ['timify-sync.zip', 'timify-sync.xml', 'deploy.json'])
      expect(existsSync(join(clone, 'dist', file)), file).toBe(true);
  });

  it('shows pictures and pages that exist', () => {
    const links = [...guide.matchAll(/\]\((?!https:)([^)#]+)\)/g)].map(([, file = '']) => file);
    expect(links.length).toBeGreaterThan(5);
    for (const file of links) expect(existsSync(join(ROOT, 'docs', file)), file).toBe(true);
  });

  it('says what has not been tried', () => {
    expect(guide).toContain('have not been run on a real tenant');
  });
});

describe('the page of permissions', () => {
  const page = docs('permissions.md');

  it('has each permission of the registration with its id, and no other', () => {
    const rows = [...page.matchAll(/^\| `([\w.]+)`\s*\| `([0-9a-f-]{36})`/gm)].map(([, name, id]) => ({
      name,
      id,
    }));
    expect(rows).toEqual(PERMISSIONS.map(({ name, id }) => ({ name, id })));
    for (const { name } of PERMISSIONS) expect(page.split(`\`${name}\``).length, name).toBeGreaterThan(2);
  });

  it('has each authorised client', () => {
    for (const { id, name } of HOST_CLIENTS) expect(page).toMatch(new RegExp(`\\| ${name}\\s*\\| \`${id}\``));
  });
});
