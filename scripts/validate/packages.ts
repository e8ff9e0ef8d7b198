/** What is checked: both packages as they would be uploaded, and the icons that the server shows for them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ICON_FOLDER } from '../package/icons.ts';
import { DEPLOY_FILE, XML_FILE, ZIP_FILE } from '../package/make.ts';
import type { Deploy } from '../package/deploy.ts';
import { unzip } from '../package/zip.ts';
import { WrongArgument } from '../options.ts';

export interface Checked {
  /** The files of the zip. */
  app: ReadonlyMap<string, Uint8Array>;
  zip: Uint8Array;
  xml: string;
  deploy: Deploy;
  /** What the server answers under `/icons/`, by file name. */
  icons: ReadonlyMap<string, Uint8Array>;
}

const MAKE = 'Make it first: npm run package -- --url https://sync.example.com --client-id GUID';

const readFrom = (folder: string, file: string): Buffer => {
  const path = join(folder, file);
  if (!existsSync(path)) throw new WrongArgument(path, 'is missing', MAKE);
  return readFileSync(path);
};

/** Written by us alone, so another shape means that somebody else wrote it. */
const readDeploy = (folder: string): Deploy => {
  try {
    const deploy = JSON.parse(readFrom(folder, DEPLOY_FILE).toString('utf8')) as Partial<Deploy>;
    if (deploy.microsoft365 !== undefined && deploy.outlookAddin !== undefined) return deploy as Deploy;
  } catch (error) {
    if (error instanceof WrongArgument) throw error;
  }
  throw new WrongArgument(join(folder, DEPLOY_FILE), 'is not as npm run package writes it', MAKE);
};

export const servedIcons = (): Map<string, Uint8Array> =>
  new Map(readdirSync(ICON_FOLDER).map((name) => [name, readFileSync(join(ICON_FOLDER, name))]));

export const readPackages = (folder: string): Checked => {
  const zip = readFrom(folder, ZIP_FILE);
  let app: Map<string, Uint8Array>;
  try {
    app = unzip(zip);
  } catch {
    throw new WrongArgument(join(folder, ZIP_FILE), 'is no zip', MAKE);
  }
  const xml = readFrom(folder, XML_FILE).toString('utf8');
  return { app, zip, xml, deploy: readDeploy(folder), icons: servedIcons() };
};

export const textIn = (app: Checked['app'], name: string): string | null => {
  const bytes = app.get(name);
  return bytes === undefined ? null : Buffer.from(bytes).toString('utf8');
};
