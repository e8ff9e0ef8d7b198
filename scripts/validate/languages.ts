/** The language files of the unified manifest: there, well formed, complete, and naming only what exists. */
import type { Fault } from './fault.ts';
import { at, keyOf, leaves, pathOfKey, readJson, type JsonText } from './jsonText.ts';
import { nameFault } from './names.ts';
import { textIn, type Checked } from './packages.ts';
import { hasSchema, languageFaults } from './schema.ts';

/** Texts that people read. */
const FOR_PEOPLE =
  /^(name|description)\.|^staticTabs\[\d+\]\.name$|\.(label|displayName)$|\.supertip\.(title|description)$/;

export const languageFiles = (manifest: unknown): { tag: string; file: string; index: number }[] => {
  const listed = at(manifest, ['localizationInfo', 'additionalLanguages']);
  return (Array.isArray(listed) ? listed : []).map((one: unknown, index) => ({
    tag: String(at(one, ['languageTag'])),
    file: String(at(one, ['file'])),
    index,
  }));
};

const missingKeys = (manifest: JsonText, language: JsonText, file: string): Fault[] => {
  const translated = new Set(Object.keys(language.value as object));
  return leaves(manifest.value)
    .map(({ path }) => keyOf(path))
    .filter((key) => FOR_PEOPLE.test(key) && !translated.has(key))
    .map((key) => ({
      file,
      line: null,
      fault: `does not translate "${key}" (manifest.json:${String(manifest.lineOf(pathOfKey(key)))})`,
      mend: `Add "${key}".`,
    }));
};

const strayKeys = (manifest: JsonText, language: JsonText, file: string): Fault[] =>
  Object.keys(language.value as object)
    .filter((key) => key !== '$schema' && at(manifest.value, pathOfKey(key)) === undefined)
    .map((key) => ({
      file,
      line: language.lineOf([key]),
      fault: `translates "${key}", which the manifest does not have`,
      mend: 'Remove it, or correct the numbers in its brackets.',
    }));

const faultsOfNames = (manifest: JsonText, language: JsonText, file: string): Fault[] =>
  ['name.short', 'name.full'].flatMap((key) => {
    const name = at(language.value, [key]);
    const maker = String(at(manifest.value, ['developer', 'name']));
    const fault = typeof name === 'string' ? nameFault(name, maker) : null;
    return fault === null ? [] : [{ file, line: language.lineOf([key]), ...fault }];
  });

const faultsOf = (manifest: JsonText, text: string, file: string): Fault[] => {
  const language = readJson(file, text);
  if (language.broken !== null)
    return [
      {
        file,
        line: language.broken.line,
        fault: `is no JSON: ${language.broken.message}`,
        mend: 'Look at this line and the one before it for a comma, a quote or a bracket.',
      },
    ];
  const version = String(at(manifest.value, ['manifestVersion']));
  const schema = hasSchema(version) ? languageFaults(version, language.value) : [];
  return [
    ...schema.map(({ path, fault, mend }) => ({ file, line: language.lineOf(path), fault, mend })),
    ...missingKeys(manifest, language, file),
    ...strayKeys(manifest, language, file),
    ...faultsOfNames(manifest, language, file),
  ];
};

export const languageFileFaults = (manifest: JsonText, app: Checked['app']): Fault[] => {
  const listed = languageFiles(manifest.value);
  const german = listed.some(({ tag }) => tag === 'de');
  const faults = listed.flatMap(({ file, index }) => {
    const text = textIn(app, file);
    if (text !== null) return faultsOf(manifest, text, file);
    return [
      {
        file: 'manifest.json',
        line: manifest.lineOf(['localizationInfo', 'additionalLanguages', index, 'file']),
        fault: `the language file ${file} is not in the zip`,
        mend: 'Put it beside the manifest: npm run package.',
      },
    ];
  });
  if (german) return faults;
  const line = manifest.lineOf(['localizationInfo', 'additionalLanguages']);
  const mend = 'Add { "languageTag": "de", "file": "de.json" } to additionalLanguages.';
  return [...faults, { file: 'manifest.json', line, fault: 'German is missing', mend }];
};
