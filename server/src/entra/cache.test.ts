import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mergeBlobs } from './cache.ts';

const section = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 0, max: 3 }));
const blob = fc.record({ AccessToken: section, RefreshToken: section });
type Blob = Record<string, Record<string, number>>;

const merge = (base: Blob, theirs: Blob, ours: Blob): Blob =>
  JSON.parse(mergeBlobs(JSON.stringify(base), JSON.stringify(theirs), JSON.stringify(ours))) as Blob;

it('keeps what each side changed, and ours where both did', () => {
  fc.assert(
    fc.property(blob, blob, blob, (base, theirs, ours) => {
      const merged = merge(base, theirs, ours);
      for (const name of Object.keys(ours)) {
        for (const key of ['a', 'b', 'c', 'd']) {
          const ourChange = ours[name as keyof typeof ours][key] !== base[name as keyof typeof base][key];
          const expected = (ourChange ? ours : theirs)[name as keyof typeof ours][key];
          expect(merged[name]?.[key]).toBe(expected);
        }
      }
    }),
  );
});

it('leaves sections that we do not know', () => {
  const merged = mergeBlobs(null, JSON.stringify({ New: { a: 1 } }), JSON.stringify({ Account: { b: 2 } }));
  expect(JSON.parse(merged)).toEqual({ New: { a: 1 }, Account: { b: 2 } });
});
