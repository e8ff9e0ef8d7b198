/** Optik Lindner: one company, Lena with a mailbox, an admin. */
import type { Calendar } from '../../sync/ports/sides.ts';
import type { Mailbox, TimifyAccount } from './fakes.ts';
import type { Answered, Person, TestServer } from './server.ts';

export const COMPANY = '5f00000000000000000000aa';
export const LENA_RESOURCE = '5f00000000000000000000b1';
export const ROOM_RESOURCE = '5f00000000000000000000b2';

export const aCalendar = (id: string, facts: Partial<Calendar> = {}): Calendar => ({
  id,
  name: id,
  color: null,
  isDefault: id === 'main',
  canEdit: true,
  isOwn: true,
  owner: { name: 'Lena Berger', address: 'lena@lindner.example' },
  ...facts,
});

export const ALL_SCOPES = ['User.Read', 'Calendars.Read', 'Calendars.ReadWrite', 'Calendars.Read.Shared'];

export const aMailbox = (mail: string, facts: Partial<Mailbox> = {}): Mailbox => ({
  profile: { mail, userPrincipalName: mail, name: mail },
  calendars: [
    aCalendar('main'),
    aCalendar('holidays', { canEdit: false }),
    aCalendar('team', {
      isOwn: false,
      canEdit: false,
      owner: { name: 'Team', address: 'team@lindner.example' },
    }),
  ],
  events: [],
  consented: new Set(ALL_SCOPES),
  fault: null,
  ...facts,
});

export const anAccount = (facts: Partial<TimifyAccount> = {}): TimifyAccount => ({
  appId: 'app',
  appSecret: 'secret',
  name: 'Optik Lindner',
  locale: 'de-de',
  resources: [
    { id: LENA_RESOURCE, name: 'Lena Berger', email: 'Lena@Lindner.example', timeZone: null },
    { id: ROOM_RESOURCE, name: 'Sehtestraum 2', email: '', timeZone: null },
  ],
  appointments: [],
  fault: null,
  ...facts,
});

export const CLAIM = { timifyCompanyId: COMPANY, appId: 'app', appSecret: 'secret' };

/** Throws where a step of the story that is not under test fails. */
export const must = async (answer: Promise<Answered>): Promise<Answered> => {
  const found = await answer;
  if (found.status >= 300) throw new Error(`unexpected ${found.status}: ${found.text}`);
  return found;
};

export const settle = (server: TestServer): void => {
  server.outside.accounts.set(COMPANY, anAccount());
  server.outside.mailboxes.set('lena', aMailbox('lena@lindner.example'));
  server.outside.mailboxes.set('paul', aMailbox('paul@lindner.example'));
};

/** The company is connected and has agreed. */
export const openCompany = async (server: TestServer): Promise<Person> => {
  settle(server);
  const admin = server.as('admin');
  await must(admin.send('PUT', '/api/company', CLAIM));
  const { version } = (await must(admin.get('/api/company/privacy'))).body as { version: string };
  await must(admin.send('POST', '/api/company/privacy', { version }));
  return admin;
};

/** A link to Lena's invitation; returns its token. */
export const inviteLena = async (admin: Person): Promise<string> => {
  const { body } = await must(
    admin.send('POST', '/api/company/invitations', { resourceIds: [LENA_RESOURCE], send: false }),
  );
  const { items } = body as { items: { url: string }[] };
  return new URL(items[0]?.url ?? '').searchParams.get('invitation') ?? '';
};

export const BOTH_WAYS = { direction: 'both', anonymous: { toTimify: false, toOffice: false } };

/** Lena is connected; returns the connection's id. */
export const connectLena = async (server: TestServer, settings: object = BOTH_WAYS): Promise<string> => {
  const invitation = await inviteLena(await openCompany(server));
  const { body } = await must(
    server.as('lena').send('POST', '/api/connections', { invitation, calendars: ['main'], settings }),
  );
  return (body as { id: string }).id;
};
