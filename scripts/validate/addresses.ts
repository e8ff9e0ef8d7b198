/** Addresses: https alone, and nothing outside the domains that the package names. */
import { readPng } from '../package/png.ts';

export interface AddressFault {
  fault: string;
  mend: string;
}

export const addressFault = (address: string, domains: readonly string[]): AddressFault | null => {
  if (!URL.canParse(address))
    return { fault: `"${address}" is no web address`, mend: 'Write a whole address with https://.' };
  const { protocol, host } = new URL(address);
  if (protocol !== 'https:')
    return {
      fault: `"${address}" is not https`,
      mend: 'Hosts load https only: write https://, with the address of your server.',
    };
  if (!domains.includes(host))
    return {
      fault: `"${address}" is outside the valid domains (${domains.join(', ')})`,
      mend: 'Serve it from your own server, under the address that the package was made with.',
    };
  return null;
};

/** The picture that the server shows at this address must be square and of this size. */
export const servedIconFault = (
  address: string,
  size: number,
  served: ReadonlyMap<string, Uint8Array>,
): AddressFault | null => {
  const path = URL.canParse(address) ? new URL(address).pathname : '';
  const file = path.startsWith('/icons/') ? path.slice('/icons/'.length) : '';
  const bytes = served.get(file);
  if (bytes === undefined)
    return {
      fault: `the server has no icon at "${address}"`,
      mend: `Name one of appPackage/icons, or draw it: npm run icons.`,
    };
  const png = readPng(bytes);
  if (png?.width === size && png.height === size) return null;
  const real = png === null ? 'no PNG' : `${String(png.width)} × ${String(png.height)} pixels`;
  return {
    fault: `${file} is ${real}, ${String(size)} × ${String(size)} are asked for`,
    mend: `Name icon-${String(size)}.png, or draw it: npm run icons.`,
  };
};
