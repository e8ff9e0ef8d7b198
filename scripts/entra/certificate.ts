import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { WrongArgument } from '../options.ts';
import type { KeyCredential } from './registration.ts';

const MAKE =
  'Make one: openssl req -x509 -newkey rsa:3072 -sha256 -days 365 -nodes -subj "/CN=timify-sync" -keyout key.pem -out cert.pem; cat key.pem cert.pem > timify-sync.pem';

/** The public part of the server's certificate (`ENTRA_CERTIFICATE_PATH`), as a registration holds it. */
export const readCertificate = (file: string): KeyCredential => {
  if (!existsSync(file)) throw new WrongArgument('--certificate', `names no file: "${file}"`, MAKE);
  const pem = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/.exec(
    readFileSync(file, 'utf8'),
  )?.[0];
  if (pem === undefined) throw new WrongArgument('--certificate', `holds no certificate: "${file}"`, MAKE);
  const certificate = new X509Certificate(pem);
  const ends = new Date(certificate.validTo);
  if (ends.getTime() < Date.now())
    throw new WrongArgument('--certificate', `ended on ${ends.toISOString().slice(0, 10)}`, MAKE);
  return {
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
    displayName: nameOfKey(certificate.fingerprint256),
    endDateTime: ends.toISOString(),
    key: certificate.raw.toString('base64'),
  };
};

/** The same in all scripts, so that a certificate is never added twice. */
const nameOfKey = (fingerprint: string): string =>
  `timify-sync ${fingerprint.replaceAll(':', '').slice(0, 16)}`;
