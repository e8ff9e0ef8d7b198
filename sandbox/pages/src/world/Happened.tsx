import { useEffect, useRef } from 'react';
import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowSyncRegular } from '@fluentui/react-icons';
import { clockMillis } from '../model/time.ts';
import type { Words } from '../words.ts';
import { SideMark } from './Marks.tsx';
import type { NumberedEvent } from './useWorldEvents.ts';

const useStyles = makeStyles({
  card: {
    display: 'flex',
    flexDirection: 'column',
    minHeight: 0,
    height: '220px',
    flexShrink: 0,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    overflow: 'hidden',
  },
  head: {
    display: 'flex',
    justifyContent: 'space-between',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: '8px 12px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  title: {
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    margin: 0,
    fontWeight: tokens.fontWeightSemibold,
  },
  scroller: { overflowY: 'auto', flexGrow: 1, minHeight: 0 },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  row: {
    display: 'grid',
    gridTemplateColumns: '96px 20px minmax(0, 1fr)',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: '6px 12px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    overflowWrap: 'anywhere',
  },
  time: { fontVariantNumeric: 'tabular-nums', color: tokens.colorNeutralForeground2 },
  empty: { padding: '8px 12px', color: tokens.colorNeutralForeground2 },
});

/** Close to its end counts as at its end: then the list follows what comes. */
const NEAR_PX = 40;

export function Happened({
  events,
  zone,
  words,
}: {
  events: readonly NumberedEvent[];
  zone: string;
  words: Words;
}) {
  const styles = useStyles();
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  useEffect(() => {
    const found = list.current;
    if (found !== null && atEnd.current) found.scrollTop = found.scrollHeight;
  }, [events]);
  return (
    <section className={styles.card} aria-label={words.happened}>
      <div className={styles.head}>
        <h2 className={styles.title}>{words.happened}</h2>
        <Link href="/control/requests" target="_blank" data-testid="all-calls">
          {words.allCalls}
        </Link>
      </div>
      {events.length === 0 && <div className={styles.empty}>{words.nothingYet}</div>}
      <div
        ref={list}
        className={styles.scroller}
        role="log"
        aria-live="off"
        aria-label={words.happened}
        tabIndex={0}
        data-testid="happened"
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_PX;
        }}
      >
        <ul className={styles.list}>
          {events.map(({ number, at, side, text }) => (
            <li key={number} className={styles.row} data-side={side}>
              <time dateTime={at} className={styles.time}>
                {clockMillis(Date.parse(at), zone)}
              </time>
              {side === 'server' ? <ArrowSyncRegular aria-hidden fontSize={18} /> : <SideMark side={side} />}
              <span>{text}</span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
