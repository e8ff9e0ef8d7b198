import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCA, createCert } from 'mkcert';

export interface KeyPair {
  key: string;
  cert: string;
}

export interface Certificates {
  /** Path of the throw-away authority's certificate, for `NODE_EXTRA_CA_CERTS`. */
  caFile: string;
  ca: string;
  /** For the HTTPS ports; valid for `localhost` and `127.0.0.1`. */
  server: KeyPair;
  /** Signs the tokens of the sandbox's Entra. */
  signing: KeyPair;
  /** Registered with the app, for sign-in with a client assertion. */
  client: KeyPair;
  /** Path of a PEM with the key and certificate of `client`. */
  clientFile: string;
}

const DAYS = 3650;
const CLIENT_FILE = 'client-certificate.pem';

/** The authority's key lives in memory only while the leaves are made: nobody can sign more certificates with it later. */
async function make(): Promise<{ ca: string; server: KeyPair; signing: KeyPair; client: KeyPair }> {
  const names = { countryCode: 'DE', state: 'Sandbox', locality: 'localhost', validity: DAYS };
  const ca = await createCA({ organization: 'TIMIFY Sync sandbox, throw-away authority', ...names });
  const leaf = (domains: string[]): Promise<KeyPair> => createCert({ ca, domains, validity: DAYS });
  const [server, signing, client] = await Promise.all([
    leaf(['localhost', '127.0.0.1']),
    leaf(['signing.sandbox.invalid']),
    leaf(['client.sandbox.invalid']),
  ]);
  return { ca: ca.cert, server, signing, client };
}

async function readPair(directory: string, name: string): Promise<KeyPair> {
  const read = (file: string): Promise<string> => readFile(join(directory, file), 'utf8');
  const [key, cert] = await Promise.all([read(`${name}-key.pem`), read(`${name}.pem`)]);
  return { key, cert };
}

async function readAll(directory: string): Promise<Awaited<ReturnType<typeof make>> | undefined> {
  try {
    const ca = await readFile(join(directory, 'sandbox-ca.pem'), 'utf8');
    const [server, signing, client] = await Promise.all(
      ['localhost', 'signing', 'client'].map((name) => readPair(directory, name)),
    );
    return server && signing && client ? { ca, server, signing, client } : undefined;
  } catch {
    return undefined;
  }
}

async function write(folder: string, made: Awaited<ReturnType<typeof make>>): Promise<void> {
  const secret = { mode: 0o600 };
  await Promise.all([
    writeFile(join(folder, 'sandbox-ca.pem'), made.ca),
    writeFile(join(folder, 'localhost.pem'), made.server.cert),
    writeFile(join(folder, 'localhost-key.pem'), made.server.key, secret),
    writeFile(join(folder, 'signing.pem'), made.signing.cert),
    writeFile(join(folder, 'signing-key.pem'), made.signing.key, secret),
    writeFile(join(folder, 'client.pem'), made.client.cert),
    writeFile(join(folder, 'client-key.pem'), made.client.key, secret),
    writeFile(join(folder, CLIENT_FILE), `${made.client.key.trim()}\n${made.client.cert.trim()}\n`, secret),
  ]);
}

/**
 * Written once to `certificates` in the folder and found again: whoever trusted the authority need not do so twice. They
 * appear all at once, so that of two sandboxes that start together both go by the same.
 */
export async function certificatesIn(directory: string): Promise<Certificates> {
  const folder = join(directory, 'certificates');
  const paths = { caFile: join(folder, 'sandbox-ca.pem'), clientFile: join(folder, CLIENT_FILE) };
  const found = await readAll(folder);
  if (found) return { ...found, ...paths };

  const made = await make();
  await mkdir(directory, { recursive: true });
  const fresh = await mkdtemp(join(directory, 'certificates-'));
  await write(fresh, made);
  try {
    await rename(fresh, folder);
    return { ...made, ...paths };
  } catch (error) {
    await rm(fresh, { recursive: true });
    const theirs = await readAll(folder);
    if (!theirs) throw error;
    return { ...theirs, ...paths };
  }
}
