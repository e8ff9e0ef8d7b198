import { unzipSync, zipSync, type Zippable } from 'fflate';

/** The first moment that a zip can tell, by the clock of any zone: fflate reads the local fields. */
const ALWAYS = new Date(1980, 0, 1, 0, 0, 0);
const UNIX = 3;
const READABLE = 0o100644 << 16;

/** The same files give the same bytes, whatever their order, the day and the machine. */
export const zip = (files: ReadonlyMap<string, Uint8Array>): Uint8Array => {
  const sorted = [...files].sort(([one], [other]) => (one < other ? -1 : 1));
  const entries: Zippable = Object.fromEntries(
    sorted.map(([name, bytes]) => [name, [bytes, { level: 9, mtime: ALWAYS, os: UNIX, attrs: READABLE }]]),
  );
  return zipSync(entries);
};

export const unzip = (bytes: Uint8Array): Map<string, Uint8Array> =>
  new Map(Object.entries(unzipSync(bytes)));
