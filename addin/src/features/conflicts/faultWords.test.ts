import { expect, it } from 'vitest';
import { ActFault } from '../../api/actFault.ts';
import { ApiError } from '../../api/apiError.ts';
import { faultWords } from './faultWords.ts';

it('a way out that was carried out in part is never called without effect, nor asked for again', () => {
  expect(faultWords(new ActFault('refused', 1))).toBe('conflict.unsure');
  expect(faultWords(new ActFault('refused', 0))).toBe('conflict.refused');
  expect(faultWords(new ActFault('customer-unasked', 0))).toBe('conflict.customerUnasked');
  expect(faultWords(new ActFault('version-changed'))).toBe('conflict.unsure');
  expect(faultWords(new ApiError('forbidden'))).toBe('conflict.failed');
});
