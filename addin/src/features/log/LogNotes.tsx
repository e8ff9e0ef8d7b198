import { Link, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import type { LogEntry } from '../../../../shared/items.ts';
import { useWords } from '../../app/words.tsx';
import { SmallText } from '../../ui/Note.tsx';
import type { Act } from '../../ui/useAct.ts';

const useStyles = makeStyles({
  empty: { margin: 0 },
  busy: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
});

/** Loads what is not here yet, then hands over all of it. */
export type Rest = Act<[then?: (entries: readonly LogEntry[]) => void]>;

interface NothingProps {
  readonly isEmpty: boolean;
  readonly onReset: () => void;
}

export function Nothing({ isEmpty, onReset }: NothingProps) {
  const styles = useStyles();
  const { t } = useWords();
  if (isEmpty)
    return (
      <div>
        <p className={styles.empty}>{t('log.empty')}</p>
        <SmallText>{t('log.emptyText')}</SmallText>
      </div>
    );
  return (
    <SmallText>
      {t('log.nothing')}{' '}
      <Link as="button" inline onClick={onReset}>
        {t('log.reset')}
      </Link>
    </SmallText>
  );
}

interface PartlyProps {
  readonly loaded: number;
  readonly rest: Rest;
}

/** Only what is loaded was looked through: how much that is, and the way to all of it. */
export function Partly({ loaded, rest }: PartlyProps) {
  const styles = useStyles();
  const { t } = useWords();
  if (rest.busy) {
    return (
      <div className={styles.busy}>
        <Spinner size="extra-tiny" aria-hidden />
        <SmallText>{t('log.loading', { n: loaded })}</SmallText>
      </div>
    );
  }
  return (
    <SmallText>
      {rest.fault === undefined ? t('log.partly', { n: loaded }) : t('general.failed')}{' '}
      <Link as="button" inline onClick={() => rest.run()}>
        {t('log.loadAll')}
      </Link>
    </SmallText>
  );
}
