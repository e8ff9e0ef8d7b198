import { must } from '../../test/support/call.ts';

export interface DemoUser {
  name: string;
  email: string;
  role: 'admin' | 'resource';
  tenantId: string;
  oid: string;
  resourceId: string | null;
}

export interface WorldConfig {
  company: { id: string; appId: string; appSecret: string };
  users: DemoUser[];
  clientId: string;
}

interface CompanyAnswer {
  privacyAccepted: boolean;
  webhook: { url: string; headerName: string; headerValue: string | null };
}

export const apiToken = async (sandbox: string, user: string): Promise<string> =>
  (
    await must<{ token: string }>('POST', `${sandbox}/control/token`, {
      body: { user, audience: 'api', consent: false },
    })
  ).token;

/**
 * What an admin does before anyone is invited: connect TIMIFY, agree to the privacy policy, enter the webhook in
 * TIMIFY's Developer Platform, invite every resource. Does nothing that is done already.
 */
export const prepareCompany = async (sandbox: string, server: string, world: WorldConfig): Promise<void> => {
  const admin = world.users.find((user) => user.role === 'admin');
  if (!admin) throw new Error('The sandbox has no admin.');
  const token = await apiToken(sandbox, admin.email);
  const { id, appId, appSecret } = world.company;
  const companies = await must<{ items: { id: string }[] }>('GET', `${server}/api/companies`, { token });
  if (companies.items.some((company) => company.id === id)) return;
  const company = await must<CompanyAnswer>('PUT', `${server}/api/company`, {
    token,
    body: { timifyCompanyId: id, appId, appSecret },
  });
  const policy = await must<{ version: string }>('GET', `${server}/api/company/privacy`, { token });
  await must('POST', `${server}/api/company/privacy`, { token, body: { version: policy.version } });
  const { url, headerName, headerValue } = company.webhook;
  await must('POST', `${sandbox}/control/timify/webhooks`, {
    body: { companyId: id, url, headerName, headerValue },
  });
  const resources = await must<{ items: { id: string; state: string }[] }>(
    'GET',
    `${server}/api/company/resources`,
    { token },
  );
  const invitable = resources.items
    .filter((resource) => resource.state === 'not-invited')
    .map((resource) => resource.id);
  await must('POST', `${server}/api/company/invitations`, {
    token,
    body: { resourceIds: invitable, send: true },
  });
};
