/** The add-in-only manifest: well formed, in order, complete. Rules: addin §1.3. */
import { addressFault, servedIconFault } from './addresses.ts';
import type { Fault } from './fault.ts';
import { nameFault } from './names.ts';
import type { Checked } from './packages.ts';
import { orderFaults } from './xmlOrder.ts';
import { resourceFaults } from './xmlResources.ts';
import { attribute, child, named, readXml, type Element } from './xmlText.ts';

type Found = Omit<Fault, 'file'>;

const SURFACES = [
  'MessageReadCommandSurface',
  'AppointmentOrganizerCommandSurface',
  'AppointmentAttendeeCommandSurface',
];
const MOBILE = 'MobileMessageReadCommandSurface';
const VERSIONS = ['VersionOverridesV1_0', 'VersionOverridesV1_1'];
const NAME_LIMIT = 125;
const DESCRIPTION_LIMIT = 250;
const LIST_ICONS = { IconUrl: 64, HighResolutionIconUrl: 128 };

const textOf = (root: Element, name: string): string => child(root, name)?.text.trim() ?? '';

/** Below 1.0 Outlook answers with the misleading "Manifest Version Too Low". */
const versionFaults = (root: Element): Found[] => {
  const version = textOf(root, 'Version');
  if (/^[1-9]\d{0,4}(\.\d{1,5}){3}$/.test(version)) return [];
  const mend = 'Write four numbers, the first at least 1: 1.0.0.0.';
  return [
    { line: child(root, 'Version')?.line ?? 1, fault: `"${version}" is no version of an add-in`, mend },
  ];
};

const idFaults = (root: Element): Found[] => {
  const id = textOf(root, 'Id');
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return [];
  return [
    {
      line: child(root, 'Id')?.line ?? 1,
      fault: `"${id}" is no GUID`,
      mend: 'Make the package again: npm run package.',
    },
  ];
};

const overridesOf = (root: Element): { type: string; element: Element }[] =>
  named(root, 'VersionOverrides').map((element) => ({ type: attribute(element, 'xsi:type'), element }));

/** Both blocks, each with every surface: a client that knows the inner one reads nothing of the outer one. */
const surfaceFaults = (root: Element): Found[] => {
  const blocks = overridesOf(root);
  const absent = VERSIONS.filter((type) => !blocks.some((one) => one.type === type)).map((type) => ({
    line: root.line,
    fault: `${type} is missing`,
    mend: 'Older clients know 1.0 alone, newer ones read 1.1: keep both.',
  }));
  const surfaces = blocks.flatMap(({ type, element }) => {
    const points = ownPoints(element);
    const known = type === VERSIONS[1] ? [...SURFACES, MOBILE] : SURFACES;
    const lacking = known
      .filter((surface) => points.filter((one) => attribute(one, 'xsi:type') === surface).length !== 1)
      .map((surface) => ({
        line: element.line,
        fault: `${type} must have ${surface} once`,
        mend: `Give exactly one ExtensionPoint of it xsi:type="${surface}".`,
      }));
    const strange = points
      .filter((one) => !known.includes(attribute(one, 'xsi:type')))
      .map((one) => ({
        line: one.line,
        fault: `"${attribute(one, 'xsi:type')}" is no surface of ${type} that the pane is made for`,
        mend: `Use one of: ${known.join(', ')}.`,
      }));
    return [...lacking, ...strange];
  });
  return [...absent, ...surfaces];
};

const ownPoints = (overrides: Element): Element[] =>
  overrides.children
    .filter(({ name }) => name !== 'VersionOverrides')
    .flatMap((part) => named(part, 'ExtensionPoint'));

const headTexts = (root: Element): Found[] => {
  const limits = { DisplayName: NAME_LIMIT, Description: DESCRIPTION_LIMIT };
  return Object.entries(limits).flatMap(([name, limit]) => {
    const element = child(root, name);
    const values = [element, ...(element?.children ?? [])].flatMap((one) => (one === undefined ? [] : [one]));
    const german = values.some((one) => attribute(one, 'Locale') === 'de-DE');
    const tooLong = values.filter((one) => valueOf(one).length > limit);
    return [
      ...tooLong.map(({ line }) => ({
        line,
        fault: `${name} is too long`,
        mend: `Shorten it to ${String(limit)} characters.`,
      })),
      ...(german
        ? []
        : [
            {
              line: element?.line ?? 1,
              fault: `${name} has no German text`,
              mend: 'Add <Override Locale="de-DE" Value="…"/>.',
            },
          ]),
      ...(name === 'DisplayName' ? values.flatMap((one) => namesOf(one, textOf(root, 'ProviderName'))) : []),
    ];
  });
};

const valueOf = (element: Element): string =>
  element.attributes['DefaultValue'] ?? attribute(element, 'Value');

const namesOf = (element: Element, maker: string): Found[] => {
  const fault = nameFault(valueOf(element), maker);
  return fault === null ? [] : [{ line: element.line, ...fault }];
};

/** The first of AppDomains is our server; the others are where a sign-in window goes. */
export const ownDomain = (root: Element): string => {
  const [first] = named(root, 'AppDomain');
  const text = first?.text.trim() ?? '';
  return URL.canParse(text) ? new URL(text).host : '';
};

const headAddresses = (root: Element, served: ReadonlyMap<string, Uint8Array>): Found[] => {
  const domains = [ownDomain(root)];
  const icons = Object.entries(LIST_ICONS).flatMap(([name, size]) => {
    const element = child(root, name);
    const address = attribute(element, 'DefaultValue');
    const fault = addressFault(address, domains) ?? servedIconFault(address, size, served);
    return fault === null || element === undefined ? [] : [{ line: element.line, ...fault }];
  });
  const pages = named(root, 'SourceLocation')
    .filter(({ attributes }) => attributes['DefaultValue'] !== undefined)
    .flatMap((element) => {
      const fault = addressFault(attribute(element, 'DefaultValue'), domains);
      return fault === null ? [] : [{ line: element.line, ...fault }];
    });
  const appDomains = named(root, 'AppDomain').flatMap((element) => {
    const text = element.text.trim();
    const fault = addressFault(text, URL.canParse(text) ? [new URL(text).host] : []);
    return fault === null ? [] : [{ line: element.line, ...fault }];
  });
  return [...icons, ...pages, ...appDomains];
};

const signInFaults = (root: Element): Found[] =>
  named(root, 'WebApplicationInfo').flatMap((info) => {
    const resource = child(info, 'Resource');
    const wanted = `api://${ownDomain(root)}/${textOf(info, 'Id')}`;
    if (resource?.text.trim() === wanted) return [];
    const line = resource?.line ?? info.line;
    return [{ line, fault: `Resource is "${resource?.text.trim() ?? ''}"`, mend: `Write ${wanted}.` }];
  });

export const addinFaults = ({
  xml,
  icons,
  file,
}: Pick<Checked, 'xml' | 'icons'> & { file: string }): Fault[] => {
  const { root, broken } = readXml(xml);
  if (broken !== null || root === null) {
    const { line, message } = broken ?? { line: 1, message: 'it is empty' };
    const mend = 'Look at this line and the one before it: an element that is not closed, a quote, an &.';
    return [{ file, line, fault: `is not well formed: ${message}`, mend }];
  }
  const found = [
    ...orderFaults(root),
    ...versionFaults(root),
    ...idFaults(root),
    ...surfaceFaults(root),
    ...headTexts(root),
    ...headAddresses(root, icons),
    ...resourceFaults(root, [ownDomain(root)], icons),
    ...signInFaults(root),
  ];
  return found.map((fault) => ({ file, ...fault }));
};
