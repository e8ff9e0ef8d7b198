import type { Checked } from '../../scripts/validate/packages.ts';
import { MANIFEST, inManifest, refuses, type Case } from './support/refused.ts';
import { inApp, withFile, withoutFile } from './support/world.ts';

/** A picture of 32 × 32 pixels where 192 are asked for, and so on. */
const swapped = (file: string, other: string) => (checked: Checked) =>
  withFile(file, checked.app.get(other) ?? new Uint8Array())(checked);

const APP: Case[] = [
  {
    what: 'a context of the other manifest',
    broken: inManifest('"mailRead"', '"appointmentOrganizer"'),
    ...{ file: MANIFEST, at: '"appointmentOrganizer"' },
    ...{ fault: /allowed values/, mend: /Use one of: mailRead, .*meetingDetailsOrganizer/ },
  },
  {
    what: 'a context that is missing',
    broken: inManifest('"meetingDetailsAttendee"', '"mailCompose"'),
    ...{ file: MANIFEST, at: '"ribbons"' },
    ...{ fault: /meetingDetailsAttendee must be there once/, mend: /exactly one ribbon/ },
  },
  {
    what: 'an icon that is not in the zip',
    broken: withoutFile('outline.png'),
    ...{ file: MANIFEST, at: '"outline.png"' },
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
    broken: inManifest(
      '"url": "https://sync.example.com/icons/icon-80.png"',
      '"url": "https://sync.example.com/icons/icon-64.png"',
    ),
    ...{ file: MANIFEST, at: '"size": 80, "url": "https://sync.example.com/icons/icon-64.png"' },
    ...{ fault: /icon-64\.png is 64 × 64 pixels, 80 × 80 are asked for/, mend: /Name icon-80\.png/ },
  },
  {
    what: 'an action that nobody has',
    broken: inManifest('"actionId": "openPane"', '"actionId": "openPain"'),
    ...{ file: MANIFEST, at: '"actionId": "openPain"' },
    ...{ fault: /no runtime has an action "openPain"/, mend: /openPane, openPinnablePane/ },
  },
  {
    what: 'an id that is there twice',
    broken: inManifest('"id": "organizerOpen"', '"id": "mailReadOpen"'),
    ...{
      file: MANIFEST,
      at: '"id": "mailReadOpen",\n                      "type": "button",\n                      "label": "TIMIFY Sync",\n                      "icons": [\n                        { "size": 16',
    },
    ...{ fault: /"mailReadOpen" is there twice/, mend: /its own id/ },
  },
  {
    what: 'an address outside the valid domains',
    broken: inManifest(
      '"contentUrl": "https://sync.example.com/',
      '"contentUrl": "https://elsewhere.example/',
    ),
    ...{ file: MANIFEST, at: 'https://elsewhere.example/' },
    ...{ fault: /outside the valid domains \(sync\.example\.com\)/, mend: /your own server/ },
  },
  {
    what: 'plain http',
    broken: inManifest('"page": "https://', '"page": "http://'),
    ...{ file: MANIFEST, at: '"page": "http://' },
    ...{ fault: /is not https/, mend: /https/ },
  },
  {
    what: 'a scheme among the valid domains',
    broken: inManifest(
      '"validDomains": ["sync.example.com"]',
      '"validDomains": ["sync.example.com", "https://x.example"]',
    ),
    ...{ file: MANIFEST, at: '"validDomains"' },
    ...{ fault: /"https:\/\/x\.example" is no host name/, mend: /host alone/ },
  },
  {
    what: 'sign-in for another host',
    broken: inManifest('brk-multihub://sync.example.com', 'brk-multihub://sync.example.com/path'),
    ...{ file: MANIFEST, at: 'brk-multihub://' },
    ...{
      fault: /redirectUri is "brk-multihub:\/\/sync\.example\.com\/path"/,
      mend: /Write "brk-multihub:\/\/sync\.example\.com"/,
    },
  },
  {
    what: 'another schema version',
    broken: inManifest('"manifestVersion": "1.30"', '"manifestVersion": "1.22"'),
    ...{ file: MANIFEST, at: '"manifestVersion"' },
    ...{ fault: /not that of the newest version, 1\.30/, mend: /Write "1\.30"/ },
  },
  {
    what: 'a key that no schema knows',
    broken: inManifest('"accentColor"', '"accentColour"'),
    ...{ file: MANIFEST, at: '"accentColour"' },
    ...{ fault: /additional properties: "accentColour"/, mend: /Remove "accentColour", or spell it/ },
  },
  {
    what: 'a name that is too long',
    broken: inManifest('"short": "TIMIFY Sync"', '"short": "TIMIFY Sync for everybody who works"'),
    ...{ file: MANIFEST, at: '"short": "TIMIFY Sync for everybody' },
    ...{ fault: /more than 30 characters/, mend: /Keep within 30/ },
  },
  {
    what: 'a reserved name',
    broken: inManifest('"short": "TIMIFY Sync"', '"short": "Calendar"'),
    ...{ file: MANIFEST, at: '"short": "Calendar"' },
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
    ...{ file: MANIFEST, at: '"file": "de.json"' },
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
    broken: inManifest('"accentColor": "#0f4c81",', '"accentColor": "#0f4c81"'),
    ...{ file: MANIFEST, at: '"staticTabs"' },
    ...{ fault: /is no JSON/, mend: /comma/ },
  },
];

refuses('the Microsoft 365 app', APP);
