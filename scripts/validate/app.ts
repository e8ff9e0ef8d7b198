/** The zip: manifest, language files and icons. */
import { readPng } from '../package/png.ts';
import { appRuleFaults } from './appRules.ts';
import type { Fault } from './fault.ts';
import { at, readJson, type JsonText } from './jsonText.ts';
import { languageFileFaults, languageFiles } from './languages.ts';
import { textIn, type Checked } from './packages.ts';
import { hasSchema, manifestFaults, newestVersion, schemaUrl } from './schema.ts';

const FILE = 'manifest.json';

/** In the zip, by what the manifest calls them (addin §1.2). */
const ICONS = { color: 192, outline: 32, color32x32: 32 };

const versionFaults = ({ value, lineOf }: JsonText): Fault[] => {
  const newest = newestVersion();
  const wanted = { manifestVersion: newest, $schema: schemaUrl(newest) };
  return Object.entries(wanted)
    .filter(([name, right]) => at(value, [name]) !== right)
    .map(([name, right]) => ({
      file: FILE,
      line: lineOf([name]),
      fault: `${name} is not that of the newest version, ${newest}`,
      mend: `Write "${right}".`,
    }));
};

const schemaFaults = async ({ value, lineOf }: JsonText): Promise<Fault[]> => {
  const version = /\/v([\d.]+)\//.exec(String(at(value, ['$schema'])))?.[1] ?? '';
  if (!hasSchema(version)) return [];
  const faults = await manifestFaults(value);
  return faults.map(({ path, fault, mend }) => ({ file: FILE, line: lineOf(path), fault, mend }));
};

const iconFaults = ({ value, lineOf }: JsonText, app: Checked['app']): Fault[] =>
  Object.entries(ICONS).flatMap(([name, size]): Fault[] => {
    const file = String(at(value, ['icons', name]));
    const bytes = app.get(file);
    const line = lineOf(['icons', name]);
    if (bytes === undefined)
      return [
        {
          file: FILE,
          line,
          fault: `the icon ${file} is not in the zip`,
          mend: 'Make the package again: npm run package.',
        },
      ];
    const png = readPng(bytes);
    const real = png === null ? 'no PNG' : `${String(png.width)} × ${String(png.height)} pixels`;
    const right = `${String(size)} × ${String(size)}`;
    if (png?.width !== size || png.height !== size)
      return [
        {
          file,
          line: null,
          fault: `is ${real} instead of ${right}`,
          mend: `Draw it in the right size: npm run icons (named in ${FILE}:${String(line)}).`,
        },
      ];
    if (name !== 'color' && !png.alpha)
      return [
        {
          file,
          line: null,
          fault: 'cannot be transparent',
          mend: 'Draw it on a transparent ground: npm run icons.',
        },
      ];
    return [];
  });

/** Only what the manifest names belongs into the zip, at its root. */
const strayFaults = ({ value }: JsonText, app: Checked['app']): Fault[] => {
  const icons = Object.keys(ICONS).map((name) => String(at(value, ['icons', name])));
  const known = new Set([FILE, ...icons, ...languageFiles(value).map(({ file }) => file)]);
  return [...app.keys()]
    .filter((name) => !known.has(name))
    .map((name) => ({
      file: name,
      line: null,
      fault: 'is in the zip, and the manifest does not name it',
      mend: 'Leave it out, or name it in the manifest.',
    }));
};

export const appFaults = async ({ app, icons }: Pick<Checked, 'app' | 'icons'>): Promise<Fault[]> => {
  const text = textIn(app, FILE);
  if (text === null)
    return [
      {
        file: FILE,
        line: null,
        fault: 'is not at the root of the zip',
        mend: 'Make the package again: npm run package.',
      },
    ];
  const manifest = readJson(FILE, text);
  if (manifest.broken !== null)
    return [
      {
        file: FILE,
        line: manifest.broken.line,
        fault: `is no JSON: ${manifest.broken.message}`,
        mend: 'Look at this line and the one before it for a comma, a quote or a bracket.',
      },
    ];
  return [
    ...versionFaults(manifest),
    ...(await schemaFaults(manifest)),
    ...appRuleFaults(manifest, icons),
    ...languageFileFaults(manifest, app),
    ...iconFaults(manifest, app),
    ...strayFaults(manifest, app),
  ];
};
