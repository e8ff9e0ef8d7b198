import { Link, makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components';
import { LockClosed16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import { useWords } from '../../app/words.tsx';
import { AgendaDay, AgendaHead } from '../../ui/AgendaGrid.tsx';
import { byDay } from '../../ui/byDay.ts';
import { SmallText } from '../../ui/Note.tsx';
import { TryAgain } from '../../ui/TryAgain.tsx';
import { Section } from '../../ui/Page.tsx';
import { AgendaItem } from './AgendaItem.tsx';
import { startOf, useAgenda } from './useAgenda.ts';

const DAYS_AT_FIRST = 2;

const useStyles = makeStyles({
  days: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  legend: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalXS,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
  sign: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  swatch: { boxSizing: 'border-box', width: '20px', height: '14px', borderRadius: tokens.borderRadiusSmall },
  made: {
    backgroundColor: `color-mix(in srgb, ${tokens.colorNeutralForeground2} 14%, ${tokens.colorNeutralBackground1})`,
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
  },
  copied: { border: `1px dashed ${tokens.colorNeutralStrokeAccessible}` },
});

/** Both calendars next to each other; the next two days with anything in them, more on request. */
export function Agenda({ connection }: { readonly connection: Connection }) {
  const styles = useStyles();
  const { t, f } = useWords();
  const [all, setAll] = useState(false);
  const { rows, fault, reload } = useAgenda(connection);
  const days = byDay(rows ?? [], startOf, f);
  const shown = all ? days : days.slice(0, DAYS_AT_FIRST);
  return (
    <Section
      title={t('status.nextDays')}
      aside={
        days.length > shown.length && (
          <Link as="button" onClick={() => setAll(true)}>
            {t('status.moreDays')}
          </Link>
        )
      }
    >
      {rows === undefined && fault === undefined && <AgendaSkeleton />}
      {rows === undefined && fault !== undefined && <TryAgain onRetry={reload} />}
      {rows?.length === 0 && <SmallText>{t('status.empty')}</SmallText>}
      {shown.length > 0 && (
        <div className={styles.days}>
          <AgendaHead />
          {shown.map(([day, ofDay]) => (
            <AgendaDay key={day} title={f.dayHead(startOf(ofDay[0]))}>
              {ofDay.map((row) => (
                <AgendaItem
                  key={`${row.origin}-${row.office?.id ?? ''}-${row.timify?.id ?? ''}`}
                  row={row}
                  connection={connection}
                />
              ))}
            </AgendaDay>
          ))}
          <Legend />
        </div>
      )}
    </Section>
  );
}

function Legend() {
  const styles = useStyles();
  const { t } = useWords();
  return (
    <div className={styles.legend} aria-hidden>
      <span className={styles.sign}>
        <span className={`${styles.swatch} ${styles.made}`} /> {t('status.madeHere')}
      </span>
      <span className={styles.sign}>
        <span className={`${styles.swatch} ${styles.copied}`} /> {t('status.copy')}
      </span>
      <span className={styles.sign}>
        <LockClosed16Regular /> {t('item.private')}
      </span>
    </div>
  );
}

function AgendaSkeleton() {
  const { t } = useWords();
  return (
    <Skeleton aria-label={t('general.loading')}>
      {[0, 1, 2, 3].map((row) => (
        <SkeletonItem key={row} size={40} style={{ marginBottom: '8px' }} />
      ))}
    </Skeleton>
  );
}
