import type { SeededRandom } from '../shell/random.ts';
import type { World } from '../world.ts';
import type { App } from './model.ts';
import type { CompanyState } from './state.ts';
import type { WebhookSender } from './webhooks.ts';
import type { Sealer } from '../sealed.ts';

/** All that the calls of this TIMIFY stand on. */
export interface TimifyParts {
  world: World;
  random: SeededRandom;
  webhooks: WebhookSender;
  sealer(): Sealer;
  apps(): App[];
  companies(): Map<string, CompanyState>;
}
