/** The smallest HTTP client a test needs: JSON in, JSON out, and the status. */
export interface Answer<T = unknown> {
  status: number;
  body: T;
}

export const call = async <T = unknown>(
  method: string,
  url: string,
  options: { token?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer<T>> => {
  const response = await fetch(url, {
    method,
    headers: {
      ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...options.headers,
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? null : asJson(text)) as T };
};

const asJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};

/** As `call`, but anything but a success is an error that tells what came back. */
export const must = async <T = unknown>(
  method: string,
  url: string,
  options: Parameters<typeof call>[2] = {},
): Promise<T> => {
  const { status, body } = await call<T>(method, url, options);
  if (status >= 300) throw new Error(`${method} ${url} answered ${status}: ${JSON.stringify(body)}`);
  return body;
};

/** Milliseconds between two looks: ever longer, so that looking does not take the time of what is waited for. */
const FIRST_PAUSE = 10;
const LONGEST_PAUSE = 50;

/**
 * Waits for a state of the world, not for a time: looks until `probe` gives something, and says what it saw last when
 * it never does.
 */
export const eventually = async <T>(
  what: string,
  probe: () => Promise<T | null | undefined | false>,
  withinMs = 20_000,
): Promise<T> => {
  const end = Date.now() + withinMs;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE)) {
    const seen = await probe();
    if (seen) return seen;
    if (Date.now() > end) throw new Error(`Never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
};
