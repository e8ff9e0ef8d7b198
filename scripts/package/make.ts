/** Both packages, in memory. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../child.ts';
import { describeDeploy, type Deploy } from './deploy.ts';
import { fill } from './fill.ts';
import { drawIcons } from './icons.ts';
import { readFixed, valuesOf, type Deployment } from './values.ts';
import { zip } from './zip.ts';

export const ZIP_FILE = 'timify-sync.zip';
export const XML_FILE = 'timify-sync.xml';
export const DEPLOY_FILE = 'deploy.json';

export interface Packages {
  /** What is in the zip. */
  app: Map<string, Uint8Array>;
  zip: Uint8Array;
  xml: string;
  deploy: Deploy;
}

const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** Icons in the zip: 192, 32 white outline, 32 in colour (addin §1.2). */
const ICONS_IN_ZIP: [name: string, drawing: string][] = [
  ['color.png', 'color.png'],
  ['outline.png', 'outline.png'],
  ['color32x32.png', 'icon-32.png'],
];

export const makePackages = async (deployment: Deployment): Promise<Packages> => {
  const fixed = readFixed();
  const values = valuesOf(deployment, fixed);
  const icons = await drawIcons();
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  const app = new Map<string, Uint8Array>([
    ['manifest.json', encode(fill(textOf('appPackage/manifest.json'), values, 'json'))],
    ['de.json', encode(fill(textOf('appPackage/de.json'), values, 'json'))],
    ...ICONS_IN_ZIP.map(([name, drawing]): [string, Uint8Array] => {
      const bytes = icons.get(drawing);
      if (!bytes) throw new Error(`No icon is drawn as ${drawing}.`);
      return [name, bytes];
    }),
  ]);
  const xml = fill(textOf('manifest/manifest.xml'), values, 'xml');
  const zipped = zip(app);
  const deploy = describeDeploy(deployment, {
    version: fixed.version,
    zipFile: ZIP_FILE,
    zip: zipped,
    files: app,
    xmlFile: XML_FILE,
    xml: encode(xml),
  });
  return { app, zip: zipped, xml, deploy };
};
