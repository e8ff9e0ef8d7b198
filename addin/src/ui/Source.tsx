import { Badge, Link, makeStyles, tokens } from '@fluentui/react-components';
import { Building16Regular, LockClosed12Regular } from '@fluentui/react-icons';
import type { SettingSource } from '../../../shared/words.ts';
import { useWords } from '../app/words.tsx';
import { hint } from './hint.ts';
import { useUnseen } from './unseen.ts';

const useStyles = makeStyles({
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    minHeight: '24px',
    fontSize: tokens.fontSizeBase200,
  },
  company: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    color: tokens.colorNeutralForeground2,
  },
});

interface SourceProps {
  readonly source: SettingSource;
  readonly locked: boolean;
  /** So that a locked control can say who locked it. */
  readonly id?: string;
  readonly onReset?: (() => void) | undefined;
}

/** Where a value comes from: the company, the person, or locked. */
export function Source({ source, locked, id, onReset }: SourceProps) {
  const styles = useStyles();
  const { unseen } = useUnseen();
  const { t } = useWords();
  if (locked) {
    return (
      <span className={styles.line} {...hint(t('source.lockedBy'))}>
        <span id={id} className={unseen}>
          {t('source.lockedBy')}
        </span>
        <Badge aria-hidden appearance="outline" color="informative" icon={<LockClosed12Regular />}>
          {t('source.locked')}
        </Badge>
      </span>
    );
  }
  if (source !== 'connection') {
    return (
      <span className={styles.line} id={id}>
        <span className={styles.company}>
          <Building16Regular aria-hidden />
          {t('source.company')}
        </span>
      </span>
    );
  }
  return (
    <span className={styles.line}>
      <Badge appearance="tint" color="brand" id={id}>
        {t('source.connection')}
      </Badge>
      {onReset !== undefined && (
        <Link as="button" onClick={onReset}>
          {t('source.reset')}
        </Link>
      )}
    </span>
  );
}
