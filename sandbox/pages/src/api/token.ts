import { CallFailed } from './http.ts';

/** Keeps one token; asks for another when the service no longer takes it, and then tries once more. */
export function keepToken(
  ask: () => Promise<string>,
): <T>(work: (token: string) => Promise<T>) => Promise<T> {
  let kept: Promise<string> | undefined;
  const current = async (): Promise<string> => {
    kept ??= ask();
    try {
      return await kept;
    } catch (error) {
      kept = undefined;
      throw error;
    }
  };
  return async (work) => {
    const token = await current();
    try {
      return await work(token);
    } catch (error) {
      if (!(error instanceof CallFailed && error.status === 401)) throw error;
      kept = undefined;
      return await work(await current());
    }
  };
}
