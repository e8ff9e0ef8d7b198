/** A table of packages with one thing broken each, and what is said about it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { validate } from '../../../scripts/validate/validate.ts';
import type { Checked } from '../../../scripts/validate/packages.ts';
import { inApp, makeChecked } from './world.ts';

export interface Case {
  what: string;
  broken: (sound: Checked) => Checked;
  file: string;
  /** What stands in the line that is named; null: the fault is of the file as a whole. */
  at: string | null;
  fault: RegExp;
  mend: RegExp;
}

export const XML = 'timify-sync.xml';
export const MANIFEST = 'manifest.json';

export const inManifest = (from: string, to: string) => inApp(MANIFEST, from, to);

const textOf = (checked: Checked, file: string): string =>
  file.endsWith('.xml') ? checked.xml : Buffer.from(checked.app.get(file) ?? []).toString('utf8');

/** A test for each case. */
export const refuses = (what: string, cases: readonly Case[]): void => {
  describe(`${what} is refused with`, () => {
    let sound: Checked;
    beforeAll(async () => {
      sound = await makeChecked();
    });

    it.each(cases.map((one) => [one.what, one] as const))(
      '%s',
      async (_what, { broken, file, at, fault, mend }) => {
        const checked = broken(sound);
        const faults = await validate(checked);
        const found = faults.find((one) => one.file === file && fault.test(one.fault) && mend.test(one.mend));
        expect(found, JSON.stringify(faults, null, 1)).toBeDefined();
        if (at !== null)
          expect(textOf(checked, file).split('\n')[(found?.line ?? 0) - 1]).toContain(at.split('\n')[0]);
      },
    );
  });
};
