/** What is wrong with a configuration and how to get each value, in words for an operator. Holds no value ever. */
/** How to get each value; shown beside its fault. */
export const HELP = {
  PORT: 'A TCP port, e.g. PORT=3000.',
  PUBLIC_URL:
    'The address under which browsers, Microsoft and TIMIFY reach this server, e.g. https://sync.example.com; plain http on localhost only.',
  MONGODB_URI:
    'E.g. mongodb://localhost:27017/timify-sync. Leave it out for the embedded database in DATA_DIR.',
  DATA_DIR: 'A folder that this process may write to, e.g. ./.data/server.',
  ROLES: 'http, worker, or http,worker (the default).',
  WORKER_CONCURRENCY: 'How many connections run at a time, 1 to 64.',
  ENTRA_CLIENT_ID:
    'Entra admin center → App registrations → your app → Application (client) ID. None yet: npm run entra:setup, see docs/admin-guide.md.',
  ENTRA_CLIENT_SECRET:
    'Entra admin center → App registrations → your app → Certificates & secrets → Client secrets; or ENTRA_CERTIFICATE_PATH.',
  ENTRA_CERTIFICATE_PATH:
    'A PEM file with private key and certificate; the certificate is uploaded under Certificates & secrets.',
  ENTRA_AUTHORITY_HOST: 'https://login.microsoftonline.com, or that of your national cloud, without a path.',
  ENTRA_BACKGROUND: 'obo (the default) or code.',
  GRAPH_BASE_URL: 'https://graph.microsoft.com/v1.0, or that of your national cloud.',
  TIMIFY_BASE_URL: 'https://api.timify.com/v1.',
  TIMIFY_MARKER: 'external-id (the default) or none.',
  TIMIFY_AUTH_HEADER: 'raw (the default) or bearer.',
  TIMIFY_REFRESH_PATH: 'refreshtoken (the default) or refresh-token.',
  TIMIFY_LIST_DAYS: 'How many days one list call may span, 1 to 365.',
  HOST_ORIGINS: 'Origins separated by commas, e.g. https://teams.microsoft.com,https://*.cloud.microsoft.',
  OFFICE_JS_URL: 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js.',
  SUPPORT_URL:
    'The page where your people find help, e.g. https://help.example.com. Leave it out if there is none.',
  TOKEN_KEYS:
    'id:base64 pairs of 32 bytes, newest first, separated by commas. Make one: echo "k1:$(openssl rand -base64 32)".',
  SMTP_URL: 'E.g. smtps://user:password@mail.example.com. Without it invitations are copied as links.',
  MAIL_FROM: 'The sender, e.g. "TIMIFY Sync <sync@example.com>".',
  LOG_LEVEL: 'fatal, error, warn, info (the default), debug, trace or silent.',
} as const;
export type Name = keyof typeof HELP;

export interface ConfigFault {
  name: string;
  fault: string;
  help: string;
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly faults: ConfigFault[];

  constructor(faults: ConfigFault[]) {
    super(
      [
        `The configuration has ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}:`,
        ...faults.map(({ name, fault, help }) => `  ${name} ${fault}\n      ${help}`),
        'To look around without any of this: npm run demo (a stand-in world, no account needed).',
      ].join('\n'),
    );
    this.faults = faults;
  }
}
