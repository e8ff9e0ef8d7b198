import { expect, it } from 'vitest';
import { systemClock } from './clock.ts';

const HOUR = 3_600_000;

it('waits no longer than until it is told to stop', async () => {
  const stopping = new AbortController();
  const waiting = systemClock.until(systemClock.now() + HOUR, stopping.signal);
  stopping.abort();
  await expect(waiting).resolves.toBeUndefined();
  await expect(systemClock.until(systemClock.now() + HOUR, stopping.signal)).resolves.toBeUndefined();
});

it('rings when its time has come, and not before', async () => {
  const at = systemClock.now() + 5;
  await systemClock.until(at, new AbortController().signal);
  expect(systemClock.now()).toBeGreaterThanOrEqual(at);
});
