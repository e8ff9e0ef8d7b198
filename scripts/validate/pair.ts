/** What both packages and deploy.json must agree in. */
import { createHash } from 'node:crypto';
import { DEPLOY_FILE, XML_FILE, ZIP_FILE } from '../package/make.ts';
import type { Fault } from './fault.ts';
import { at, readJson, type JsonText, type Path } from './jsonText.ts';
import { addinInfo } from './microsoft.ts';
import { textIn, type Checked } from './packages.ts';
import { child, named, readXml, type Element } from './xmlText.ts';

/** The same right by both names (the converter of Microsoft maps them so; addin §1.2). */
const MAILBOX_RIGHTS: Record<string, string> = {
  Restricted: 'MailboxItem.Restricted.User',
  ReadItem: 'MailboxItem.Read.User',
  ReadWriteItem: 'MailboxItem.ReadWrite.User',
  ReadWriteMailbox: 'Mailbox.ReadWrite.User',
};

const HIDE: Path = ['extensions', 0, 'alternates', 0, 'hide', 'customOfficeAddin', 'officeAddinId'];
const RIGHT: Path = ['authorization', 'permissions', 'resourceSpecific', 0, 'name'];
const PANE: Path = ['extensions', 0, 'runtimes', 0, 'code', 'page'];

const inManifest = (manifest: JsonText, path: Path, fault: string, mend: string): Fault => ({
  file: 'manifest.json',
  line: manifest.lineOf(path),
  fault,
  mend,
});

const textAt = (manifest: JsonText, path: Path): string => String(at(manifest.value, path));

const idFaults = (manifest: JsonText, addinId: string): Fault[] => {
  const id = textAt(manifest, ['id']);
  const hidden = textAt(manifest, HIDE);
  return [
    ...(id === addinId
      ? [
          inManifest(
            manifest,
            ['id'],
            'the id is that of the XML too',
            'Two packages need two ids: npm run package.',
          ),
        ]
      : []),
    ...(hidden === addinId
      ? []
      : [
          inManifest(
            manifest,
            HIDE,
            `hides the add-in "${hidden}", the XML is "${addinId}"`,
            `Write "${addinId}", or Outlook shows two buttons.`,
          ),
        ]),
  ];
};

const linesOf = (root: Element | null, name: string): number => child(root, name)?.line ?? 1;

const agreement = async (manifest: JsonText, xml: string): Promise<Fault[]> => {
  const info = await addinInfo(xml);
  const { root } = readXml(xml);
  const version = textAt(manifest, ['version']);
  const right = textAt(manifest, RIGHT);
  const xmlFault = (name: string, fault: string, mend: string): Fault => ({
    file: XML_FILE,
    line: linesOf(root, name),
    fault,
    mend,
  });
  const clientId = textAt(manifest, ['webApplicationInfo', 'id']);
  const [application] = root === null ? [] : named(root, 'WebApplicationInfo');
  const xmlClient = child(application, 'Id');
  const pane = textAt(manifest, PANE);
  const panes =
    root === null
      ? []
      : named(root, 'bt:Url').filter(({ attributes }) => attributes['DefaultValue'] !== pane);
  return [
    ...idFaults(manifest, info.id),
    ...(info.version === `${version}.0`
      ? []
      : [
          xmlFault(
            'Version',
            `the version is ${info.version}, in manifest.json ${version}`,
            `Write ${version}.0.`,
          ),
        ]),
    ...(MAILBOX_RIGHTS[info.permissions] === right
      ? []
      : [
          xmlFault(
            'Permissions',
            `asks for ${info.permissions}, manifest.json for ${right}`,
            'Ask for the same in both: ReadItem and MailboxItem.Read.User.',
          ),
        ]),
    ...(xmlClient?.text.trim() === clientId
      ? []
      : [
          {
            file: XML_FILE,
            line: xmlClient?.line ?? null,
            fault: `names another Entra client than manifest.json (${clientId})`,
            mend: 'Make both again: npm run package.',
          },
        ]),
    ...panes.map(({ line }) => ({
      file: XML_FILE,
      line,
      fault: `opens another page than manifest.json (${pane})`,
      mend: `Write ${pane}.`,
    })),
  ];
};

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

const deployFaults = (manifest: JsonText, { zip, xml, deploy }: Checked): Fault[] => {
  const wrong: [boolean, string][] = [
    [deploy.microsoft365.sha256 !== sha256(zip), `the hash of ${ZIP_FILE} is another one`],
    [deploy.outlookAddin.sha256 !== sha256(xml), `the hash of ${XML_FILE} is another one`],
    [deploy.version !== textAt(manifest, ['version']), 'the version is another one'],
    [deploy.clientId !== textAt(manifest, ['webApplicationInfo', 'id']), 'the client id is another one'],
  ];
  return wrong
    .filter(([isWrong]) => isWrong)
    .map(([, fault]) => ({
      file: DEPLOY_FILE,
      line: null,
      fault,
      mend: 'Something was changed after the packages were made. Make them again: npm run package.',
    }));
};

/** Only once each is sound by itself. */
export const pairFaults = async (checked: Checked): Promise<Fault[]> => {
  const manifest = readJson('manifest.json', textIn(checked.app, 'manifest.json') ?? '{}');
  return [...(await agreement(manifest, checked.xml)), ...deployFaults(manifest, checked)];
};
