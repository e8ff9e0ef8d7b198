import type { DirectoryUser } from '../world.ts';

/** Fields that the sandbox's own pages add to the parameters they carry along. */
export const FIELDS = {
  account: 'sandbox_account',
  decision: 'sandbox_decision',
  organisation: 'sandbox_organisation',
} as const;

export type Params = Record<string, string>;

function escape(text: string): string {
  const names: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (sign) => names[sign] ?? sign);
}

const STYLE = `
  :root { color-scheme: light dark; font-family: "Segoe UI", system-ui, sans-serif; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: Canvas; color: CanvasText; }
  main { width: min(27rem, calc(100vw - 4rem)); padding: 1.5rem; border: 1px solid GrayText; border-radius: 8px; }
  h1 { font-size: 1.4rem; margin: 0 0 .75rem; }
  button { font: inherit; padding: .55rem .9rem; border-radius: 4px; border: 1px solid GrayText; cursor: pointer; }
  button.account { display: block; width: 100%; text-align: start; margin-block: .4rem; }
  button.primary { background: #0f5ea8; color: #fff; border-color: #0f5ea8; }
  .row { display: flex; gap: .6rem; justify-content: flex-end; margin-top: 1rem; }
  small { display: block; }
`;

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escape(title)}</title>
<meta name="viewport" content="width=device-width"><style>${STYLE}</style></head>
<body><main><h1>${escape(title)}</h1>${body}<p><small>Sandbox sign-in. No real account is involved.</small></p></main></body></html>`;
}

function hidden(params: Params): string {
  return Object.entries(params)
    .map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`)
    .join('');
}

/** Whose account? One button each. */
export function accountPage(params: Params, users: DirectoryUser[]): string {
  const buttons = users.map(
    (user) =>
      `<button class="account" name="${FIELDS.account}" value="${escape(user.oid)}">${escape(user.name)}<small>${escape(user.email)}</small></button>`,
  );
  return page('Pick an account', `<form method="post">${hidden(params)}${buttons.join('')}</form>`);
}

const DESCRIPTIONS: Record<string, string> = {
  'User.Read': 'Sign you in and read your profile',
  'User.ReadBasic.All': "Read all users' basic profiles",
  'Calendars.ReadBasic': 'Read basic details of your calendars',
  'Calendars.Read': 'Read your calendars',
  'Calendars.ReadWrite': 'Have full access to your calendars',
  'Calendars.Read.Shared': 'Read calendars you can access',
  'Calendars.ReadWrite.Shared': 'Read and write to your and shared calendars',
  'MailboxSettings.Read': 'Read your mailbox settings',
  'MailboxSettings.ReadWrite': 'Read and write to your mailbox settings',
  'Mail.Send': 'Send mail as you',
  'Place.Read.All': 'Read all company places',
  access_as_user: 'Use TIMIFY Sync as you',
};

function scopeList(scopes: string[]): string {
  const items = scopes.map(
    (scope) => `<li>${escape(DESCRIPTIONS[scope] ?? scope)} <small>${escape(scope)}</small></li>`,
  );
  return `<ul>${items.join('')}</ul>`;
}

export interface ConsentView {
  params: Params;
  user: DirectoryUser;
  scopes: string[];
  /** Offer an admin to agree for everybody. */
  offerOrganisation: boolean;
  /** The admin-consent address: it is always for everybody. */
  forOrganisation?: boolean;
}

export function consentPage(view: ConsentView): string {
  const { user } = view;
  const box = view.offerOrganisation
    ? `<p><label><input type="checkbox" name="${FIELDS.organisation}" value="yes"> Consent on behalf of your organization</label></p>`
    : '';
  const title =
    view.forOrganisation === true ? 'Permissions requested for your organization' : 'Permissions requested';
  return page(
    title,
    `<p>${escape(user.email)}</p><p><strong>TIMIFY Sync</strong> would like to:</p>${scopeList(view.scopes)}
<form method="post">${hidden({ ...view.params, [FIELDS.account]: user.oid })}${box}
<div class="row"><button name="${FIELDS.decision}" value="cancel">Cancel</button>
<button class="primary" name="${FIELDS.decision}" value="accept">Accept</button></div></form>`,
  );
}

/** Where only an admin may consent. Facts: addin §2.4. */
export function approvalPage(params: Params, user: DirectoryUser): string {
  return page(
    'Need admin approval',
    `<p>${escape(user.email)}</p><p><strong>TIMIFY Sync</strong> needs permission to access resources in your organization that only an admin can grant.</p>
<form method="post">${hidden({ ...params, [FIELDS.account]: user.oid })}
<div class="row"><button class="primary" name="${FIELDS.decision}" value="cancel">Return to the application without granting consent</button></div></form>`,
  );
}

export function errorPage(text: string): string {
  return page('Sorry, but we’re having trouble signing you in.', `<p>${escape(text)}</p>`);
}

export function plainPage(title: string, text: string): string {
  return page(title, `<p>${escape(text)}</p>`);
}

export function formPostPage(target: string, params: Params): string {
  const form = `<form method="post" action="${escape(target)}">${hidden(params)}<noscript><button>Continue</button></noscript></form>`;
  return page('Working…', `${form}<script>document.forms[0].submit()</script>`);
}
