/**
 * Names of members as they are stored. Settings have dotted names, and not every server takes a name with a dot in
 * it or a dollar in front; inside the database such signs are their full-width twins.
 */
type Rename = (name: string) => string;

const renamed = (value: unknown, rename: Rename): unknown => {
  if (Array.isArray(value)) return value.map((one: unknown) => renamed(one, rename));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
      inner === undefined ? [] : [[rename(name), renamed(inner, rename)]],
    ),
  );
};

const stored: Rename = (name) => name.replaceAll('.', '\uFF0E').replaceAll('$', '\uFF04');
const original: Rename = (name) => name.replaceAll('\uFF0E', '.').replaceAll('\uFF04', '$');

/** Also drops members that are `undefined`, as JSON does. */
export const encode = <T>(value: T): T => renamed(value, stored) as T;
export const decode = <T>(value: T): T => renamed(value, original) as T;
