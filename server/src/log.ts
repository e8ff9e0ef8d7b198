import { pino } from 'pino';
import type { Log } from './sync/ports/process.ts';

/** JSON lines on standard output. What may be in them is decided where they are made; nothing personal. */
export const createLog = (level: string): Log => {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
  return {
    info: (line, facts = {}) => logger.info(facts, line),
    warn: (line, facts = {}) => logger.warn(facts, line),
    error: (line, facts = {}) => logger.error(facts, line),
  };
};
