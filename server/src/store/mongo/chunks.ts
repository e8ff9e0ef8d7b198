/** Writes per round trip. FerretDB 1 stops answering beyond a hundred. */
export const CHUNK = 50;

export const chunks = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / CHUNK) }, (_, index) =>
    all.slice(index * CHUNK, (index + 1) * CHUNK),
  );
