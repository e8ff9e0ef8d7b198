/** What the head of a PNG tells ("Portable Network Graphics Specification", IHDR). */
export interface PngHead {
  width: number;
  height: number;
  /** Whether it can be transparent. */
  alpha: boolean;
}

const SIGNATURE = '89504e470d0a1a0a';
const WITH_ALPHA = new Set([4, 6]);

/** `null` when the bytes are no PNG. */
export const readPng = (bytes: Uint8Array): PngHead | null => {
  const png = Buffer.from(bytes);
  if (png.length < 33 || png.subarray(0, 8).toString('hex') !== SIGNATURE) return null;
  return {
    width: png.readUInt32BE(16),
    height: png.readUInt32BE(20),
    alpha: WITH_ALPHA.has(png.readUInt8(25)),
  };
};
