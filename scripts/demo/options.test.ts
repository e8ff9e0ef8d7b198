import { expect, it, vi } from 'vitest';
import { demoOptions } from './options.ts';

it('the folder goes with the ports, so that two demos do not share one', () => {
  vi.stubEnv('PORT', undefined);
  vi.stubEnv('SANDBOX_PORT', undefined);
  expect(demoOptions([])).toMatchObject({ port: '4500', 'sandbox-port': '4400', data: '.data/demo' });
  expect(demoOptions(['--port', '5500']).data).toBe('.data/demo-5500-4400');
  expect(demoOptions(['--port', '5500', '--data', 'mine']).data).toBe('mine');
  vi.stubEnv('SANDBOX_PORT', '6400');
  expect(demoOptions(['--fresh'])).toMatchObject({ fresh: true, data: '.data/demo-4500-6400' });
  vi.unstubAllEnvs();
});
