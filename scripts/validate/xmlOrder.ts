/**
 * The order of elements. Clients read the add-in-only manifest by it, and refuse another one as a whole ("How to find the
 * proper order of manifest elements"; addin §1.3). `xmllint` cannot say it: no package carries Microsoft's XSD.
 */
import type { Fault } from './fault.ts';
import { all, type Element } from './xmlText.ts';

const VERSION_OVERRIDES = [
  ...['Description', 'Requirements', 'Hosts', 'Resources', 'VersionOverrides', 'WebApplicationInfo'],
];

/** Parent → its children, in order. A parent that is not here may hold anything. */
const ORDER: Record<string, readonly string[]> = {
  OfficeApp: [
    ...['Id', 'AlternateId', 'Version', 'ProviderName', 'DefaultLocale', 'DisplayName', 'Description'],
    ...['IconUrl', 'HighResolutionIconUrl', 'SupportUrl', 'AppDomains', 'Hosts', 'Requirements'],
    ...['FormSettings', 'Permissions', 'Rule', 'DisableEntityHighlighting', 'VersionOverrides'],
  ],
  DesktopSettings: ['SourceLocation', 'RequestedHeight'],
  VersionOverrides: VERSION_OVERRIDES,
  DesktopFormFactor: ['FunctionFile', 'SupportsSharedFolders', 'ExtensionPoint'],
  MobileFormFactor: ['FunctionFile', 'ExtensionPoint'],
  OfficeTab: ['Group'],
  Group: ['Label', 'Control'],
  Control: ['Label', 'Supertip', 'Icon', 'Action'],
  Supertip: ['Title', 'Description'],
  Action: ['SourceLocation', 'SupportsPinning'],
  Resources: ['bt:Images', 'bt:Urls', 'bt:ShortStrings', 'bt:LongStrings'],
  WebApplicationInfo: ['Id', 'Resource', 'Scopes'],
};

/** `Host` of the root names an application; that of `VersionOverrides` holds form factors. */
const HOST = ['Runtimes', 'DesktopFormFactor', 'MobileFormFactor'];

const orderOf = (element: Element): readonly string[] | undefined =>
  element.name === 'Host' ? HOST : ORDER[element.name];

/** What may not be missing. */
const REQUIRED: Record<string, readonly string[]> = {
  OfficeApp: [
    ...['Id', 'Version', 'ProviderName', 'DefaultLocale', 'DisplayName', 'Description', 'IconUrl'],
    ...[
      'HighResolutionIconUrl',
      'SupportUrl',
      'Hosts',
      'Requirements',
      'FormSettings',
      'Permissions',
      'Rule',
    ],
  ],
  VersionOverrides: ['Hosts', 'Resources'],
  Control: ['Label', 'Icon', 'Action'],
};

const missing = (element: Element): Omit<Fault, 'file'>[] =>
  (REQUIRED[element.name] ?? [])
    .filter((name) => !element.children.some((one) => one.name === name))
    .map((name) => ({
      line: element.line,
      fault: `${element.name} has no ${name}`,
      mend: `Add <${name}>${placeOf(element, name)}.`,
    }));

/** Where it belongs, as the elements that are there tell it. */
const placeOf = (parent: Element, name: string): string => {
  const order = orderOf(parent) ?? [];
  const before = order.slice(0, order.indexOf(name)).reverse();
  const neighbour = before.find((one) => parent.children.some((child) => child.name === one));
  return neighbour === undefined ? ` at the beginning of <${parent.name}>` : ` after <${neighbour}>`;
};

const misplaced = (element: Element): Omit<Fault, 'file'>[] => {
  const order = orderOf(element);
  if (order === undefined) return [];
  let furthest = -1;
  return element.children.flatMap((one) => {
    const place = order.indexOf(one.name);
    if (place < 0)
      return [
        {
          line: one.line,
          fault: `<${one.name}> does not belong into <${element.name}>`,
          mend: `Remove it; <${element.name}> holds ${order.join(', ')}.`,
        },
      ];
    if (place < furthest)
      return [
        {
          line: one.line,
          fault: `<${one.name}> stands too late in <${element.name}>`,
          mend: `Move it in front of <${order[furthest] ?? ''}>: the order is ${order.join(', ')}.`,
        },
      ];
    furthest = place;
    return [];
  });
};

export const orderFaults = (root: Element): Omit<Fault, 'file'>[] =>
  all(root).flatMap((element) => [...misplaced(element), ...missing(element)]);
