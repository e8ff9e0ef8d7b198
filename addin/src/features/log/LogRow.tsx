import { Link, makeStyles, tokens } from '@fluentui/react-components';
import {
  ArrowUndo16Regular,
  ErrorCircle16Filled,
  Prohibited16Regular,
  ShieldCheckmark16Regular,
} from '@fluentui/react-icons';
import { memo, useCallback, useId } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import type { LogEntry } from '../../../../shared/items.ts';
import type { Span } from '../../../../shared/words.ts';
import { useServices } from '../../app/services.tsx';
import { useSession } from '../../app/SessionProvider.tsx';
import { useToast } from '../../app/useToast.tsx';
import { useWords } from '../../app/words.tsx';
import type { Formats } from '../../format/formats.ts';
import { standing } from '../../api/actFault.ts';
import { logHeadline, whenWords, writtenSide } from '../../ui/logWords.ts';
import { hint } from '../../ui/hint.ts';
import { Way } from '../../ui/sides.tsx';
import { undoFaultText } from '../../ui/undoWords.ts';
import { useAct } from '../../ui/useAct.ts';
import { Why } from '../why/Why.tsx';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: '44px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalXS,
    paddingBlock: tokens.spacingVerticalS,
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  time: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    color: tokens.colorNeutralForeground2,
  },
  under: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    minHeight: '24px',
    fontSize: tokens.fontSizeBase200,
  },
  undo: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    minHeight: '24px',
    textAlign: 'start',
  },
  was: {
    display: 'block',
    lineHeight: tokens.lineHeightBase200,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
  when: { display: 'block', lineHeight: tokens.lineHeightBase200, fontSize: tokens.fontSizeBase200 },
  bad: { color: tokens.colorStatusDangerForeground1 },
});

interface LogRowProps {
  readonly entry: LogEntry;
  readonly connection: Connection;
  readonly onUndone: () => void;
}

/** Entries never change: with more of them below, those that are there are not drawn again. */
export const LogRow = memo(function LogRow({ entry, connection, onUndone }: LogRowProps) {
  const styles = useStyles();
  const wording = useWords();
  const { t, f } = wording;
  const headline = logHeadline(entry, wording);
  const headlineId = useId();
  const undo = useUndo(connection, entry, onUndone);
  return (
    <li className={styles.row}>
      <time className={styles.time} dateTime={entry.at} {...hint(f.exact(entry.at))}>
        {f.time(entry.at)}
      </time>
      <div>
        <span id={headlineId}>{headline}</span>
        {entry.item !== '' && <span className={styles.when}>{whenWords(entry.span, wording)}</span>}
        {entry.sentence !== headline && <span className={styles.was}>{entry.sentence}</span>}
        {entry.was !== null && (
          <span className={styles.was}>{t('log.was', { time: wasWords(entry.was, entry, f) })}</span>
        )}
        <div className={styles.under}>
          <Sign entry={entry} />
          {entry.item !== '' && (
            <Why
              connection={connection}
              side={entry.side}
              item={entry.item}
              question={t('why.whySo')}
              aboutId={headlineId}
            />
          )}
          {entry.undoable &&
            waysToUndo(entry).map(({ key, notify }) => (
              <Link
                key={key}
                as="button"
                className={styles.undo}
                aria-busy={undo.busy}
                aria-describedby={headlineId}
                onClick={() => undo.run(notify)}
              >
                <ArrowUndo16Regular aria-hidden />
                {t(key)}
              </Link>
            ))}
          {undo.fault !== undefined && <span role="alert">{undoFaultText(undo.fault, wording)}</span>}
        </div>
      </div>
    </li>
  );
});

function Sign({ entry }: { readonly entry: LogEntry }) {
  const styles = useStyles();
  const { t } = useWords();
  switch (entry.outcome) {
    case 'skipped':
    case 'refused':
      return <Prohibited16Regular aria-hidden />;
    case 'failed':
      return <ErrorCircle16Filled className={styles.bad} aria-label={t('log.failed')} />;
    case 'noted':
      return <ShieldCheckmark16Regular aria-hidden />;
    case 'done':
      return <Way to={writtenSide(entry)} />;
  }
}

/** The day only where it is another one than now. */
const wasWords = (was: Span, { span }: LogEntry, f: Formats): string => {
  const range = f.range(was.start, was.end);
  return f.dayKey(was.start) === f.dayKey(span.start) ? range : `${f.day(was.start)}, ${range}`;
};

interface WayToUndo {
  readonly key: 'log.undo' | 'log.undoQuietly' | 'log.undoAndTell';
  readonly notify: boolean | undefined;
}

/** Where a customer's booking moves and nobody decided it before, the person says whether they are told. */
const waysToUndo = ({ undoAsksNotify }: LogEntry): readonly WayToUndo[] =>
  undoAsksNotify
    ? [
        { key: 'log.undoQuietly', notify: false },
        { key: 'log.undoAndTell', notify: true },
      ]
    : [{ key: 'log.undo', notify: undefined }];

function useUndo({ id, state }: Connection, { id: entry }: LogEntry, onUndone: () => void) {
  const { client } = useServices();
  const { updated } = useSession();
  const { t } = useWords();
  const toast = useToast();
  const pendingWord = state === 'paused' ? 'status.pendingPaused' : 'status.pending';
  return useAct(
    useCallback(
      async (notify: boolean | undefined) => {
        const body = notify === undefined ? {} : { notify };
        const { connection: now, pending } = standing(
          await client.call('undoLog', { params: { id, entry }, body }),
        );
        if (now !== null) updated(now);
        toast(t(pending ? pendingWord : 'status.undone'));
        onUndone();
      },
      [client, entry, id, onUndone, pendingWord, t, toast, updated],
    ),
  );
}
