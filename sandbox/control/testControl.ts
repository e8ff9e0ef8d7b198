import { call, sendJson, textAt, type Reply, type TestSandbox } from '../testing.ts';

type Row = Record<string, unknown>;

interface StateView {
  office: Record<string, { calendars: Row[]; events: Row[] }>;
  timify: Record<string, { company: Row; appointments: Row[]; resources: Row[]; timeshifts: Row[] }>;
}

/** The calls of `/control` that its tests share. */
export const controlOf = (sandbox: () => TestSandbox) => {
  const control = (path: string, body: unknown): Promise<Reply> =>
    sendJson(`${sandbox().url}/control${path}`, body);
  return {
    control,
    state: async (): Promise<StateView> => (await call(`${sandbox().url}/control/state`)).body as StateView,
    graphToken: async (user: string): Promise<Record<string, string>> => {
      const { body } = await control('/token', { user, audience: 'graph' });
      return { authorization: `Bearer ${textAt(body, 'token')}` };
    },
  };
};
