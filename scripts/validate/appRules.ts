/** What the schema of the unified manifest cannot say: ids, actions, addresses, contexts, names. */
import { nameFault } from './names.ts';
import { addressFault, servedIconFault, type AddressFault } from './addresses.ts';
import { at, keyOf, leaves, type JsonText, type Path } from './jsonText.ts';
import type { Fault } from './fault.ts';

const FILE = 'manifest.json';
/** The pane opens from a mail and from both views of an appointment (addin §0.2). */
const CONTEXTS = ['mailRead', 'meetingDetailsOrganizer', 'meetingDetailsAttendee'];
/** Pages of the maker, outside the app. */
const OF_THE_MAKER = /^(\$schema|developer\.)/;

type Found = { path: Path; value: string };

const texts = (manifest: unknown): Found[] =>
  leaves(manifest).flatMap(({ path, value }) => (typeof value === 'string' ? [{ path, value }] : []));

const ending = (manifest: unknown, pattern: RegExp): Found[] =>
  texts(manifest).filter(({ path }) => pattern.test(keyOf(path)));

const idFaults = (manifest: unknown): (AddressFault & { path: Path })[] => {
  const groups = [
    ending(manifest, /^staticTabs\[\d+\]\.entityId$/),
    ending(manifest, /\.runtimes\[\d+\]\.id$/),
    ending(manifest, /\.actions\[\d+\]\.id$/),
    ending(manifest, /\.(groups|controls|customMobileRibbonGroups)\[\d+\]\.id$/),
  ];
  return groups.flatMap((ids) =>
    ids
      .filter(({ value }, index) => ids.findIndex((one) => one.value === value) < index)
      .map(({ path, value }) => ({
        path,
        fault: `the id "${value}" is there twice`,
        mend: 'Give each its own id.',
      })),
  );
};

const actionFaults = (manifest: unknown): (AddressFault & { path: Path })[] => {
  const known = ending(manifest, /\.actions\[\d+\]\.id$/).map(({ value }) => value);
  return ending(manifest, /\.actionId$/)
    .filter(({ value }) => !known.includes(value))
    .map(({ path, value }) => ({
      path,
      fault: `no runtime has an action "${value}"`,
      mend: `Name one of: ${known.join(', ')}; or add it to a runtime's actions.`,
    }));
};

const contextFaults = (manifest: unknown): (AddressFault & { path: Path })[] => {
  const found = ending(manifest, /\.contexts\[\d+\]$/).map(({ value }) => value);
  return CONTEXTS.filter((context) => found.filter((one) => one === context).length !== 1).map((context) => ({
    path: ['extensions', 0, 'ribbons'],
    fault: `the context ${context} must be there once`,
    mend: `Give exactly one ribbon the context ${context}.`,
  }));
};

const domainsOf = (manifest: unknown): string[] =>
  ending(manifest, /^validDomains\[\d+\]$/).map(({ value }) => value);

const addressFaults = (manifest: unknown): (AddressFault & { path: Path })[] => {
  const domains = domainsOf(manifest);
  return texts(manifest).flatMap(({ path, value }) => {
    if (!/^https?:/i.test(value)) return [];
    const fault = addressFault(
      value,
      OF_THE_MAKER.test(keyOf(path)) && URL.canParse(value) ? [new URL(value).host] : domains,
    );
    return fault === null ? [] : [{ path, ...fault }];
  });
};

/** Teams wants host names alone there (addin §1.2). */
const domainFaults = (manifest: unknown): (AddressFault & { path: Path })[] =>
  ending(manifest, /^validDomains\[\d+\]$/)
    .filter(({ value }) => !/^[\w-]+(\.[\w-]+)*(:\d+)?$/.test(value))
    .map(({ path, value }) => ({
      path,
      fault: `"${value}" is no host name`,
      mend: 'Write the host alone, without https:// and without *.',
    }));

/** High-resolution icons are declared with 64 and are 128 pixels wide (Microsoft's own samples do so). */
const HIGH_RESOLUTION = 128;

const iconFaults = (
  manifest: unknown,
  served: ReadonlyMap<string, Uint8Array>,
): (AddressFault & { path: Path })[] =>
  ending(manifest, /(\.icons\[\d+\]|\.icon|\.highResolutionIcon)\.url$/).flatMap(({ path, value }) => {
    const size = path.includes('highResolutionIcon')
      ? HIGH_RESOLUTION
      : Number(at(manifest, [...path.slice(0, -1), 'size']));
    const fault = servedIconFault(value, size, served);
    return fault === null ? [] : [{ path, ...fault }];
  });

/** Sign-in: one host in all three forms of the address (addin §1.2, §2.3). */
const signInFaults = (manifest: unknown): (AddressFault & { path: Path })[] => {
  const [host = ''] = domainsOf(manifest);
  const resource = `api://${host}/${String(at(manifest, ['webApplicationInfo', 'id']))}`;
  const nested = ['webApplicationInfo', 'nestedAppAuthInfo', 0];
  const wanted: [Path, string][] = [
    [['webApplicationInfo', 'resource'], resource],
    [[...nested, 'redirectUri'], `brk-multihub://${host}`],
    [[...nested, 'scopes', 0], `${resource}/access_as_user`],
  ];
  return wanted
    .filter(([path, value]) => at(manifest, path) !== value)
    .map(([path, value]) => ({
      path,
      fault: `${keyOf(path)} is "${String(at(manifest, path))}"`,
      mend: `Write "${value}".`,
    }));
};

const nameFaults = (manifest: unknown): (AddressFault & { path: Path })[] =>
  ending(manifest, /^name\.(short|full)$/).flatMap(({ path, value }) => {
    const fault = nameFault(value, String(at(manifest, ['developer', 'name'])));
    return fault === null ? [] : [{ path, ...fault }];
  });

export const appRuleFaults = (manifest: JsonText, served: ReadonlyMap<string, Uint8Array>): Fault[] => {
  const { value, lineOf } = manifest;
  const found = [
    ...idFaults(value),
    ...actionFaults(value),
    ...contextFaults(value),
    ...domainFaults(value),
    ...addressFaults(value),
    ...iconFaults(value, served),
    ...signInFaults(value),
    ...nameFaults(value),
  ];
  return found.map(({ path, fault, mend }) => ({ file: FILE, line: lineOf(path), fault, mend }));
};
