import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { Open16Regular } from '@fluentui/react-icons';
import type { Conflict, ShownItem } from '../../../../shared/items.ts';
import type { Side } from '../../../../shared/words.ts';
import { useServices } from '../../app/services.tsx';
import { useWords } from '../../app/words.tsx';
import { fullTitle, itemTime } from '../../ui/itemWords.ts';
import { SIDE_NAME } from '../../ui/sides.tsx';
import { useUnseen } from '../../ui/unseen.ts';

const useStyles = makeStyles({
  pair: {
    display: 'grid',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    columnGap: tokens.spacingHorizontalM,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  item: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS, minWidth: 0 },
  title: { fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground2 },
  open: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    paddingBlock: tokens.spacingVerticalXS,
    alignSelf: 'flex-start',
    textAlign: 'start',
  },
});

interface ItemFactsProps {
  readonly conflict: Conflict;
  /** Nobody is led into somebody else's mailbox. */
  readonly mine: boolean;
}

export function ItemFacts({ conflict, mine }: ItemFactsProps) {
  const styles = useStyles();
  const { t } = useWords();
  const { host } = useServices();
  const { office, timify } = conflict;
  return (
    <div className={styles.pair}>
      <div className={styles.item}>
        {office === undefined ? <Gone side={SIDE_NAME.office} /> : <Facts item={office} side="office" />}
        {office !== undefined && mine && (
          <Link
            as="button"
            className={styles.open}
            onClick={() => void host.openEvent({ id: office.id, webLink: office.webLink ?? undefined })}
          >
            <Open16Regular aria-hidden />
            {t('conflict.openOffice')}
          </Link>
        )}
      </div>
      <div className={styles.item}>
        {timify === undefined ? <Gone side={SIDE_NAME.timify} /> : <Facts item={timify} side="timify" />}
      </div>
    </div>
  );
}

function Facts({ item, side }: { readonly item: ShownItem; readonly side: Side }) {
  const { unseen } = useUnseen();
  const styles = useStyles();
  const wording = useWords();
  const { t } = wording;
  return (
    <>
      {/* The column says it to the eye. */}
      <span className={unseen}>{SIDE_NAME[side]}:</span>
      <span className={styles.title}>{fullTitle(item, wording)}</span>
      <span>{itemTime(item, wording)}</span>
      {item.hasGuests && (
        <span className={styles.quiet}>
          {item.isOrganizer ? t('conflict.guests') : t('conflict.invited')}
        </span>
      )}
    </>
  );
}

function Gone({ side }: { readonly side: string }) {
  const styles = useStyles();
  const { t } = useWords();
  return (
    <>
      <span className={styles.title}>{side}</span>
      <span className={styles.quiet}>{t('conflicts.gone')}</span>
    </>
  );
}
