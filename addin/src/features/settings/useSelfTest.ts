import { useCallback, useEffect, useState } from 'react';
import { SelfTestFacts, type SelfTest } from '../../../../shared/connection.ts';
import type { Client } from '../../api/client.ts';
import { pause } from '../../api/pause.ts';
import { useServices } from '../../app/services.tsx';
import { useAct } from '../../ui/useAct.ts';

/** Steps take seconds: often enough to see each of them. */
const LOOK_EVERY_MS = 500;

interface Following {
  readonly id: string;
  readonly test: string;
  readonly signal: AbortSignal;
}

/** Tells how far it is until it is over, or nobody looks any more. */
async function follow(client: Client, following: Following, tell: (now: SelfTest) => void): Promise<void> {
  const { id, test, signal } = following;
  const isLeft = (): boolean => signal.aborted;
  while (!isLeft()) {
    const now = await client.call('selfTest', { params: { id, test }, signal });
    if (isLeft()) return;
    tell(now);
    if (now.isOver) return;
    await pause(LOOK_EVERY_MS, signal);
  }
}

/** A self-test of the connection: begun by a press, shown as far as it is. It goes on when the page is left. */
export function useSelfTest(id: string, onOver: (test: SelfTest) => void) {
  const { client } = useServices();
  const [begun, setBegun] = useState<{ readonly test: string }>();
  const [shown, setShown] = useState<SelfTest>();
  const [fault, setFault] = useState<unknown>();
  const begin = useAct(
    useCallback(async () => {
      setFault(undefined);
      setShown(undefined);
      const { facts } = await client.call('act', { params: { id, action: 'self-test' }, body: {} });
      setBegun({ test: SelfTestFacts.parse(facts).id });
    }, [client, id]),
  );
  useEffect(() => {
    if (begun === undefined) return undefined;
    const left = new AbortController();
    const tell = (now: SelfTest): void => {
      setShown(now);
      if (now.isOver) onOver(now);
    };
    follow(client, { id, ...begun, signal: left.signal }, tell).catch((cause: unknown) => {
      if (!left.signal.aborted) setFault(cause);
    });
    return () => left.abort();
  }, [begun, client, id, onOver]);
  const failed = begin.fault ?? fault;
  const isFollowed = begun !== undefined && shown?.isOver !== true && failed === undefined;
  return { shown, fault: failed, busy: begin.busy || isFollowed, run: begin.run };
}
