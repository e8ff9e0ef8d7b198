import express, { Router } from 'express';
import { createSealer } from '../sealed.ts';
import type { DeliveryFaults } from '../shell/faults.ts';
import type { SeededRandom } from '../shell/random.ts';
import type { SandboxService, World } from '../world.ts';
import {
  changeAppointment,
  createAppointment,
  deleteAppointment,
  deleteAppointments,
  getAppointment,
  listAppointments,
} from './appointmentRoutes.ts';
import { expire } from './appointments.ts';
import { issueToken, refreshToken } from './auth.ts';
import { bookerRoutes } from './booker.ts';
import type { Handler } from './calls.ts';
import { forCompany } from './calls.ts';
import { importAppointments } from './appointmentImport.ts';
import { listCompanies } from './companies.ts';
import type { TimifyState } from './model.ts';
import type { TimifyParts } from './parts.ts';
import type { ShelfCalls } from './people.ts';
import { customers, resources, services } from './people.ts';
import { seedApps, seedCompanies } from './seed.ts';
import { seedBookings } from './seedBookings.ts';
import type { CompanyState } from './state.ts';
import { closeCompany, openCompany } from './state.ts';
import { createTimeshift, deleteTimeshift, importTimeshifts, listTimeshifts } from './timeshifts.ts';
import { createWebhookSender } from './webhooks.ts';

export interface TimifyService extends SandboxService<TimifyState> {
  parts: TimifyParts;
  company(id: string): CompanyState | undefined;
}

export interface TimifyOptions {
  world: World;
  random: SeededRandom;
  /** Empty calendars, no working times told. */
  empty: () => boolean;
  deliveryFaults: () => DeliveryFaults;
}

function shelfRoutes(
  router: Router,
  path: string,
  calls: ShelfCalls,
  route: (handler: Handler) => express.RequestHandler,
): void {
  router.route(`/${path}`).get(route(calls.list)).post(route(calls.create));
  router.route(`/${path}/:id`).get(route(calls.get)).patch(route(calls.change)).delete(route(calls.remove));
}

function timifyRouter(parts: TimifyParts): Router {
  const router = Router();
  const route = (handler: Handler): express.RequestHandler => forCompany(parts, handler);
  router.use(express.json({ limit: '20mb' }));

  router.post('/auth/token', issueToken(parts));
  router.post('/auth/refreshtoken', refreshToken(parts, 'refreshtoken'));
  router.post('/auth/refresh-token', refreshToken(parts, 'refresh-token'));
  router.get('/companies', listCompanies(parts));

  const booker = bookerRoutes(parts);
  const step = (name: string): express.RequestHandler => booker[name] ?? ((_req, _res, next) => next());
  router.get('/booker-services/companies', step('companies'));
  router.get('/booker-services/services', step('services'));
  router.get('/booker-services/availabilities', step('availabilities'));
  router.post('/booker-services/reservations', step('reserve'));
  router.post('/booker-services/appointments/confirm', step('confirm'));

  shelfRoutes(router, 'resources', resources, route);
  shelfRoutes(router, 'services', services, route);
  shelfRoutes(router, 'customers', customers, route);

  router.route('/appointments').get(route(listAppointments)).post(route(createAppointment));
  router.post('/appointments/delete/bulk', route(deleteAppointments));
  router.post('/appointments/import/bulk', route(importAppointments));
  router
    .route('/appointments/:id')
    .get(route(getAppointment))
    .patch(route(changeAppointment))
    .delete(route(deleteAppointment));
  router.route('/timeshifts').get(route(listTimeshifts)).post(route(createTimeshift));
  router.post('/timeshifts/import/bulk', route(importTimeshifts));
  router.delete('/timeshifts/:id', route(deleteTimeshift));

  router.use((req, res) => {
    const error = `Cannot ${req.method} ${req.path}`;
    res.status(404).json({ error, name: 'NotFoundError', errorCode: 404, details: {}, extras: null });
  });
  return router;
}

export function createTimify(options: TimifyOptions): TimifyService {
  const { world, random } = options;
  let state: { apps: TimifyState['apps']; companies: Map<string, CompanyState>; tokenSecret: string };
  const webhooks = createWebhookSender(world, random, options.deliveryFaults);
  const parts: TimifyParts = {
    world,
    random,
    webhooks,
    sealer: () => createSealer(state.tokenSecret),
    apps: () => state.apps,
    companies: () => state.companies,
  };
  const open = (saved: TimifyState): void => {
    const companies = saved.companies
      .map(openCompany)
      .map((company) => [company.company.id, company] as const);
    state = { apps: saved.apps, companies: new Map(companies), tokenSecret: saved.tokenSecret };
  };
  const reset = (): void => {
    webhooks.reset();
    const seed = { now: world.clock.now(), empty: options.empty() };
    open({ apps: seedApps(), companies: seedCompanies(seed), tokenSecret: `timify:${random.hex(32)}` });
    if (!seed.empty) seedBookings(parts);
  };
  reset();
  world.clock.onAdvance(() => {
    for (const company of state.companies.values()) expire(parts, company);
  });
  return {
    parts,
    router: timifyRouter(parts),
    company: (id) => state.companies.get(id),
    snapshot: () => ({
      apps: state.apps,
      companies: [...state.companies.values()].map(closeCompany),
      tokenSecret: state.tokenSecret,
    }),
    restore: open,
    reset,
    idle: () => webhooks.idle(),
  };
}
