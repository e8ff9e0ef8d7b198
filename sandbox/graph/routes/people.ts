import { z } from 'zod';
import { refuse } from '../errors.ts';
import { asObject, check } from '../events/input.ts';
import { empty, json, type Call, type GraphAnswer } from '../http/call.ts';
import type { Route } from '../http/routes.ts';

const PROFILE = ['User.Read', 'User.ReadBasic.All', 'User.Read.All'];

/** Facts: graph §8.1 no. 15. */
function profile(call: Call): GraphAnswer {
  call.query.allow('$select', '$expand');
  const { user } = call;
  const full: Record<string, unknown> = {
    displayName: user.name,
    mail: user.email,
    userPrincipalName: user.upn,
    id: user.oid,
    preferredLanguage: user.locale,
  };
  const names = call.query.list('$select')?.map((name) => name.toLowerCase());
  const shown = Object.entries(full).filter(([name]) => !names || names.includes(name.toLowerCase()));
  return json(200, {
    '@odata.context': `${call.request.origin}/$metadata#users/$entity`,
    ...Object.fromEntries(shown),
  });
}

function organization(call: Call): GraphAnswer {
  const tenant = call.core.world.directory.tenants().find((one) => one.id === call.grant.tenantId);
  return json(200, {
    '@odata.context': `${call.request.origin}/$metadata#organization`,
    value: tenant
      ? [
          {
            id: tenant.id,
            displayName: tenant.name,
            verifiedDomains: [{ name: tenant.domain, isDefault: true }],
          },
        ]
      : [],
  });
}

const mailInput = z.looseObject({
  message: z.looseObject({
    subject: z.string().nullish(),
    body: z.looseObject({ contentType: z.string().nullish(), content: z.string().nullish() }).nullish(),
    toRecipients: z.array(z.looseObject({ emailAddress: z.looseObject({ address: z.string() }) })).min(1),
  }),
  saveToSentItems: z.boolean().nullish(),
});

/** Mail that the app itself sends: recorded as ours. */
function sendMail(call: Call): GraphAnswer {
  call.mailbox();
  const { message } = check(mailInput, asObject(call.request.body), 'microsoft.graph.message');
  const { world } = call.core;
  const html = message.body?.contentType?.toLowerCase() === 'html';
  const content = message.body?.content ?? '';
  for (const one of message.toRecipients) {
    if (!one.emailAddress.address.includes('@')) throw refuse.invalid('At least one recipient is not valid.');
    world.mails.add({
      at: new Date(world.clock.now()).toISOString(),
      from: 'ours',
      to: one.emailAddress.address,
      subject: message.subject ?? '',
      text: html ? content.replace(/<[^>]+>/g, '') : content,
      ...(html ? { html: content } : {}),
    });
  }
  world.changed();
  return empty(202);
}

export const peopleRoutes: Route[] = [
  { method: 'GET', path: '', scopes: PROFILE, handle: profile },
  { method: 'POST', path: 'sendMail', scopes: ['Mail.Send'], handle: sendMail, mailbox: true },
];

export const organizationRoutes: Route[] = [
  { method: 'GET', path: 'organization', scopes: PROFILE, handle: organization },
];
