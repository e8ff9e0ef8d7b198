import type { RequestHandler } from 'express';
import { z } from 'zod';
import { refuse, writeError } from './errors.ts';
import { read } from './input.ts';
import type { Actor, App } from './model.ts';
import type { TimifyParts } from './parts.ts';

/** Lifetime of a token in seconds. No figure is documented. Facts: timify §1.2 [I]. */
const TOKEN_SECONDS = 3_600;
const REFRESH_SECONDS = 30 * 24 * 3_600;

interface Sealed {
  kind: 'timify-access' | 'timify-refresh';
  appId: string;
  generation: number;
  expires: number;
  /** `person`: somebody at work in TIMIFY's own web app, whose changes are not the app's. */
  actor: Actor;
}

function seal(parts: TimifyParts, app: App, kind: Sealed['kind'], actor: Actor): string {
  const seconds = kind === 'timify-access' ? TOKEN_SECONDS : REFRESH_SECONDS;
  const expires = parts.world.clock.real() + seconds * 1000;
  const value: Sealed = { kind, appId: app.appId, generation: app.generation, expires, actor };
  return parts.sealer().seal(value);
}

function open(parts: TimifyParts, token: string, kind: Sealed['kind']): { app: App; actor: Actor } {
  const sealed = parts.sealer().open(token) as Sealed | undefined;
  const app = parts.apps().find((one) => one.appId === sealed?.appId);
  if (sealed?.kind !== kind || !app) throw refuse.unauthorized('Invalid token');
  const ended = sealed.generation !== app.generation || sealed.expires <= parts.world.clock.real();
  if (ended) throw refuse.unauthorized('Token expired');
  return { app, actor: sealed.actor };
}

/** Facts: timify §1.2 [O]: `expires` counts seconds from now. */
export function tokenAnswer(parts: TimifyParts, app: App, actor: Actor = 'app'): Record<string, unknown> {
  return {
    accessToken: seal(parts, app, 'timify-access', actor),
    refreshToken: seal(parts, app, 'timify-refresh', actor),
    expires: TOKEN_SECONDS,
  };
}

/** Whom an `Authorization` header speaks for. Raw or with `Bearer`, by switch: sources disagree. Facts: timify §1.2. */
export function actorOf(parts: TimifyParts, header: string | undefined): { app: App; actor: Actor } {
  const text = header ?? '';
  const isBearer = /^Bearer\s/i.test(text);
  const form = parts.world.switches.timifyAuthHeader;
  if (text === '' || (form === 'raw' && isBearer) || (form === 'bearer' && !isBearer))
    throw refuse.unauthorized();
  return open(parts, text.replace(/^Bearer\s+/i, ''), 'timify-access');
}

const credentials = z.object({ appid: z.string().min(1), appsecret: z.string().min(1) });

/** `POST /auth/token`. The older form with the secret in the address is not offered. */
export function issueToken(parts: TimifyParts): RequestHandler {
  return (req, res) => {
    try {
      const { appid, appsecret } = read(credentials, req.body, 'body');
      const app = parts.apps().find((one) => one.appId === appid && one.appSecret === appsecret);
      if (!app) throw refuse.unauthorized('Wrong app id or secret');
      res.json(tokenAnswer(parts, app));
    } catch (error) {
      writeError(res, error);
    }
  };
}

/** Two spellings are told; by switch one of them exists. Facts: timify §1.2. */
export function refreshToken(parts: TimifyParts, path: 'refreshtoken' | 'refresh-token'): RequestHandler {
  return (req, res) => {
    try {
      if (parts.world.switches.timifyRefreshPath !== path) throw refuse.notFound('Route');
      const { refreshtoken } = read(z.object({ refreshtoken: z.string().min(1) }), req.body, 'body');
      const { app, actor } = open(parts, refreshtoken, 'timify-refresh');
      res.json(tokenAnswer(parts, app, actor));
    } catch (error) {
      writeError(res, error);
    }
  };
}
