import { expect, it } from 'vitest';
import { validate } from '../../scripts/validate/validate.ts';
import { XML, refuses, type Case } from './support/refused.ts';
import { inXml, lineOf, makeChecked } from './support/world.ts';

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

refuses('the Outlook add-in', ADDIN);

it('a fault names the line, not only its text', async () => {
  const sound = await makeChecked();
  const [fault] = await validate(
    inXml('"icon16" DefaultValue="https:', '"icon16" DefaultValue="http:')(sound),
  );
  expect(fault?.line).toBe(lineOf(sound.xml, '<bt:Image id="icon16"'));
});
