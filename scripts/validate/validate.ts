import { XML_FILE } from '../package/make.ts';
import { addinFaults } from './addin.ts';
import { appFaults } from './app.ts';
import type { Fault } from './fault.ts';
import { conversionFaults, onlineFaults } from './microsoft.ts';
import type { Checked } from './packages.ts';
import { pairFaults } from './pair.ts';
import { readJson } from './jsonText.ts';
import { textIn } from './packages.ts';
import { readXml } from './xmlText.ts';

const isReadable = ({ app, xml }: Checked): boolean =>
  readJson('manifest.json', textIn(app, 'manifest.json') ?? '').broken === null &&
  readXml(xml).broken === null;

/** Everything that is wrong, in the order of the files. Touches the network with `online` alone. */
export const validate = async (checked: Checked, { online = false } = {}): Promise<Fault[]> => {
  const own = [...(await appFaults(checked)), ...addinFaults({ ...checked, file: XML_FILE })];
  if (!isReadable(checked)) return own;
  return [
    ...own,
    ...(await conversionFaults(checked.xml, XML_FILE)),
    ...(await pairFaults(checked)),
    ...(online ? await onlineFaults(checked.xml, XML_FILE) : []),
  ];
};
