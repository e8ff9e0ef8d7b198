import { makeStyles, tokens } from '@fluentui/react-components';
import { useCallback, useEffect } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import type { LogEntry } from '../../../../shared/items.ts';
import { useServices } from '../../app/services.tsx';
import { useSession } from '../../app/SessionProvider.tsx';
import { useWords } from '../../app/words.tsx';
import { hint } from '../../ui/hint.ts';
import { logHeadline, writtenSide } from '../../ui/logWords.ts';
import { OutlineCard } from '../../ui/Note.tsx';
import { useLoaded } from '../../ui/useLoaded.ts';
import { ChangePath } from './ChangePath.tsx';

const useStyles = makeStyles({
  head: {
    display: 'flex',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
    fontSize: tokens.fontSizeBase200,
  },
  title: { margin: 0, fontSize: tokens.fontSizeBase200, fontWeight: tokens.fontWeightSemibold },
  when: { color: tokens.colorNeutralForeground2 },
  what: { fontWeight: tokens.fontWeightSemibold },
});

/** What was done last, on which way, and how long it took. Nothing is shown before there is anything. */
export function LastChange({ connection }: { readonly connection: Connection }) {
  const styles = useStyles();
  const wording = useWords();
  const { t, f } = wording;
  const entry = useLastEntry(connection);
  if (entry === undefined) return null;
  return (
    <OutlineCard>
      <div className={styles.head}>
        <h2 className={styles.title}>{t('status.lastChange')}</h2>
        <time className={styles.when} dateTime={entry.at} {...hint(f.exact(entry.at))}>
          {f.since(entry.at)}
        </time>
      </div>
      <div className={styles.what}>{logHeadline(entry, wording)}</div>
      <ChangePath to={writtenSide(entry)} at={entry.at} lag={connection.lag} />
    </OutlineCard>
  );
}

function useLastEntry({ id, lastRunAt }: Connection): LogEntry | undefined {
  const { client } = useServices();
  const { language } = useWords();
  const { onChange } = useSession();
  const { value, reload } = useLoaded(
    useCallback(
      async (signal: AbortSignal) => {
        const query = { limit: 10, titles: 'true', language } as const;
        const { items } = await client.call('log', { params: { id }, query, signal });
        return items.find(({ outcome }) => outcome === 'done');
      },
      [client, id, language],
    ),
  );
  useEffect(
    () =>
      onChange(({ kind, connectionId }) => {
        if (kind === 'back' || (kind === 'log' && connectionId === id)) reload();
      }),
    [id, onChange, reload],
  );
  // Without the stream a newer run is the only sign.
  useEffect(reload, [lastRunAt, reload]);
  return value;
}
