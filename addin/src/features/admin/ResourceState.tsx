import { makeStyles, mergeClasses, Spinner, tokens } from '@fluentui/react-components';
import {
  CheckmarkCircle16Filled,
  Circle16Regular,
  ErrorCircle16Filled,
  HandRight16Filled,
  Mail16Regular,
  PauseCircle16Regular,
  Warning16Filled,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import type { Resource } from '../../../../shared/company.ts';
import { useWords, type Wording } from '../../app/words.tsx';
import { pileOf } from './overview.ts';

const useStyles = makeStyles({
  line: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  good: { flexShrink: 0, color: tokens.colorStatusSuccessForeground1 },
  decide: { flexShrink: 0, color: tokens.colorStatusWarningForeground1 },
  bad: { flexShrink: 0, color: tokens.colorStatusDangerForeground1 },
  quiet: { flexShrink: 0, color: tokens.colorNeutralForeground3 },
});

/** An icon never stands without its word. */
export function ResourceState({ resource }: { readonly resource: Resource }) {
  const styles = useStyles();
  const wording = useWords();
  return (
    <span className={styles.line}>
      {iconOf(resource, styles)}
      {stateWords(resource, wording)}
    </span>
  );
}

export function stateWords(resource: Resource, { t, f }: Wording): string {
  const { state, conflicts, held, progress, awaiting } = resource;
  if (state === 'importing') return t('state.importing', { percent: f.percent(progress ?? 0) });
  if (state === 'awaiting-approval' && awaiting !== null)
    return t('admin.row.awaiting', { email: awaiting.email });
  if (state === 'in-step' || state === 'syncing') {
    if (held > 0) return t('state.held');
    if (conflicts > 0) return t('admin.row.conflicts', { n: conflicts });
  }
  return t(`state.${state}`);
}

function iconOf(resource: Resource, styles: ReturnType<typeof useStyles>): ReactElement {
  const { state, held } = resource;
  if (state === 'importing' || state === 'syncing') return <Spinner size="extra-tiny" aria-hidden />;
  if (state === 'invited') return <Mail16Regular className={styles.quiet} aria-hidden />;
  if (state === 'paused') return <PauseCircle16Regular className={styles.quiet} aria-hidden />;
  if (held > 0 && state === 'in-step') return <HandRight16Filled className={styles.decide} aria-hidden />;
  switch (pileOf(resource)) {
    case 'inStep':
      return <CheckmarkCircle16Filled className={styles.good} aria-hidden />;
    case 'help':
      return state === 'in-step' || state === 'awaiting-approval' ? (
        <Warning16Filled className={styles.decide} aria-hidden />
      ) : (
        <ErrorCircle16Filled className={mergeClasses(styles.bad)} aria-hidden />
      );
    default:
      return <Circle16Regular className={styles.quiet} aria-hidden />;
  }
}
