import { makeStyles, mergeClasses, Spinner, tokens } from '@fluentui/react-components';
import {
  CheckmarkCircle24Filled,
  CheckmarkCircle24Regular,
  DismissCircle24Regular,
  ErrorCircle24Filled,
  HandRight24Filled,
  PauseCircle24Regular,
  Warning24Filled,
  type FluentIcon,
} from '@fluentui/react-icons';
import { useEffect, useRef } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import { useAnnounce } from '../../app/announcer.tsx';
import { useSession } from '../../app/SessionProvider.tsx';
import { useWords, type Wording } from '../../app/words.tsx';
import { PageTitle } from '../../ui/Page.tsx';
import type { Condition } from './condition.ts';
import { StatusMenu } from './StatusMenu.tsx';

const useStyles = makeStyles({
  line: {
    display: 'grid',
    gridTemplateColumns: '24px minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'start',
  },
  since: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    margin: 0,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  good: { color: tokens.colorStatusSuccessForeground1 },
  decide: { color: tokens.colorStatusWarningForeground1 },
  bad: { color: tokens.colorStatusDangerForeground1 },
  quiet: { color: tokens.colorNeutralForeground3 },
});

type Tone = 'good' | 'decide' | 'bad' | 'quiet';

const LOOK: Readonly<Record<Condition, readonly [FluentIcon, Tone]>> = {
  'in-step': [CheckmarkCircle24Filled, 'good'],
  syncing: [CheckmarkCircle24Filled, 'good'],
  held: [HandRight24Filled, 'decide'],
  conflicts: [Warning24Filled, 'decide'],
  paused: [PauseCircle24Regular, 'quiet'],
  failing: [ErrorCircle24Filled, 'bad'],
  deactivated: [DismissCircle24Regular, 'quiet'],
  stale: [CheckmarkCircle24Regular, 'quiet'],
};

interface StateLineProps {
  readonly connection: Connection;
  readonly condition: Condition;
}

/** How things are, since when, and what else can be done. A change of the title is spoken. */
export function StateLine({ connection, condition }: StateLineProps) {
  const styles = useStyles();
  const wording = useWords();
  const { lostAt } = useSession();
  const [Icon, tone] = LOOK[condition];
  const { title, since } = linesOf(connection, condition, wording, lostAt);
  useSpokenTitle(title);
  return (
    <div className={styles.line} data-testid="state-line" data-state={connection.state}>
      <Icon className={mergeClasses(styles[tone])} aria-hidden />
      <div>
        <PageTitle>{title}</PageTitle>
        <p className={styles.since}>
          {connection.state === 'syncing' && (
            <Spinner size="extra-tiny" aria-label={wording.t('state.syncing')} />
          )}
          {since}
        </p>
      </div>
      {condition !== 'deactivated' && <StatusMenu connection={connection} disabled={condition === 'stale'} />}
    </div>
  );
}

interface Lines {
  readonly title: string;
  readonly since: string;
}

export function linesOf(
  connection: Connection,
  condition: Condition,
  { t, f }: Wording,
  lostAt: Date | undefined,
): Lines {
  const { provenEqualAt, stateSince, counts, hold } = connection;
  switch (condition) {
    case 'in-step':
    case 'syncing':
      return {
        title: t('status.inStep'),
        since: provenEqualAt === null ? t('status.notProven') : proven(provenEqualAt, { t, f }),
      };
    case 'held':
      return {
        title: t('held.banner', { n: counts.held }),
        since: t('status.heldSince', { time: f.moment(hold?.since ?? stateSince) }),
      };
    case 'conflicts':
      return {
        title: t('status.conflicts', { n: counts.conflicts }),
        since:
          provenEqualAt !== null && f.isToday(provenEqualAt)
            ? t('status.restProven', { time: f.time(provenEqualAt) })
            : t('status.rest'),
      };
    case 'paused':
      return { title: t('state.paused'), since: t('status.pausedSince', { time: f.moment(stateSince) }) };
    case 'failing':
      return { title: t('state.failing'), since: t('status.failingText', { time: f.moment(stateSince) }) };
    case 'deactivated':
      return {
        title: t('state.deactivated'),
        since: t('status.deactivatedText', { time: f.moment(stateSince) }),
      };
    case 'stale':
      return {
        title: t('status.inStepAt', { time: f.time(lostAt ?? f.now()) }),
        since: t('status.updatesLater'),
      };
  }
}

function proven(at: string, { t, f }: Pick<Wording, 't' | 'f'>): string {
  return f.isToday(at)
    ? t('status.proven', { time: f.time(at) })
    : t('status.provenOn', { time: f.moment(at) });
}

function useSpokenTitle(title: string): void {
  const announce = useAnnounce();
  const before = useRef(title);
  useEffect(() => {
    if (before.current !== title) announce(title);
    before.current = title;
  }, [announce, title]);
}
