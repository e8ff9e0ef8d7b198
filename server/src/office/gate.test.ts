import { expect, it } from 'vitest';
import { createGates } from './gate.ts';

interface Job {
  done: Promise<void>;
  finish: () => void;
  started: boolean;
}

const jobOn = (gates: ReturnType<typeof createGates>, mailbox: string, weight: number): Job => {
  const job: Job = { finish: () => undefined, started: false, done: Promise.resolve() };
  const promise = new Promise<void>((resolve) => {
    job.finish = resolve;
  });
  job.done = gates.run(mailbox, weight, () => {
    job.started = true;
    return promise;
  });
  return job;
};

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('lets four requests of a mailbox through, and others by their order', async () => {
  const gates = createGates();
  const jobs = [1, 2, 3, 4, 5, 6].map(() => jobOn(gates, 'a', 1));
  await settled();
  expect(jobs.map((job) => job.started)).toEqual([true, true, true, true, false, false]);
  jobs[2]?.finish();
  await settled();
  expect(jobs.map((job) => job.started)).toEqual([true, true, true, true, true, false]);
});

it('counts a batch as up to four', async () => {
  const gates = createGates();
  const [one, batch, two] = [jobOn(gates, 'a', 1), jobOn(gates, 'a', 20), jobOn(gates, 'a', 1)];
  await settled();
  expect([one.started, batch.started, two.started]).toEqual([true, false, false]);
  one.finish();
  await settled();
  expect([batch.started, two.started]).toEqual([true, false]);
  batch.finish();
  await settled();
  expect(two.started).toBe(true);
});

it('does not let one mailbox wait for another, and forgets those that are done', async () => {
  const gates = createGates();
  const jobs = ['a', 'a', 'a', 'a', 'b'].map((mailbox) => jobOn(gates, mailbox, 1));
  await settled();
  expect(jobs.every((job) => job.started)).toBe(true);
  expect(gates.size).toBe(2);
  for (const job of jobs) job.finish();
  await Promise.all(jobs.map((job) => job.done));
  expect(gates.size).toBe(0);
});

it('makes room after a failure too', async () => {
  const gates = createGates();
  await expect(gates.run('a', 4, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(gates.run('a', 4, () => Promise.resolve(7))).resolves.toBe(7);
});
