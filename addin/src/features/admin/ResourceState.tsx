import { makeStyles, Spinner, tokens } from '@fluentui/react-components';
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
import { SmallText } from '../../ui/Note.tsx';
import { needOf } from './needs.ts';
import { pileOf } from './overview.ts';

const useStyles = makeStyles({
  line: { display: 'flex', alignItems: 'start', gap: tokens.spacingHorizontalXS },
  // In the middle of the first line, however many there are.
  sign: { display: 'flex', alignItems: 'center', flexShrink: 0, height: tokens.lineHeightBase300 },
  good: { color: tokens.colorStatusSuccessForeground1 },
  decide: { color: tokens.colorStatusWarningForeground1 },
  bad: { color: tokens.colorStatusDangerForeground1 },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** An icon never stands without its word; who needs a hand has a line that says what to do. */
export function ResourceState({ resource }: { readonly resource: Resource }) {
  const styles = useStyles();
  const wording = useWords();
  const words = needOf(resource)?.words;
  return (
    <>
      <span className={styles.line}>
        <span className={styles.sign}>{iconOf(resource, styles)}</span>
        {stateWords(resource, wording)}
      </span>
      {words !== undefined && <SmallText>{wording.t(words)}</SmallText>}
    </>
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
        <ErrorCircle16Filled className={styles.bad} aria-hidden />
      );
    default:
      return <Circle16Regular className={styles.quiet} aria-hidden />;
  }
}
