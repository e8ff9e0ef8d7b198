/** JSON that still knows its lines. */
import ts from 'typescript';

/** Names and indexes from the root: `['extensions', 0, 'ribbons', 1]`. */
export type Path = readonly (string | number)[];

export interface JsonText {
  value: unknown;
  /** The line of what stands at the path, or of the nearest thing above it that exists. */
  lineOf: (path: Path) => number;
  /** The first thing that keeps it from being JSON. */
  broken: { line: number; message: string } | null;
}

const childOf = (node: ts.Node, step: string | number): ts.Node | undefined => {
  if (ts.isObjectLiteralExpression(node))
    return node.properties.find(
      (one) => ts.isPropertyAssignment(one) && ts.isStringLiteral(one.name) && one.name.text === String(step),
    );
  if (ts.isArrayLiteralExpression(node)) return node.elements[Number(step)];
  return undefined;
};

const valueAt = (node: ts.Node): ts.Node => (ts.isPropertyAssignment(node) ? node.initializer : node);

export const readJson = (file: string, text: string): JsonText => {
  const source = ts.parseJsonText(file, text);
  const lineAt = (position: number): number => source.getLineAndCharacterOfPosition(position).line + 1;
  const lineOf = (path: Path): number => {
    let node: ts.Node | undefined = source.statements[0]?.expression;
    let line = 1;
    for (const step of path) {
      node = node === undefined ? undefined : childOf(valueAt(node), step);
      if (node === undefined) break;
      line = lineAt(node.getStart(source));
    }
    return line;
  };
  try {
    return { value: JSON.parse(text) as unknown, lineOf, broken: null };
  } catch (error) {
    const { parseDiagnostics } = source as unknown as { parseDiagnostics: ts.DiagnosticWithLocation[] };
    const [first] = parseDiagnostics;
    const message = error instanceof Error ? error.message : '';
    return { value: null, lineOf, broken: { line: first === undefined ? 1 : lineAt(first.start), message } };
  }
};

/** `/extensions/0/ribbons` (RFC 6901) as a path. */
export const pathOfPointer = (pointer: string): Path =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

/** `extensions[0].ribbons[1].label` as a path: how language files name what they translate. */
export const pathOfKey = (key: string): Path =>
  key.split('.').flatMap((part) => {
    const [name = '', ...indexes] = part.split('[');
    return [name, ...indexes.map((index) => Number.parseInt(index, 10))];
  });

export const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[step] : undefined,
    value,
  );

/** Every text and number with its path, in the order of the document. */
export const leaves = (value: unknown, path: Path = []): { path: Path; value: unknown }[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) =>
        leaves(inner, [...path, Array.isArray(value) ? Number(name) : name]),
      )
    : [{ path, value }];

/** `extensions[0].ribbons[1].label`. */
export const keyOf = (path: Path): string =>
  path.reduce<string>(
    (key, step) =>
      typeof step === 'number' ? `${key}[${String(step)}]` : key === '' ? step : `${key}.${step}`,
    '',
  );
