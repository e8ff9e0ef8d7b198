/**
 * The only reader of the environment. Everything is checked at once, so that one start names every fault; values of
 * secrets are never part of a message. Names and defaults: .env.example.
 */
import { z } from 'zod';
import { ConfigError, HELP, type ConfigFault, type Name } from './configFaults.ts';

export interface TokenKey {
  id: string;
  /** 32 bytes. */
  key: Buffer;
}

export interface Config {
  port: number;
  /** Without a slash at the end. */
  publicUrl: string;
  store: { kind: 'embedded'; folder: string } | { kind: 'mongo'; uri: string };
  roles: { http: boolean; worker: boolean };
  workerConcurrency: number;
  entra: {
    clientId: string;
    credential: { kind: 'secret'; secret: string } | { kind: 'certificate'; path: string };
    authorityHost: string;
    background: 'obo' | 'code';
  };
  graphBaseUrl: string;
  timify: {
    baseUrl: string;
    marker: 'external-id' | 'none';
    authHeader: 'raw' | 'bearer';
    refreshPath: string;
    listDays: number;
  };
  hostOrigins: string[];
  officeJsUrl: string;
  /** Where people find help; shown in the pane and in mails. */
  supportUrl: string | null;
  /** Newest first: the first one seals, all of them open. */
  tokenKeys: [TokenKey, ...TokenKey[]];
  mail: { smtpUrl: string | null; from: string };
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
}

/** Who may frame the pages: Microsoft's list for tabs and add-ins (Microsoft Learn, "Tab requirements"). */
export const MICROSOFT_HOSTS = [
  'https://*.cloud.microsoft',
  'https://teams.microsoft.com',
  'https://*.teams.microsoft.com',
  'https://*.microsoft365.com',
  'https://*.office.com',
  'https://outlook.office.com',
  'https://outlook.office365.com',
  'https://outlook-sdf.office.com',
  'https://outlook-sdf.office365.com',
];

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host);

const isOrigin = (text: string): boolean =>
  /^https:\/\/(\*\.)?[\w.-]+(:\d+)?$/.test(text) || /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/.test(text);

const parseUrl = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null);

const fail = (fault: string) => ({ message: fault });

const serviceUrl = z
  .string()
  .refine((text) => ['https:', 'http:'].includes(parseUrl(text)?.protocol ?? ''), fail('is no web address'))
  .refine((text) => {
    const url = parseUrl(text);
    return url?.protocol !== 'http:' || isLoopback(url.hostname);
  }, fail('must be https'))
  .transform((text) => text.replace(/\/+$/, ''));

const isBareOrigin = (text: string): boolean => {
  const url = parseUrl(text);
  return url === null || (url.pathname === '/' && url.search === '' && url.hash === '');
};
const bareOrigin = serviceUrl.refine(isBareOrigin, fail('must not have a path'));

const words = (text: string): string[] => text.split(/[\s,]+/).filter((word) => word !== '');

const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, fail(`must be ${values.join(' or ')}`));

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/, fail('is no whole number'))
    .transform(Number)
    .refine((number) => number >= min && number <= max, fail(`must be ${min} to ${max}`));

const tokenKeys = z.string().transform((text, context): TokenKey[] => {
  const keys = words(text).map((pair) => {
    const at = pair.indexOf(':');
    return { id: pair.slice(0, Math.max(at, 0)), key: Buffer.from(pair.slice(at + 1), 'base64') };
  });
  const complain = (message: string): void => {
    context.addIssue({ code: 'custom', message, continue: false });
  };
  keys.forEach(({ id, key }, index) => {
    if (!/^[\w-]{1,32}$/.test(id)) complain(`has no id before the colon in pair ${index + 1}`);
    else if (key.length !== 32) complain(`has ${key.length} bytes instead of 32 in pair ${index + 1}`);
  });
  if (new Set(keys.map(({ id }) => id)).size !== keys.length) complain('has the same id twice');
  return keys;
});

const variables = {
  PORT: wholeNumber(0, 65_535).default(3000),
  PUBLIC_URL: bareOrigin,
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, fail('must begin with mongodb:// or mongodb+srv://'))
    .optional(),
  DATA_DIR: z.string().default('./.data/server'),
  ROLES: z
    .string()
    .transform(words)
    .refine((roles) => roles.length > 0 && roles.every((role) => role === 'http' || role === 'worker'), {
      message: 'names an unknown role',
    })
    .default(['http', 'worker']),
  WORKER_CONCURRENCY: wholeNumber(1, 64).default(4),
  ENTRA_CLIENT_ID: z.guid(fail('is no client id (a GUID)')),
  ENTRA_CLIENT_SECRET: z.string().optional(),
  ENTRA_CERTIFICATE_PATH: z.string().optional(),
  ENTRA_AUTHORITY_HOST: bareOrigin.default('https://login.microsoftonline.com'),
  ENTRA_BACKGROUND: oneOf(['obo', 'code']).default('obo'),
  GRAPH_BASE_URL: serviceUrl.default('https://graph.microsoft.com/v1.0'),
  TIMIFY_BASE_URL: serviceUrl.default('https://api.timify.com/v1'),
  TIMIFY_MARKER: oneOf(['external-id', 'none']).default('external-id'),
  TIMIFY_AUTH_HEADER: oneOf(['raw', 'bearer']).default('raw'),
  TIMIFY_REFRESH_PATH: z
    .string()
    .regex(/^[\w/-]+$/, fail('is no path'))
    .default('refreshtoken'),
  TIMIFY_LIST_DAYS: wholeNumber(1, 365).default(30),
  HOST_ORIGINS: z
    .string()
    .transform(words)
    .refine((origins) => origins.every(isOrigin), fail('holds something that is no origin'))
    .default(MICROSOFT_HOSTS),
  OFFICE_JS_URL: serviceUrl.default('https://appsforoffice.microsoft.com/lib/1/hosted/office.js'),
  SUPPORT_URL: serviceUrl.optional(),
  TOKEN_KEYS: tokenKeys,
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, fail('must begin with smtp:// or smtps://'))
    .optional(),
  MAIL_FROM: z.string().regex(/@/, fail('holds no address')).optional(),
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
};
const Environment = z.object(variables);
type Environment = z.output<typeof Environment>;

/** A variable that is empty counts as absent. */
const present = (env: Record<string, string | undefined>): Partial<Record<Name, string>> =>
  Object.fromEntries(
    Object.entries(env)
      .map(([name, value]) => [name, value?.trim()] as const)
      .filter(([name, value]) => name in HELP && value !== undefined && value !== ''),
  );

const findFaults = (given: Partial<Record<Name, string>>): ConfigFault[] => {
  const parsed = Environment.safeParse(given);
  const faults = (parsed.error?.issues ?? []).map((issue) => {
    const name = String(issue.path[0]) as Name;
    return { name, fault: given[name] === undefined ? 'is missing' : issue.message };
  });
  if (given.ENTRA_CLIENT_SECRET === undefined && given.ENTRA_CERTIFICATE_PATH === undefined)
    faults.push({ name: 'ENTRA_CLIENT_SECRET', fault: 'is missing, and so is ENTRA_CERTIFICATE_PATH' });
  if (given.ENTRA_CLIENT_SECRET !== undefined && given.ENTRA_CERTIFICATE_PATH !== undefined)
    faults.push({
      name: 'ENTRA_CERTIFICATE_PATH',
      fault: 'and ENTRA_CLIENT_SECRET are both set: choose one',
    });
  const first = (index: number): boolean =>
    faults.findIndex(({ name }) => name === faults[index]?.name) === index;
  return faults.filter((_, index) => first(index)).map((fault) => ({ ...fault, help: HELP[fault.name] }));
};

const toConfig = (env: Environment): Config => ({
  port: env.PORT,
  publicUrl: env.PUBLIC_URL,
  store:
    env.MONGODB_URI === undefined
      ? { kind: 'embedded', folder: env.DATA_DIR }
      : { kind: 'mongo', uri: env.MONGODB_URI },
  roles: { http: env.ROLES.includes('http'), worker: env.ROLES.includes('worker') },
  workerConcurrency: env.WORKER_CONCURRENCY,
  entra: {
    clientId: env.ENTRA_CLIENT_ID,
    credential:
      env.ENTRA_CERTIFICATE_PATH === undefined
        ? { kind: 'secret', secret: env.ENTRA_CLIENT_SECRET ?? '' }
        : { kind: 'certificate', path: env.ENTRA_CERTIFICATE_PATH },
    authorityHost: env.ENTRA_AUTHORITY_HOST,
    background: env.ENTRA_BACKGROUND,
  },
  graphBaseUrl: env.GRAPH_BASE_URL,
  timify: {
    baseUrl: env.TIMIFY_BASE_URL,
    marker: env.TIMIFY_MARKER,
    authHeader: env.TIMIFY_AUTH_HEADER,
    refreshPath: env.TIMIFY_REFRESH_PATH,
    listDays: env.TIMIFY_LIST_DAYS,
  },
  hostOrigins: env.HOST_ORIGINS,
  officeJsUrl: env.OFFICE_JS_URL,
  supportUrl: env.SUPPORT_URL ?? null,
  tokenKeys: env.TOKEN_KEYS as [TokenKey, ...TokenKey[]],
  mail: {
    smtpUrl: env.SMTP_URL ?? null,
    from: env.MAIL_FROM ?? `TIMIFY Sync <timify-sync@${new URL(env.PUBLIC_URL).hostname}>`,
  },
  logLevel: env.LOG_LEVEL,
});

/** Throws a `ConfigError` that names every fault. */
export const readConfig = (env: Record<string, string | undefined>): Config => {
  const given = present(env);
  const faults = findFaults(given);
  if (faults.length > 0) throw new ConfigError(faults);
  return toConfig(Environment.parse(given));
};
