/** `npm run icons`: draws every icon of both packages from appPackage/icon.svg. */
import { createRequire } from 'node:module';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { ROOT } from '../child.ts';

export const ICON_FOLDER = join(ROOT, 'appPackage/icons');
const SOURCE = join(ROOT, 'appPackage/icon.svg');

/**
 * Sizes that the hosts ask for, in pixels: 16, 32, 80 on ribbons; 64 and 128 in lists of add-ins; 25, 32, 48 at one to
 * three times on phones (addin §1.2, §1.3).
 */
const SIZES = [16, 25, 32, 48, 50, 64, 75, 80, 96, 128, 144];

interface Drawing {
  file: string;
  size: number;
  change: (svg: string) => string;
}

const styled =
  (style: string) =>
  (svg: string): string =>
    svg.replace(/(<svg[^>]*>)/, `$1<style>${style}</style>`);

/** At 16 to 25 pixels a line needs a whole pixel. */
const small = styled('.signs{stroke-width:3}');
/** Teams lays its own ground under the outline icon: white lines, nothing else (addin §1.2). */
const outline = styled('.ground{display:none}');
/** Teams rounds the corners of the colour icon itself ("App icons for Microsoft Teams": a square of one colour). */
const square = (svg: string): string => svg.replace('rx="7"', 'rx="0"');

const DRAWINGS: Drawing[] = [
  ...SIZES.map((size) => ({
    file: `icon-${String(size)}.png`,
    size,
    change: size <= 25 ? small : styled(''),
  })),
  { file: 'color.png', size: 192, change: square },
  { file: 'outline.png', size: 32, change: outline },
];

let started: Promise<void> | undefined;
const start = (): Promise<void> =>
  (started ??= initWasm(
    readFileSync(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')),
  ));

/** Every icon by its file name. The same bytes on every machine: the renderer is WebAssembly and uses no fonts. */
export const drawIcons = async (): Promise<Map<string, Uint8Array>> => {
  await start();
  const svg = readFileSync(SOURCE, 'utf8');
  return new Map(
    DRAWINGS.map(({ file, size, change }) => {
      const picture = new Resvg(change(svg), { fitTo: { mode: 'width', value: size } }).render();
      return [file, picture.asPng()];
    }),
  );
};

const writeIcons = async (): Promise<void> => {
  mkdirSync(ICON_FOLDER, { recursive: true });
  for (const [file, bytes] of await drawIcons()) writeFileSync(join(ICON_FOLDER, file), bytes);
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await writeIcons();
