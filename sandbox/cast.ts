import type { DirectoryUser, Tenant } from './world.ts';

/** Who lives in the sandbox. Ids never change, so that scripts and screenshots can rely on them. */
export const LINDNER: Tenant = {
  id: 'a1f0c3d2-5b6e-4f70-8192-a3b4c5d6e7f8',
  name: 'Optik Lindner',
  domain: 'optik-lindner.example',
  userConsent: 'allowed',
};

export const NORDWIND: Tenant = {
  id: 'b2e1d4c3-6c7f-4081-92a3-b4c5d6e7f809',
  name: 'Nordwind',
  domain: 'nordwind.example',
  userConsent: 'admin-only',
};

export const TENANTS: readonly Tenant[] = [LINDNER, NORDWIND];

const member = {
  tenantId: LINDNER.id,
  roles: [] as string[],
  kind: 'member' as const,
  mailbox: 'exchange-online' as const,
  enabled: true,
  timeZone: 'Europe/Berlin',
  locale: 'de-DE',
};

function person(
  key: number,
  name: string,
  email: string,
  special: Partial<DirectoryUser> = {},
): Readonly<DirectoryUser> {
  const oid = `0c0ffee0-0000-4000-8000-${key.toString(16).padStart(12, '0')}`;
  return { ...member, oid, name, email, upn: email, ...special };
}

export const ANNA = person(1, 'Anna Lindner', 'anna.lindner@optik-lindner.example', {
  roles: ['Sync.Admin'],
});
export const LENA = person(2, 'Lena Berger', 'lena.berger@optik-lindner.example');
export const JONAS = person(3, 'Jonas Keller', 'jonas.keller@optik-lindner.example');
export const MIA = person(4, 'Mia Vogt', 'mia.vogt@optik-lindner.example');
/** Her TIMIFY resource carries another e-mail address. */
export const NORA = person(5, 'Nora Sommer', 'nora.sommer@optik-lindner.example');
export const GUEST = person(6, 'Gabriel Gast', 'gabriel@partner.example', {
  upn: 'gabriel_partner.example#EXT#@optik-lindner.example',
  kind: 'guest',
  mailbox: 'unlicensed',
});
export const ON_PREMISES = person(7, 'Otto Lager', 'otto.lager@optik-lindner.example', {
  mailbox: 'on-premises',
});
export const UNLICENSED = person(8, 'Uta Neumann', 'uta.neumann@optik-lindner.example', {
  mailbox: 'unlicensed',
});
export const ROOM = person(9, 'Beratungsraum 1', 'beratungsraum1@optik-lindner.example', { mailbox: 'room' });

const nordwind = { tenantId: NORDWIND.id, timeZone: 'Europe/London', locale: 'en-GB' };
export const NILS = person(17, 'Nils Nord', 'nils.nord@nordwind.example', {
  ...nordwind,
  roles: ['Sync.Admin'],
});
export const FRIDA = person(18, 'Frida Wind', 'frida.wind@nordwind.example', nordwind);

export const PEOPLE: readonly Readonly<DirectoryUser>[] = [
  ANNA,
  LENA,
  JONAS,
  MIA,
  NORA,
  GUEST,
  ON_PREMISES,
  UNLICENSED,
  ROOM,
  NILS,
  FRIDA,
];
