import express, { Router } from 'express';
import type { Request, RequestHandler, Response } from 'express';
import { adminConsentStep } from './adminConsent.ts';
import { authorizeStep } from './authorize.ts';
import type { Step } from './authorize.ts';
import { instanceDiscovery, keysFor, openIdConfiguration } from './discovery.ts';
import { EntraRefusal, entraError, errorText } from './errors.ts';
import type { Params } from './pages.ts';
import { errorPage, formPostPage, plainPage } from './pages.ts';
import type { EntraParts } from './parts.ts';
import { tokenEndpoint } from './tokenEndpoint.ts';

const SESSION = 'sandbox-session';

function readSession(req: Request): string[] {
  const cookies = (req.headers.cookie ?? '').split(';').map((cookie) => cookie.trim().split('='));
  const value = cookies.find(([name]) => name === SESSION)?.[1] ?? '';
  return value.split('~').filter((oid) => oid !== '');
}

function strings(source: unknown): Params {
  const entries = typeof source === 'object' && source !== null ? Object.entries(source) : [];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function goBack(res: Response, params: Params, answer: Params, defaultMode: string): void {
  const target = params['redirect_uri'] ?? '';
  const mode = params['response_mode'] ?? defaultMode;
  if (mode === 'form_post') {
    res.type('html').send(formPostPage(target, answer));
    return;
  }
  const url = new URL(target);
  const values = new URLSearchParams(answer).toString();
  if (mode === 'fragment') url.hash = values;
  else url.search = url.search === '' ? values : `${url.search}&${values}`;
  res.redirect(302, url.href);
}

function show(req: Request, res: Response, step: Step, params: Params): void {
  res.set('Cache-Control', 'no-store');
  if (step.kind === 'page') {
    res.type('html').send(step.html);
    return;
  }
  if (step.signedIn) {
    const { oid } = step.signedIn;
    const session = [oid, ...readSession(req).filter((other) => other !== oid)];
    const secure = req.secure ? '; Secure; SameSite=None' : '';
    res.append('Set-Cookie', `${SESSION}=${session.join('~')}; Path=/; HttpOnly${secure}`);
  }
  goBack(res, params, step.params, 'query');
}

type Stepper = (params: Params, req: Request) => Step;

/** GET with the parameters in the address, POST with the same from one of our pages. */
function visit(stepper: Stepper): RequestHandler {
  return (req, res) => {
    const params = { ...strings(req.query), ...strings(req.body) };
    try {
      show(req, res, stepper(params, req), params);
    } catch (error) {
      if (!(error instanceof EntraRefusal)) throw error;
      res
        .status(400)
        .type('html')
        .send(errorPage(errorText(error.facts)));
    }
  };
}

function readable(answer: (tenant: string) => unknown): RequestHandler {
  return (req, res) => {
    res.set('Access-Control-Allow-Origin', '*');
    try {
      res.json(answer(String(req.params['tenant'])));
    } catch (error) {
      if (!(error instanceof EntraRefusal)) throw error;
      res.status(400).json(entraError(error.facts));
    }
  };
}

function logout(req: Request, res: Response): void {
  res.append(
    'Set-Cookie',
    `${SESSION}=; Path=/; Max-Age=0; HttpOnly${req.secure ? '; Secure; SameSite=None' : ''}`,
  );
  const back = req.query['post_logout_redirect_uri'];
  if (typeof back === 'string' && URL.canParse(back)) {
    const url = new URL(back);
    if (typeof req.query['state'] === 'string') url.searchParams.set('state', req.query['state']);
    res.redirect(302, url.href);
    return;
  }
  res.type('html').send(plainPage('You signed out of your account', 'You can close this window.'));
}

/** Mounted at the root of the Entra port and under `/entra`. */
export function entraRouter(parts: EntraParts): Router {
  const router = Router();
  router.use(express.urlencoded({ extended: false, limit: '1mb' }));
  router.options('/{*any}', (_req, res) => {
    res.set({
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
      'Access-Control-Allow-Headers': '*',
      'Access-Control-Max-Age': '600',
    });
    res.status(204).end();
  });
  router.get(
    '/:tenant/discovery/instance',
    readable(() => instanceDiscovery(parts)),
  );
  router.get(
    '/:tenant/v2.0/.well-known/openid-configuration',
    readable((tenant) => openIdConfiguration(parts, tenant)),
  );
  router.get(
    '/:tenant/discovery/v2.0/keys',
    readable((tenant) => keysFor(parts, tenant)),
  );
  const authorize = visit((params, req) =>
    authorizeStep(parts, String(req.params['tenant']), params, readSession(req)),
  );
  router.route('/:tenant/oauth2/v2.0/authorize').get(authorize).post(authorize);
  const adminConsent = visit((params, req) => adminConsentStep(parts, String(req.params['tenant']), params));
  router.route('/:tenant/v2.0/adminconsent').get(adminConsent).post(adminConsent);
  router.route('/:tenant/adminconsent').get(adminConsent).post(adminConsent);
  router.post('/:tenant/oauth2/v2.0/token', tokenEndpoint(parts));
  router.get('/:tenant/oauth2/v2.0/logout', logout);
  router.use((_req, res) => {
    res
      .status(404)
      .json({ error: 'not_found', error_description: 'AADSTS900561: This Entra has no such endpoint.' });
  });
  return router;
}
