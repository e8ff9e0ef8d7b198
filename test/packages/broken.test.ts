import { beforeAll, describe, expect, it } from 'vitest';
import { validate } from '../../scripts/validate/validate.ts';
import type { Checked } from '../../scripts/validate/packages.ts';
import { DEPLOYMENT, inApp, inXml, lineOf, makeChecked, withFile, withoutFile } from './support/world.ts';

let sound: Checked;
beforeAll(async () => {
  sound = await makeChecked();
});

const textOf = (checked: Checked, file: string): string =>
  file.endsWith('.xml') ? checked.xml : Buffer.from(checked.app.get(file) ?? []).toString('utf8');

interface Case {
  what: string;
  broken: (sound: Checked) => Checked;
  file: string;
  /** What stands in the line that is named; null: the fault is of the file as a whole. */
  at: string | null;
  fault: RegExp;
  mend: RegExp;
}

const XML = 'timify-sync.xml';
const JSON_FILE = 'manifest.json';
const json = (from: string, to: string) => inApp(JSON_FILE, from, to);

/** A picture of 32 × 32 pixels where 192 are asked for, and so on. */
const swapped = (file: string, other: string) => (checked: Checked) =>
  withFile(file, checked.app.get(other) ?? new Uint8Array())(checked);

const APP: Case[] = [
  {
    what: 'a context of the other manifest',
    broken: json('"mailRead"', '"appointmentOrganizer"'),
    ...{ file: JSON_FILE, at: '"appointmentOrganizer"' },
    ...{ fault: /allowed values/, mend: /Use one of: mailRead, .*meetingDetailsOrganizer/ },
  },
  {
    what: 'a context that is missing',
    broken: json('"meetingDetailsAttendee"', '"mailCompose"'),
    ...{ file: JSON_FILE, at: '"ribbons"' },
    ...{ fault: /meetingDetailsAttendee must be there once/, mend: /exactly one ribbon/ },
  },
  {
    what: 'an icon that is not in the zip',
    broken: withoutFile('outline.png'),
    ...{ file: JSON_FILE, at: '"outline.png"' },
    ...{ fault: /outline\.png is not in the zip/, mend: /npm run package/ },
  },
  {
    what: 'an icon with the wrong pixels',
    broken: swapped('color.png', 'outline.png'),
    ...{ file: 'color.png', at: null },
    ...{ fault: /is 32 × 32 pixels instead of 192 × 192/, mend: /npm run icons .*manifest\.json:\d+/ },
  },
  {
    what: 'an icon of a button with the wrong pixels',
    broken: json(
      '"url": "https://sync.example.com/icons/icon-80.png"',
      '"url": "https://sync.example.com/icons/icon-64.png"',
    ),
    ...{ file: JSON_FILE, at: '"size": 80, "url": "https://sync.example.com/icons/icon-64.png"' },
    ...{ fault: /icon-64\.png is 64 × 64 pixels, 80 × 80 are asked for/, mend: /Name icon-80\.png/ },
  },
  {
    what: 'an action that nobody has',
    broken: json('"actionId": "openPane"', '"actionId": "openPain"'),
    ...{ file: JSON_FILE, at: '"actionId": "openPain"' },
    ...{ fault: /no runtime has an action "openPain"/, mend: /openPane, openPinnablePane/ },
  },
  {
    what: 'an id that is there twice',
    broken: json('"id": "organizerOpen"', '"id": "mailReadOpen"'),
    ...{
      file: JSON_FILE,
      at: '"id": "mailReadOpen",\n                      "type": "button",\n                      "label": "TIMIFY Sync",\n                      "icons": [\n                        { "size": 16',
    },
    ...{ fault: /"mailReadOpen" is there twice/, mend: /its own id/ },
  },
  {
    what: 'an address outside the valid domains',
    broken: json('"contentUrl": "https://sync.example.com/', '"contentUrl": "https://elsewhere.example/'),
    ...{ file: JSON_FILE, at: 'https://elsewhere.example/' },
    ...{ fault: /outside the valid domains \(sync\.example\.com\)/, mend: /your own server/ },
  },
  {
    what: 'plain http',
    broken: json('"page": "https://', '"page": "http://'),
    ...{ file: JSON_FILE, at: '"page": "http://' },
    ...{ fault: /is not https/, mend: /https/ },
  },
  {
    what: 'a scheme among the valid domains',
    broken: json(
      '"validDomains": ["sync.example.com"]',
      '"validDomains": ["sync.example.com", "https://x.example"]',
    ),
    ...{ file: JSON_FILE, at: '"validDomains"' },
    ...{ fault: /"https:\/\/x\.example" is no host name/, mend: /host alone/ },
  },
  {
    what: 'sign-in for another host',
    broken: json('brk-multihub://sync.example.com', 'brk-multihub://sync.example.com/path'),
    ...{ file: JSON_FILE, at: 'brk-multihub://' },
    ...{
      fault: /redirectUri is "brk-multihub:\/\/sync\.example\.com\/path"/,
      mend: /Write "brk-multihub:\/\/sync\.example\.com"/,
    },
  },
  {
    what: 'another schema version',
    broken: json('"manifestVersion": "1.30"', '"manifestVersion": "1.22"'),
    ...{ file: JSON_FILE, at: '"manifestVersion"' },
    ...{ fault: /not that of the newest version, 1\.30/, mend: /Write "1\.30"/ },
  },
  {
    what: 'a key that no schema knows',
    broken: json('"accentColor"', '"accentColour"'),
    ...{ file: JSON_FILE, at: '"accentColour"' },
    ...{ fault: /additional properties: "accentColour"/, mend: /Remove "accentColour", or spell it/ },
  },
  {
    what: 'a name that is too long',
    broken: json('"short": "TIMIFY Sync"', '"short": "TIMIFY Sync for everybody who works"'),
    ...{ file: JSON_FILE, at: '"short": "TIMIFY Sync for everybody' },
    ...{ fault: /more than 30 characters/, mend: /Keep within 30/ },
  },
  {
    what: 'a reserved name',
    broken: json('"short": "TIMIFY Sync"', '"short": "Calendar"'),
    ...{ file: JSON_FILE, at: '"short": "Calendar"' },
    ...{ fault: /reserved name of the store/, mend: /TIMIFY Sync/ },
  },
  {
    what: 'a product name of Microsoft',
    broken: inApp('de.json', '"name.short": "TIMIFY Sync"', '"name.short": "TIMIFY für Outlook"'),
    ...{ file: 'de.json', at: '"name.short"' },
    ...{ fault: /product name of Microsoft: "Outlook"/, mend: /maker's name/ },
  },
  {
    what: 'a language file that is missing',
    broken: withoutFile('de.json'),
    ...{ file: JSON_FILE, at: '"file": "de.json"' },
    ...{ fault: /de\.json is not in the zip/, mend: /npm run package/ },
  },
  {
    what: 'a text without translation',
    broken: inApp('de.json', '"staticTabs[0].name": "TIMIFY Sync",', ''),
    ...{ file: 'de.json', at: null },
    ...{
      fault: /does not translate "staticTabs\[0\]\.name" \(manifest\.json:\d+\)/,
      mend: /Add "staticTabs/,
    },
  },
  {
    what: 'a translation of nothing',
    broken: inApp('de.json', '"staticTabs[0].name"', '"staticTabs[7].name"'),
    ...{ file: 'de.json', at: '"staticTabs[7].name"' },
    ...{ fault: /which the manifest does not have/, mend: /numbers in its brackets/ },
  },
  {
    what: 'a stray file',
    broken: withFile('notes.txt', Buffer.from('x')),
    ...{ file: 'notes.txt', at: null },
    ...{ fault: /the manifest does not name it/, mend: /Leave it out/ },
  },
  {
    what: 'no JSON at all',
    broken: json('"accentColor": "#0f4c81",', '"accentColor": "#0f4c81"'),
    ...{ file: JSON_FILE, at: '"staticTabs"' },
    ...{ fault: /is no JSON/, mend: /comma/ },
  },
];

const ADDIN: Case[] = [
  {
    what: 'elements in another order',
    broken: inXml(
      '  <Version>1.0.0.0</Version>\n  <ProviderName>TIMIFY</ProviderName>',
      '  <ProviderName>TIMIFY</ProviderName>\n  <Version>1.0.0.0</Version>',
    ),
    ...{ file: XML, at: '<Version>' },
    ...{ fault: /<Version> stands too late/, mend: /in front of <ProviderName>/ },
  },
  {
    what: 'an element that is missing',
    broken: inXml('<Permissions>ReadItem</Permissions>', ''),
    ...{ file: XML, at: '<OfficeApp' },
    ...{ fault: /OfficeApp has no Permissions/, mend: /<Permissions> after <FormSettings>/ },
  },
  {
    what: 'a resid that is too long',
    broken: inXml('<SourceLocation resid="paneUrl"/>', `<SourceLocation resid="paneUrl${'x'.repeat(30)}"/>`),
    ...{ file: XML, at: '<SourceLocation resid="paneUrlx' },
    ...{ fault: /has 37 characters/, mend: /Shorten it to 32/ },
  },
  {
    what: 'a resid of the outer block alone',
    broken: (checked) => ({
      ...checked,
      xml: checked.xml.replace(/(VersionOverridesV1_1[\s\S]*)<bt:Url id="paneUrl"/, '$1<bt:Url id="pageUrl"'),
    }),
    ...{ file: XML, at: null },
    ...{ fault: /no bt:Url has the id "paneUrl" in the same VersionOverrides/, mend: /pageUrl/ },
  },
  {
    what: 'an icon of a phone with the wrong pixels',
    broken: inXml(
      '<bt:Image size="25" scale="3" resid="icon75"/>',
      '<bt:Image size="25" scale="3" resid="icon50"/>',
    ),
    ...{ file: XML, at: '<bt:Image size="25" scale="3"' },
    ...{ fault: /icon-50\.png is 50 × 50 pixels, 75 × 75 are asked for/, mend: /icon-75\.png/ },
  },
  {
    what: 'a context of the other manifest',
    broken: inXml('"AppointmentOrganizerCommandSurface"', '"meetingDetailsOrganizer"'),
    ...{ file: XML, at: '"meetingDetailsOrganizer"' },
    ...{ fault: /is no surface of VersionOverridesV1_0/, mend: /AppointmentOrganizerCommandSurface/ },
  },
  {
    what: 'a version below one',
    broken: inXml('<Version>1.0.0.0</Version>', '<Version>0.9.0.0</Version>'),
    ...{ file: XML, at: '<Version>' },
    ...{ fault: /"0\.9\.0\.0" is no version of an add-in/, mend: /at least 1/ },
  },
  {
    what: 'plain http',
    broken: inXml(
      '<bt:Url id="paneUrl" DefaultValue="https://',
      '<bt:Url id="paneUrl" DefaultValue="http://',
    ),
    ...{ file: XML, at: '<bt:Url id="paneUrl" DefaultValue="http://' },
    ...{ fault: /is not https/, mend: /https/ },
  },
  {
    what: 'a text without German',
    broken: inXml('<bt:Override Locale="de-DE" Value="TIMIFY Sync"/>', ''),
    ...{ file: XML, at: '<bt:String id="nameLabel"' },
    ...{ fault: /"nameLabel" has no German text/, mend: /bt:Override Locale="de-DE"/ },
  },
  {
    what: 'an element that is not closed',
    broken: inXml('</AppDomains>', ''),
    ...{ file: XML, at: '</OfficeApp>' },
    ...{ fault: /is not well formed/, mend: /not closed/ },
  },
];

const PAIR: Case[] = [
  {
    what: 'another version',
    broken: inXml('<Version>1.0.0.0</Version>', '<Version>1.0.1.0</Version>'),
    ...{ file: XML, at: '<Version>' },
    ...{ fault: /1\.0\.1\.0, in manifest\.json 1\.0\.0/, mend: /Write 1\.0\.0\.0/ },
  },
  {
    what: 'another right on the mailbox',
    broken: inXml('<Permissions>ReadItem<', '<Permissions>ReadWriteMailbox<'),
    ...{ file: XML, at: '<Permissions>' },
    ...{
      fault: /asks for ReadWriteMailbox, manifest\.json for MailboxItem\.Read\.User/,
      mend: /same in both/,
    },
  },
  {
    what: 'a link to another add-in',
    broken: json('"officeAddinId": "', '"officeAddinId": "0'),
    ...{ file: JSON_FILE, at: '"officeAddinId"' },
    ...{ fault: /hides the add-in/, mend: /two buttons/ },
  },
  {
    what: 'another client',
    broken: inXml(`<Id>${DEPLOYMENT.clientId}</Id>`, '<Id>99999999-2222-4333-8444-555555555555</Id>'),
    ...{ file: XML, at: '<Id>99999999' },
    ...{ fault: /another Entra client/, mend: /npm run package/ },
  },
  {
    what: 'a file that was changed afterwards',
    broken: inXml('450</RequestedHeight>', '400</RequestedHeight>'),
    ...{ file: 'deploy.json', at: null },
    ...{ fault: /the hash of timify-sync\.xml is another one/, mend: /npm run package/ },
  },
];

describe.each([
  ['the Microsoft 365 app', APP],
  ['the Outlook add-in', ADDIN],
  ['both together', PAIR],
])('%s is refused with', (_, cases) => {
  it.each(cases.map((one) => [one.what, one] as const))(
    '%s',
    async (_what, { broken, file, at, fault, mend }) => {
      const checked = broken(sound);
      const faults = await validate(checked);
      const found = faults.find((one) => one.file === file && fault.test(one.fault) && mend.test(one.mend));
      expect(found, JSON.stringify(faults, null, 1)).toBeDefined();
      if (at !== null)
        expect(textOf(checked, file).split('\n')[(found?.line ?? 0) - 1]).toContain(at.split('\n')[0]);
    },
  );
});

it('the packages as they are made are sound, for every environment', async () => {
  expect(await validate(sound)).toEqual([]);
  const test = await makeChecked({ ...DEPLOYMENT, environment: 'test', tenantOnly: true });
  expect(await validate(test)).toEqual([]);
});

it('a fault names the line, not only its text', async () => {
  const [fault] = await validate(
    inXml('"icon16" DefaultValue="https:', '"icon16" DefaultValue="http:')(sound),
  );
  expect(fault?.line).toBe(lineOf(sound.xml, '<bt:Image id="icon16"'));
});
