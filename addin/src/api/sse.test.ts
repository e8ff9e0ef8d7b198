import { expect, it } from 'vitest';
import { createEventParser } from './sse.ts';

it('puts events together from any pieces', () => {
  const parse = createEventParser();
  expect(parse('event: pro')).toEqual([]);
  expect(parse('gress\ndata: {"a":1}\n\nevent: state\nda')).toEqual([{ event: 'progress', data: '{"a":1}' }]);
  expect(parse('ta: x\n\n')).toEqual([{ event: 'state', data: 'x' }]);
});

it('joins lines of data and drops comments', () => {
  const parse = createEventParser();
  expect(parse(': ping\n\ndata: one\ndata: two\r\n\r\n')).toEqual([{ event: 'message', data: 'one\ntwo' }]);
});
