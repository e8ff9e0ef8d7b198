import type { RequestHandler } from 'express';
import { demoFacts } from '../directory.ts';
import { SANDBOX_CLIENT_ID } from '../entra/constants.ts';
import type { ControlParts } from './parts.ts';

/** `GET /world/config`: what the pages must know. */
export function worldConfig({ sandbox, ground }: ControlParts): RequestHandler {
  return (_req, res) => {
    const { company, users } = demoFacts();
    const { serverUrl: server, marker } = ground.settings;
    res.set('Cache-Control', 'no-store');
    res.json({ server, users, company, origins: sandbox.origins, clientId: SANDBOX_CLIENT_ID, marker });
  };
}
