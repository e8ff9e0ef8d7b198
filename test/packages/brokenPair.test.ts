import { expect, it } from 'vitest';
import { validate } from '../../scripts/validate/validate.ts';
import { MANIFEST, XML, inManifest, refuses, type Case } from './support/refused.ts';
import { DEPLOYMENT, inXml, makeChecked } from './support/world.ts';

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
    broken: inManifest('"officeAddinId": "', '"officeAddinId": "0'),
    ...{ file: MANIFEST, at: '"officeAddinId"' },
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

refuses('both together', PAIR);

it('the packages as they are made are sound, for every environment', async () => {
  expect(await validate(await makeChecked())).toEqual([]);
  const test = await makeChecked({ ...DEPLOYMENT, environment: 'test', tenantOnly: true });
  expect(await validate(test)).toEqual([]);
});
