import type { Journal, JournalRow, ServiceName } from '../world.ts';

const KEPT_ROWS = 200_000;

/** A row appears when its request arrives, with status 0 until it is answered. */
export function createJournal(): Journal {
  let rows: JournalRow[] = [];
  const inFlight: Record<ServiceName, number> = { entra: 0, graph: 0, timify: 0 };

  return {
    begin: ({ service, method, path }) => {
      inFlight[service] += 1;
      const time = new Date().toISOString();
      const row: JournalRow = { service, method, path, status: 0, time, inFlight: inFlight[service] };
      rows.push(row);
      if (rows.length > KEPT_ROWS) rows = rows.slice(-KEPT_ROWS / 2);
      let open = true;
      return (status) => {
        if (!open) return;
        open = false;
        inFlight[service] -= 1;
        row.status = status;
      };
    },
    since: (time) => {
      if (time === undefined) return [...rows];
      const from = Date.parse(time);
      return rows.filter((row) => Date.parse(row.time) >= from);
    },
    clear: () => {
      rows = [];
    },
  };
}
