import { useCallback, useEffect } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import type { AgendaRow } from '../../../../shared/items.ts';
import { useServices } from '../../app/services.tsx';
import { useWords } from '../../app/words.tsx';
import type { Selection, SelectedEvent as Selected } from '../../host/host.ts';
import { AgendaDay } from '../../ui/AgendaGrid.tsx';
import { SmallText } from '../../ui/Note.tsx';
import { Section } from '../../ui/Page.tsx';
import { useLoaded } from '../../ui/useLoaded.ts';
import { AgendaItem } from './AgendaItem.tsx';

/** The appointment that is open in Outlook, and what stands for it in TIMIFY. */
export function SelectedEvent({ connection }: { readonly connection: Connection }) {
  const { host } = useServices();
  if (host.selection === undefined || !connection.mine) return null;
  return <Line connection={connection} selection={host.selection} />;
}

interface LineProps {
  readonly connection: Connection;
  readonly selection: Selection;
}

function Line({ connection, selection }: LineProps) {
  const { t, f } = useWords();
  const found = useSelected(connection, selection);
  if (found === undefined) return null;
  const { selected, row } = found;
  return (
    <Section title={t('status.selected')}>
      {row === undefined ? (
        <SmallText>{t('status.selectedUnknown', { title: selected.title })}</SmallText>
      ) : (
        <AgendaDay title={f.dayHead(selected.start)}>
          <AgendaItem row={row} connection={connection} />
        </AgendaDay>
      )}
    </Section>
  );
}

interface Found {
  readonly selected: Selected;
  /** Undefined where no chosen calendar holds it. */
  readonly row: AgendaRow | undefined;
}

/** Found by its time and title: Outlook names an item by another id than Graph does (office-js `convertToRestId`). */
function useSelected({ id, lastRunAt }: Connection, selection: Selection): Found | undefined {
  const { client } = useServices();
  const { value, reload } = useLoaded<Found | undefined>(
    useCallback(
      async (signal: AbortSignal) => {
        const selected = await selection.read();
        if (selected === undefined) return undefined;
        const query = {
          connection: id,
          from: selected.start.toISOString(),
          to: new Date(Math.max(selected.end.getTime(), selected.start.getTime() + 1)).toISOString(),
        };
        const { items } = await client.call('agenda', { query, signal });
        return { selected, row: rowOf(selected, items) };
      },
      [client, id, selection],
    ),
  );
  useEffect(() => selection.onChange(reload), [reload, selection]);
  useEffect(reload, [lastRunAt, reload]);
  return value;
}

/** The same start, and the same title where several begin at once. */
export function rowOf({ title, start }: Selected, rows: readonly AgendaRow[]): AgendaRow | undefined {
  const atOnce = rows.filter(({ office }) => office !== null && Date.parse(office.start) === start.getTime());
  return (
    atOnce.find(({ office }) => office?.title === title) ?? (atOnce.length === 1 ? atOnce[0] : undefined)
  );
}
