/** Packages made for the tests, and the same with one thing broken. */
import { makePackages } from '../../../scripts/package/make.ts';
import type { Deployment } from '../../../scripts/package/values.ts';
import { servedIcons, type Checked } from '../../../scripts/validate/packages.ts';

export const DEPLOYMENT: Deployment = {
  origin: 'https://sync.example.com',
  clientId: '11111111-2222-4333-8444-555555555555',
  environment: 'production',
  tenantOnly: false,
};

export const makeChecked = async (deployment: Deployment = DEPLOYMENT): Promise<Checked> => ({
  ...(await makePackages(deployment)),
  icons: servedIcons(),
});

/** `from` must be there: a case that breaks nothing proves nothing. */
const replaced = (text: string, from: string, to: string): string => {
  const at = text.indexOf(from);
  if (at < 0) throw new Error(`Nothing to break: ${from}`);
  return text.slice(0, at) + to + text.slice(at + from.length);
};

export const inXml =
  (from: string, to: string) =>
  (sound: Checked): Checked => ({ ...sound, xml: replaced(sound.xml, from, to) });

export const inApp =
  (file: string, from: string, to: string) =>
  (sound: Checked): Checked => {
    const text = Buffer.from(sound.app.get(file) ?? []).toString('utf8');
    return { ...sound, app: new Map(sound.app).set(file, Buffer.from(replaced(text, from, to))) };
  };

export const withFile =
  (file: string, bytes: Uint8Array) =>
  (sound: Checked): Checked => ({ ...sound, app: new Map(sound.app).set(file, bytes) });

export const withoutFile =
  (file: string) =>
  (sound: Checked): Checked => ({ ...sound, app: new Map([...sound.app].filter(([name]) => name !== file)) });

/** The line (from 1) of the first place where the text stands. */
export const lineOf = (text: string, part: string): number => {
  const at = text.indexOf(part);
  if (at < 0) throw new Error(`Not there: ${part}`);
  return text.slice(0, at).split('\n').length;
};
