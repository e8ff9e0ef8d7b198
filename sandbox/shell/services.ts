import { createEntra } from '../entra/service.ts';
import type { EntraService } from '../entra/service.ts';
import { createGraph } from '../graph/service.ts';
import type { GraphService } from '../graph/service.ts';
import { createTimify } from '../timify/service.ts';
import type { TimifyService } from '../timify/service.ts';
import type { Certificates } from './certificates.ts';
import { injectedAnswer } from './faultAnswers.ts';
import { createFaults } from './faults.ts';
import type { Faults } from './faults.ts';
import type { Ground } from './world.ts';

export interface Services {
  entra: EntraService;
  graph: GraphService;
  timify: TimifyService;
  faults: Faults;
}

export function createServices(ground: Ground, certificates: Certificates): Services {
  const { world, random } = ground;
  const entra = createEntra(world, certificates);
  ground.onVerify(entra.verifyGraphToken);
  const graph = createGraph(world);
  const faults: Faults = createFaults(random, () => {
    Object.assign(graph.deliveryFaults, faults.deliveries('graph'));
  });
  world.injectedAnswer = (service, method, path) => {
    const rule = faults.strike(service, method, path);
    return rule && injectedAnswer(service, rule);
  };
  const timify = createTimify({
    world,
    random,
    empty: () => ground.settings.empty,
    deliveryFaults: () => faults.deliveries('timify'),
  });
  return { entra, graph, timify, faults };
}

/** Resolves when neither notifications nor webhooks wait. One may wake the other, so both are asked twice. */
export async function settled({ graph, timify }: Services): Promise<void> {
  for (let round = 0; round < 2; round += 1) await Promise.all([graph.idle(), timify.idle()]);
}
