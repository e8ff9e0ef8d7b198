/** What Microsoft's own tools say of the add-in-only manifest: its reader, its converter, and its service. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import officeManifest from 'office-addin-manifest';
import { convert } from 'office-addin-manifest-converter';
import type { Fault } from './fault.ts';
import { at } from './jsonText.ts';
import { manifestFaults } from './schema.ts';

const inFolder = async <T>(xml: string, work: (file: string, folder: string) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'manifest-'));
  try {
    const file = join(folder, 'addin.xml');
    writeFileSync(file, xml);
    return await work(file, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export interface AddinInfo {
  id: string;
  version: string;
  permissions: string;
}

/** As `office-addin-manifest` reads it. */
export const addinInfo = (xml: string): Promise<AddinInfo> =>
  inFolder(xml, async (file) => {
    const info = await officeManifest.OfficeAddinManifest.readManifestFile(file);
    return { id: info.id ?? '', version: info.version ?? '', permissions: info.permissions ?? '' };
  });

const CONVERTED = ['mailRead', 'meetingDetailsOrganizer', 'meetingDetailsAttendee'];

/** Turned into a unified manifest by Microsoft's converter, it must be one by the schema that the converter aims at. */
export const conversionFaults = (xml: string, file: string): Promise<Fault[]> =>
  inFolder(xml, async (path, folder) => {
    const fault = (text: string, mend: string): Fault => ({ file, line: null, fault: text, mend });
    try {
      await convert(path, folder);
    } catch (error) {
      return [fault(`cannot be converted: ${messageOf(error)}`, 'Compare with manifest/manifest.xml.')];
    }
    const converted = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as unknown;
    const ribbons = at(converted, ['extensions', 0, 'ribbons']);
    const contexts = (Array.isArray(ribbons) ? ribbons : []).flatMap((one: unknown) => at(one, ['contexts']));
    const lacking = CONVERTED.filter((context) => !contexts.includes(context));
    const schema = await manifestFaults(converted);
    return [
      ...schema.map((one) => fault(`as a unified manifest: ${one.fault}`, one.mend)),
      ...lacking.map((context) =>
        fault(`as a unified manifest it has no context ${context}`, 'Look at its extension points.'),
      ),
    ];
  });

/** Asks the service that Microsoft's stores use. Needs the network (addin §1.4). */
export const onlineFaults = (xml: string, file: string): Promise<Fault[]> =>
  inFolder(xml, async (path) => {
    try {
      const answer = await officeManifest.validateManifest(path, true);
      if (answer.isValid) return [];
      const errors = answer.report?.errors ?? [];
      const said = errors.map(({ title, content, helpUrl }): Fault => ({
        file,
        line: null,
        fault: `Microsoft's service: ${title ?? ''} ${content ?? ''}`.trim(),
        mend: helpUrl ?? 'Correct manifest/manifest.xml.',
      }));
      const status = `Microsoft's service answered ${String(answer.status ?? 'nothing')}`;
      return said.length > 0 ? said : [{ file, line: null, fault: status, mend: 'Try again later.' }];
    } catch (error) {
      const mend = 'Try again with a connection to the internet, or leave --online out.';
      return [{ file, line: null, fault: messageOf(error).replaceAll('\n', ' '), mend }];
    }
  });
