import { expect, it } from 'vitest';
import { traceOf } from './traceOf.ts';

it('says which error and where, never its message', () => {
  const trace = traceOf(new TypeError('lena@optik.example can not be read'));
  expect(trace.error).toBe('TypeError');
  expect(trace.at).toMatch(/^at .*traceOf\.test\.ts/);
  expect(trace.at?.split(' | ').length).toBeLessThanOrEqual(6);
  expect(JSON.stringify(trace)).not.toContain('lena');
});

it('takes no line of a message for a place', () => {
  const trace = traceOf(new Error('Dentist\n    at Bahnhofstrasse 3'));
  expect(JSON.stringify(trace)).not.toMatch(/Dentist|Bahnhofstrasse/);
});

it('knows what is thrown without being an error, or has lost its stack', () => {
  expect(traceOf('Lena')).toEqual({ error: 'unknown' });
  const bare = new Error('Lena');
  delete bare.stack;
  expect(traceOf(bare)).toEqual({ error: 'Error', at: '' });
});
