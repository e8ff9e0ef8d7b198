import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshCopy, run } from './support/commands.ts';

const PACKAGE =
  'npm run package -- --url https://sync.example.com --client-id 11111111-2222-4333-8444-555555555555';

let clone: string;
beforeAll(() => {
  clone = freshCopy();
});
afterAll(() => rmSync(clone, { recursive: true, force: true }));

describe('a fresh clone, without the network,', () => {
  it('makes both packages and finds them sound', async () => {
    const made = await run(`${PACKAGE} --tenant-only`, clone);
    expect(made).toMatchObject({ code: 0, errors: '' });
    for (const file of ['timify-sync.zip', 'timify-sync.xml', 'deploy.json'])
      expect(existsSync(join(clone, 'dist', file)), file).toBe(true);
    const checked = await run('npm run validate', clone);
    expect(checked).toMatchObject({ code: 0, errors: '' });
    expect(checked.output).toMatch(/^Both packages of version \d+\.\d+\.\d+ are sound \(schema 1\.30\)\.\n$/);
  });

  it('asks Microsoft’s service only when it is told to', async () => {
    const checked = await run('npm run validate -- --online', clone);
    expect(checked.errors).toContain('THE NETWORK WAS ASKED');
  });

  it('says which line of a broken package is wrong, and ends with 1', async () => {
    const folder = join(clone, 'broken');
    expect((await run(`${PACKAGE} --out broken`, clone)).code).toBe(0);
    const xml = join(folder, 'timify-sync.xml');
    writeFileSync(
      xml,
      readFileSync(xml, 'utf8').replace('<Permissions>ReadItem', '<Permissions>ReadWriteItem'),
    );
    const checked = await run('npm run validate -- broken', clone);
    expect(checked.code).toBe(1);
    expect(checked.errors).toMatch(
      /^timify-sync\.xml:\d+ {2}asks for ReadWriteItem, manifest\.json for MailboxItem\.Read\.User\n {4}Ask for the same/m,
    );
    expect(checked.errors).toMatch(/\n2 found\.\n$/);
  });

  it('writes the registration, the same each time', async () => {
    const line = 'npm run entra:setup -- --url https://sync.example.com --out entra';
    const files = ['registration.json', 'setup.sh', 'setup.ps1'];
    const read = (): string[] => files.map((file) => readFileSync(join(clone, 'entra', file), 'utf8'));
    expect(await run(line, clone)).toMatchObject({ code: 0, errors: '' });
    const first = read();
    expect(await run(line, clone)).toMatchObject({ code: 0, errors: '' });
    expect(read()).toEqual(first);
  });
});

/** Two lines: what is wrong with which argument, and the way out. */
describe('a wrong argument is named, with the way out:', () => {
  const CLIENT = '--client-id 11111111-2222-4333-8444-555555555555';
  it.each([
    ['npm run package', /^--url is missing\.\n {4}.*--url https:\/\/sync\.example\.com/],
    [`npm run package -- --url sync.example.com ${CLIENT}`, /^--url is no web address: "sync\.example\.com"/],
    [`npm run package -- --url http://sync.example.com ${CLIENT}`, /^--url is not https: .*\n.*https only/],
    [`npm run package -- --url https://x.example/pane ${CLIENT}`, /^--url has a path: .*\n.*root of a host/],
    [
      'npm run package -- --url https://x.example',
      /^--client-id is missing\.\n.*App registrations.*entra:setup/,
    ],
    ['npm run package -- --url https://x.example --client-id abc', /^--client-id is no id \(a GUID\): "abc"/],
    [
      `npm run package -- --url https://x.example ${CLIENT} --environment live`,
      /^--environment is not known: "live"\.\n.*production and test/,
    ],
    [
      `npm run package -- --url https://x.example ${CLIENT} --tenant`,
      /^--tenant is not known\.\n {4}npm run package/,
    ],
    [
      'npm run validate -- nowhere',
      /nowhere.timify-sync\.zip is missing\.\n {4}Make it first: npm run package/,
    ],
    [
      'npm run entra:setup -- --url https://x.example --check none.json',
      /^--check names no file: "none\.json"\.\n.*az ad app show/,
    ],
    [
      'npm run entra:setup -- --url https://x.example --certificate package.json',
      /^--certificate holds no certificate: .*\n.*openssl req/,
    ],
    ['npm run demo -- --calendar none.ics', /^--calendar names no file: "none\.ics"\.\n.*\.ics file/],
  ])('%s', async (line, said) => {
    const { code, errors, output } = await run(line, clone);
    expect(errors.replaceAll(clone, '.')).toMatch(said);
    expect(errors.trimEnd().split('\n')).toHaveLength(2);
    expect({ code, output }).toEqual({ code: 2, output: '' });
  });

  it.each(['package', 'validate', 'entra:setup'])(
    '`npm run %s -- --help` says how it is called',
    async (name) => {
      const said = await run(`npm run ${name} -- --help`, clone);
      expect(said).toMatchObject({ code: 0, errors: '' });
      expect(said.output).toMatch(new RegExp(`^npm run ${name} -- `));
    },
  );

  it('a deploy.json that somebody else wrote says so', async () => {
    expect((await run(`${PACKAGE} --out foreign`, clone)).code).toBe(0);
    writeFileSync(join(clone, 'foreign/deploy.json'), '{ "version": "1.0.0"');
    const { code, errors } = await run('npm run validate -- foreign', clone);
    expect(code).toBe(2);
    expect(errors).toMatch(/deploy\.json is not as npm run package writes it\.\n {4}Make it first/);
  });

  it('an export in the retired format says so', async () => {
    mkdirSync(join(clone, 'exports'), { recursive: true });
    writeFileSync(join(clone, 'exports/old.json'), JSON.stringify({ appId: 'x', replyUrlsWithType: [] }));
    const { code, errors } = await run(
      'npm run entra:setup -- --url https://x.example --check exports/old.json',
      clone,
    );
    expect(code).toBe(2);
    expect(errors).toMatch(/retired Azure AD Graph format.*\n.*Microsoft Graph App Manifest/);
  });
});
