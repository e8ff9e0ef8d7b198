import type { en } from './en.ts';

/** A text, or one text per plural form. Placeholders stand in braces; `{n}` picks the form. */
export type Entry = string | { readonly one: string; readonly other: string };

export type Key = keyof typeof en;

/** What another language must supply for some English words: every key, with the same shape of entry. */
export type WordsOf<English> = {
  readonly [K in keyof English]: English[K] extends string
    ? string
    : { readonly one: string; readonly other: string };
};
export type Words = WordsOf<typeof en>;

type Names<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type TextOf<K extends Key> = (typeof en)[K] extends string
  ? (typeof en)[K]
  : (typeof en)[K] extends { readonly other: infer Other extends string }
    ? Other
    : never;
type PlaceholdersOf<K extends Key> = Names<TextOf<K>> | ((typeof en)[K] extends string ? never : 'n');

/** Nothing for a text without placeholders, else one object with exactly these names. */
type Values<K extends Key> = [PlaceholdersOf<K>] extends [never]
  ? []
  : [values: { readonly [P in PlaceholdersOf<K>]: string | number }];

export type Translate = <K extends Key>(key: K, ...values: Values<K>) => string;

/** Keys whose text takes no placeholder: what may be chosen by a table. */
export type PlainKey = { [K in Key]: [PlaceholdersOf<K>] extends [never] ? K : never }[Key];

/** Numbers are written in the reader's own way (1.284 / 1,284). */
export function createTranslate(words: Words, locale: string): Translate {
  const plural = new Intl.PluralRules(locale);
  const number = new Intl.NumberFormat(locale);
  const written = (value: string | number | undefined): string =>
    typeof value === 'number' ? number.format(value) : (value ?? '');

  return (key, ...rest) => {
    const values: Readonly<Record<string, string | number | undefined>> = rest[0] ?? {};
    const entry: Entry = words[key];
    const text = typeof entry === 'string' ? entry : formOf(entry, values['n'], plural);
    return text.replace(/\{(\w+)\}/g, (_, name: string) => written(values[name]));
  };
}

function formOf(
  entry: Exclude<Entry, string>,
  n: string | number | undefined,
  plural: Intl.PluralRules,
): string {
  return plural.select(Number(n)) === 'one' ? entry.one : entry.other;
}
