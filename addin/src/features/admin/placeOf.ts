import type { AdminPlace, Opened } from '../../app/navigation.tsx';
import type { MenuAct, OpenAct } from './menuActs.ts';

const OPENS: Readonly<Record<OpenAct, Opened['page']>> = {
  open: 'status',
  openSettings: 'settings',
  openLog: 'log',
  openDeactivate: 'deactivate',
};

const isOpening = (act: MenuAct): act is OpenAct => act in OPENS;

/** Where an act leads that is no deed by itself. */
export function placeOf(act: MenuAct, connectionId: string | null): AdminPlace | undefined {
  if (act === 'solve') return { page: 'admin', section: 'conflicts' };
  if (act === 'renew') return { page: 'admin', section: 'connect' };
  if (!isOpening(act) || connectionId === null) return undefined;
  return { page: 'admin', section: 'overview', opened: { connectionId, page: OPENS[act] } };
}
