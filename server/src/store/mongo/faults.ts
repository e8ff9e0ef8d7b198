import {
  MongoBulkWriteError,
  MongoClientClosedError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoOperationTimeoutError,
  MongoServerError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
} from 'mongodb';
import { Fault } from '../../core/fault.ts';

const UNREACHABLE = [
  MongoNetworkError,
  MongoServerSelectionError,
  MongoNotConnectedError,
  MongoClientClosedError,
  MongoTopologyClosedError,
  MongoOperationTimeoutError,
];

/** The server's own codes for "not now": no primary, shutting down, out of time, not allowed in. */
const NOT_NOW = new Set([
  6, 7, 13, 18, 43, 50, 64, 89, 91, 133, 189, 262, 317, 358, 9001, 10107, 11600, 11602, 13388, 13435, 13436,
]);

const DUPLICATE_KEY = 11000;

export const isDuplicate = (error: unknown): boolean =>
  (error instanceof MongoServerError || error instanceof MongoBulkWriteError) && error.code === DUPLICATE_KEY;

const codeOf = (error: unknown): string | null => {
  if (UNREACHABLE.some((kind) => error instanceof kind)) return (error as Error).name;
  if (error instanceof MongoServerError && typeof error.code === 'number' && NOT_NOW.has(error.code))
    return String(error.code);
  return null;
};

/** What a caller may be told. Anything that is not a trouble of the database is a bug and stays what it is. */
export const toFault = (error: unknown): unknown => {
  const code = codeOf(error);
  return code === null ? error : new Fault({ kind: 'unavailable', service: 'store', code, cause: error });
};

type Call = (...values: unknown[]) => Promise<unknown>;

const guard =
  (call: Call): Call =>
  async (...values) => {
    try {
      return await call(...values);
    } catch (error) {
      throw toFault(error);
    }
  };

/** The same part of a store, whose methods reject with a `Fault` when the database is out of reach. */
export const guarded = <P extends object>(part: P): P =>
  Object.fromEntries(Object.entries(part).map(([name, call]) => [name, guard(call as Call)])) as P;

/** `true` when `write` went through, `false` when a unique key was taken. */
export const unlessTaken = async (write: () => Promise<unknown>): Promise<boolean> => {
  try {
    await write();
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
};
