import { Link, makeStyles, tokens } from '@fluentui/react-components';
import { LockClosed16Regular, Warning16Filled } from '@fluentui/react-icons';
import { useId, type ReactNode } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import type { AgendaRow, ShownItem } from '../../../../shared/items.ts';
import type { Side } from '../../../../shared/words.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useWords, type Wording } from '../../app/words.tsx';
import { AgendaLine } from '../../ui/AgendaGrid.tsx';
import { customersOf, itemTime, itemTitle, otherSide } from '../../ui/itemWords.ts';
import { SIDE_NAME } from '../../ui/sides.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { Why } from '../why/Why.tsx';

const useStyles = makeStyles({
  press: {
    display: 'grid',
    width: '100%',
    padding: 0,
    border: 'none',
    background: 'none',
    font: 'inherit',
    textAlign: 'start',
    cursor: 'pointer',
    borderRadius: tokens.borderRadiusMedium,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
  },
  beside: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    minHeight: '32px',
    fontSize: tokens.fontSizeBase200,
  },
  stack: { display: 'grid', minWidth: 0 },
  conflict: { flexShrink: 0, color: tokens.colorStatusWarningForeground1 },
  quiet: { color: tokens.colorNeutralForeground2 },
});

interface AgendaItemProps {
  readonly row: AgendaRow;
  readonly connection: Connection;
}

export function AgendaItem({ row, connection }: AgendaItemProps) {
  const wording = useWords();
  const styles = useStyles();
  const { t, f } = wording;
  const aboutId = useId();
  const origin = row[row.origin];
  if (origin === null) return null;
  const copySide = otherSide(row.origin);
  const copy = row[copySide];
  const cells: Readonly<Record<Side, ReactNode>> = {
    [row.origin]: <Origin row={row} origin={origin} copy={copy} connection={connection} id={aboutId} />,
    [copySide]:
      copy === null ? (
        <Beside row={row} origin={origin} connection={connection} aboutId={aboutId} />
      ) : (
        <div className={styles.stack}>
          <Copy copy={copy} row={row} connection={connection} />
          {row.conflictId !== null && <ConflictLink id={row.conflictId} aboutId={aboutId} />}
        </div>
      ),
  } as Record<Side, ReactNode>;
  return (
    <AgendaLine
      time={origin.allDay ? t('general.allDay') : f.time(origin.start)}
      office={cells.office}
      timify={cells.timify}
      copyIn={copy === null ? undefined : copySide}
      saidWithin
    />
  );
}

interface OriginProps extends AgendaItemProps {
  readonly origin: ShownItem;
  readonly copy: ShownItem | null;
  readonly id: string;
}

/** The row's one stop: it says both ends, and answers why. */
function Origin({ row, origin, copy, connection, id }: OriginProps) {
  const styles = useStyles();
  const wording = useWords();
  const { t } = wording;
  const tile = (
    <Tile
      side={row.origin}
      look="origin"
      title={itemTitle(origin, wording)}
      note={customersOf(origin)}
      icon={origin.isPrivate && <LockClosed16Regular aria-hidden />}
    />
  );
  return (
    <Why
      connection={connection}
      side={row.origin}
      item={origin.id}
      question={copy === null ? t('why.notIn', { side: SIDE_NAME[otherSide(row.origin)] }) : t('why.whySo')}
      trigger={
        <button
          type="button"
          id={id}
          className={styles.press}
          aria-label={accessibleName({ row, origin, copy, connection }, wording)}
        >
          {tile}
        </button>
      }
    />
  );
}

function accessibleName(
  { row, origin, copy, connection }: Omit<OriginProps, 'id'>,
  wording: Wording,
): string {
  const { t } = wording;
  const own = t('status.item', {
    title: itemTitle(origin, wording),
    time: itemTime(origin, wording),
    side: SIDE_NAME[row.origin],
  });
  const both =
    copy === null
      ? own
      : t('status.itemCopy', {
          item: own,
          side: SIDE_NAME[otherSide(row.origin)],
          copy: copyTitle(copy, { row, connection }, wording),
        });
  // Where a word may break is nothing to say.
  const said = both.replaceAll('\u00ad', '');
  return origin.isPrivate ? `${said}, ${t('item.private')}` : said;
}

/** An anonymous copy whose title is not told carries its company's word. */
function copyTitle(copy: ShownItem, { row, connection }: AgendaItemProps, wording: Wording): string {
  if (copy.title !== null && copy.title !== '') return copy.title;
  if (!row.anonymous) return itemTitle(copy, wording);
  const { settings, language } = connection;
  return (row.origin === 'office' ? settings.blockerWords : settings.busyWords)[language];
}

function Copy({ copy, ...about }: AgendaItemProps & { readonly copy: ShownItem }) {
  const wording = useWords();
  return (
    <div aria-hidden style={{ display: 'grid' }}>
      <Tile side={otherSide(about.row.origin)} look="copy" title={copyTitle(copy, about, wording)} />
    </div>
  );
}

function ConflictLink({ id, aboutId }: { readonly id: string; readonly aboutId: string }) {
  const styles = useStyles();
  const { t } = useWords();
  const { go } = useNavigation();
  return (
    <span className={styles.beside}>
      <Warning16Filled className={styles.conflict} aria-hidden />
      <Link as="button" inline aria-describedby={aboutId} onClick={() => go({ page: 'conflict', id })}>
        {t('status.conflict')}
      </Link>
    </span>
  );
}

/**
 * Bookings go to a calendar that nothing is transferred from. Its own events are never looked at; the row doesn't tell
 * which calendar it is from, the reason does.
 */
const hasReceivingCalendar = ({ calendars, writeCalendar }: Connection): boolean =>
  writeCalendar !== null && !calendars.includes(writeCalendar);

/** What stands where a copy would be: the conflict, or why there is none. */
interface BesideProps extends AgendaItemProps {
  readonly origin: ShownItem;
  readonly aboutId: string;
}

function Beside({ row, origin, connection, aboutId }: BesideProps) {
  const styles = useStyles();
  const { t } = useWords();
  const { conflictId, decision } = row;
  if (conflictId !== null) return <ConflictLink id={conflictId} aboutId={aboutId} />;
  if (decision === null && !(row.origin === 'office' && hasReceivingCalendar(connection)))
    return (
      <span className={styles.beside}>
        <span className={styles.quiet}>{t('status.notYet')}</span>
      </span>
    );
  if (decision === 'covered') {
    return (
      <span className={styles.beside}>
        <Why
          connection={connection}
          side={row.origin}
          item={origin.id}
          question={t('why.whySo')}
          label={t('status.covered')}
          aboutId={aboutId}
        />
      </span>
    );
  }
  return (
    <span className={styles.beside}>
      <Why
        connection={connection}
        side={row.origin}
        item={origin.id}
        question={t('why.notIn', { side: SIDE_NAME[otherSide(row.origin)] })}
        label={decision === null ? t('preview.notTransferred') : t('why.whyNot')}
        aboutId={aboutId}
      />
    </span>
  );
}
