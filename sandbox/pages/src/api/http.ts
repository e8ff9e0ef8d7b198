/** A refusal of one of the sandbox's services, in the words of that service. */
export class CallFailed extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.name = 'CallFailed';
    this.status = status;
  }
}

export interface Call {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  headers?: Record<string, string>;
  body?: unknown;
}

/** One call with a JSON body and a JSON answer; undefined for an empty one. The caller names the shape it relies on. */
export async function callJson<T>(
  url: string,
  { method = 'GET', headers = {}, body }: Call = {},
): Promise<T> {
  const response = await fetch(url, {
    method,
    headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new CallFailed(response.status, wordsOf(text) ?? `HTTP ${response.status}`);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** Graph nests its message under `error.message`, TIMIFY writes `error` as a string, `/control` uses either. */
export function wordsOf(body: string): string | undefined {
  try {
    const { error } = JSON.parse(body) as { error?: unknown };
    if (typeof error === 'string') return error;
    const message = (error as { message?: unknown } | undefined)?.message;
    return typeof message === 'string' ? message : undefined;
  } catch {
    return undefined;
  }
}
