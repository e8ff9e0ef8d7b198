/**
 * `npm run package -- --url https://sync.example.com --client-id GUID [--tenant-only] [--environment test] [--out dist]`
 *
 * Makes the Microsoft 365 app package (zip), the Outlook add-in (XML) and deploy.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { guid, parse, runCommand, serverOrigin, WrongArgument } from '../options.ts';
import { DEPLOY_FILE, makePackages, XML_FILE, ZIP_FILE } from './make.ts';
import { readFixed, type Deployment } from './values.ts';

const USAGE =
  'npm run package -- --url https://sync.example.com --client-id GUID [--tenant-only] [--environment production] [--out dist]';

const CLIENT_ID_HELP =
  'Entra admin center → App registrations → your app → Application (client) ID. No registration yet: npm run entra:setup.';

const OPTIONS = {
  url: { type: 'string' },
  'client-id': { type: 'string' },
  'tenant-only': { type: 'boolean', default: false },
  environment: { type: 'string', default: 'production' },
  out: { type: 'string', default: 'dist' },
} as const;

export const readArguments = (args: readonly string[]): { deployment: Deployment; out: string } => {
  const { values } = parse(args, OPTIONS, USAGE);
  const known = Object.keys(readFixed().environments);
  if (!known.includes(values.environment))
    throw new WrongArgument(
      '--environment',
      `is not known: "${values.environment}"`,
      `manifest/values.json has ${known.join(' and ')}.`,
    );
  const deployment = {
    origin: serverOrigin(values.url),
    clientId: guid('--client-id', values['client-id'], CLIENT_ID_HELP),
    environment: values.environment,
    tenantOnly: values['tenant-only'],
  };
  return { deployment, out: values.out };
};

await runCommand(async (args) => {
  const { deployment, out } = readArguments(args);
  const { zip, xml, deploy } = await makePackages(deployment);
  const folder = resolve(process.env['INIT_CWD'] ?? '.', out);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, ZIP_FILE), zip);
  writeFileSync(join(folder, XML_FILE), xml);
  writeFileSync(join(folder, DEPLOY_FILE), `${JSON.stringify(deploy, null, 2)}\n`);
  process.stdout.write(
    [
      `Version ${deploy.version} for ${deploy.url}, in ${folder}:`,
      `  ${ZIP_FILE}  for Teams, Outlook and Microsoft 365`,
      `  ${XML_FILE}  for Outlook on Mac, phones and perpetual Office`,
      `  ${DEPLOY_FILE}      ids, hashes and the link for an admin's consent`,
      'Check them: npm run validate. Upload them: docs/admin-guide.md.',
      '',
    ].join('\n'),
  );
  return 0;
});
