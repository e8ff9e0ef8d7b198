import { Input, makeStyles, SearchBox, ToggleButton, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useWords } from '../../app/words.tsx';
import type { PlainKey } from '../../strings/words.ts';
import { LOG_FILTERS, type LogFilter } from './logView.ts';

const useStyles = makeStyles({
  tools: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  search: { flexGrow: 1, flexBasis: '160px', minWidth: '140px', maxWidth: 'none' },
  day: { width: '140px', minWidth: 0 },
});

const FILTER_WORDS: Readonly<Record<LogFilter, PlainKey>> = {
  all: 'log.all',
  timify: 'log.toTimify',
  office: 'log.toOffice',
  skipped: 'log.skipped',
};

/** Which part of the log somebody wants to see. */
export interface Look {
  readonly filter: LogFilter;
  readonly search: string;
  /** `2026-11-24`: its newest line comes first. Empty: from now on. */
  readonly day: string;
}

export const WHOLE_LOG: Look = { filter: 'all', search: '', day: '' };

interface LogToolsProps {
  readonly look: Look;
  readonly onLook: (look: Look) => void;
  /** Between search and day. */
  readonly children: ReactNode;
}

export function LogTools({ look, onLook, children }: LogToolsProps) {
  const styles = useStyles();
  const { t, f } = useWords();
  return (
    <>
      <div className={styles.tools}>
        <SearchBox
          className={styles.search}
          placeholder={t('log.search')}
          aria-label={t('log.search')}
          value={look.search}
          dismiss={{ 'aria-label': t('list.clear') }}
          onChange={(_, { value }) => onLook({ ...look, search: value })}
        />
        {children}
        <Input
          type="date"
          className={styles.day}
          aria-label={t('log.day')}
          title={t('log.day')}
          max={f.dayKey(f.now())}
          value={look.day}
          onChange={(_, { value }) => onLook({ ...look, day: value })}
        />
      </div>
      <div className={styles.tools} role="group" aria-label={t('log.filter')}>
        {LOG_FILTERS.map((filter) => (
          <ToggleButton
            key={filter}
            size="small"
            shape="circular"
            checked={look.filter === filter}
            onClick={() => onLook({ ...look, filter })}
          >
            {t(FILTER_WORDS[filter])}
          </ToggleButton>
        ))}
      </div>
    </>
  );
}
