/** Microsoft's schemas, as they come with its packages: nothing is fetched (addin §1.4). */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import appManifest from '@microsoft/app-manifest';
import Draft04 from 'ajv-draft-04';
import { pathOfPointer, type Path } from './jsonText.ts';

const FOLDER = join(
  dirname(createRequire(import.meta.url).resolve('@microsoft/app-manifest')),
  'json-schemas/teams',
);

export interface SchemaFault {
  path: Path;
  fault: string;
  mend: string;
}

type TeamsManifest = Parameters<typeof appManifest.AppManifestUtils.validateAgainstSchema>[0];

const minorOf = (folder: string): number => Number(/^v1\.(\d+)$/.exec(folder)?.[1] ?? -1);

/** The newest published version that the package knows, e.g. `1.30`. */
export const newestVersion = (): string => {
  const minors = readdirSync(FOLDER).map(minorOf);
  return `1.${String(Math.max(...minors))}`;
};

export const schemaUrl = (version: string): string =>
  `https://developer.microsoft.com/json-schemas/teams/v${version}/MicrosoftTeams.schema.json`;

const fileOf = (version: string, name: string): string => join(FOLDER, `v${version}`, name);

export const hasSchema = (version: string): boolean =>
  existsSync(fileOf(version, 'MicrosoftTeams.schema.json'));

interface Params {
  additionalProperty?: string;
  missingProperty?: string;
  allowedValues?: unknown[];
  allowedValue?: unknown;
  limit?: number;
  pattern?: string;
  type?: string;
}

const mendFor = (params: Params): string => {
  if (params.additionalProperty !== undefined)
    return `Remove "${params.additionalProperty}", or spell it as the schema does.`;
  if (params.missingProperty !== undefined) return `Add "${params.missingProperty}".`;
  if (params.allowedValues !== undefined) return `Use one of: ${params.allowedValues.join(', ')}.`;
  if (params.allowedValue !== undefined) return `Write ${JSON.stringify(params.allowedValue)}.`;
  if (params.limit !== undefined) return `Keep within ${String(params.limit)}.`;
  if (params.pattern?.includes('[Hh][Tt][Tt][Pp][Ss]') === true) return 'Use an https address.';
  if (params.pattern !== undefined) return `Write it so that it matches ${params.pattern}.`;
  return params.type === undefined ? 'Compare with the schema.' : `Make it of the type ${params.type}.`;
};

const toFault = (pointer: string, message: string, params: Params): SchemaFault => {
  const path = pathOfPointer(pointer);
  const extra = params.additionalProperty;
  return {
    path: extra === undefined ? path : [...path, extra],
    fault: `${pointer === '' ? 'The manifest' : pointer} ${message}${extra === undefined ? '' : `: "${extra}"`}`,
    mend: mendFor(params),
  };
};

/** `@microsoft/app-manifest` answers one line per fault: pointer, message, "Details:" and the parameters as JSON. */
const LINE = /^(\S*) (.*)\. Details: (.*)$/s;

/** Of the manifest against the schema that it names in `$schema`; that one must be there (`hasSchema`). */
export const manifestFaults = async (manifest: unknown): Promise<SchemaFault[]> => {
  const lines = await appManifest.AppManifestUtils.validateAgainstSchema(manifest as TeamsManifest);
  return lines.map((line) => {
    const [, pointer = '', message = line, details = '{}'] = LINE.exec(line) ?? [];
    return toFault(pointer, message, JSON.parse(details || '{}') as Params);
  });
};

/** Of a language file. Its schema has patterns that only hold without the `u` flag (addin §1.4). */
export const languageFaults = (version: string, language: unknown): SchemaFault[] => {
  const schema = JSON.parse(
    readFileSync(fileOf(version, 'MicrosoftTeams.Localization.schema.json'), 'utf8'),
  ) as object;
  const ajv = new Draft04({ strict: false, allErrors: true, unicodeRegExp: false, logger: false });
  const validate = ajv.compile(schema);
  if (validate(language)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) =>
    toFault(instancePath, message ?? 'is not as the schema says', params as Params),
  );
};
