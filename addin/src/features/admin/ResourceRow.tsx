import { Avatar, Button, Checkbox, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ConferenceRoomRegular } from '@fluentui/react-icons';
import { memo, useEffect, useRef, type RefObject } from 'react';
import type { Resource } from '../../../../shared/company.ts';
import type { Direction } from '../../../../shared/words.ts';
import { useWords, type Wording } from '../../app/words.tsx';
import { BothWaysSign, Way } from '../../ui/sides.tsx';
import type { NeedAct } from './needs.ts';
import { canInvite, rowAct } from './overview.ts';
import { ResourceState } from './ResourceState.tsx';
import { RowMenu } from './RowMenu.tsx';
import { useTableStyles } from './tableStyles.ts';
import { useRowActs } from './useRowActs.ts';

const useStyles = makeStyles({
  who: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM, minWidth: 0 },
  avatar: { display: 'none', '@container pane (min-width: 480px)': { display: 'inline-flex' } },
  names: { minWidth: 0 },
  name: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  email: {
    display: 'block',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
  },
  // In a card the act stands below its reason, where the longest words have room.
  act: {
    gridArea: '2 / 2 / auto / -1',
    '@container pane (min-width: 640px)': { gridArea: 'auto', justifySelf: 'end' },
  },
  menu: { gridArea: '1 / 3', '@container pane (min-width: 640px)': { gridArea: 'auto' } },
  button: { marginTop: tokens.spacingVerticalXS, '@container pane (min-width: 640px)': { marginTop: 0 } },
});

interface ResourceRowProps {
  readonly resource: Resource;
  readonly chosen: boolean;
  readonly onChoose: (id: string, on: boolean) => void;
  readonly onChanged: () => void;
}

/** Drawn anew only where something about it is new: what is asked again for thousands is mostly as it was. */
export const ResourceRow = memo(Row, (before, now) => {
  const { resource, ...rest } = before;
  return (
    Object.entries(rest).every(([name, value]) => now[name as keyof typeof rest] === value) &&
    (resource === now.resource || JSON.stringify(resource) === JSON.stringify(now.resource))
  );
});

function Row({ resource, chosen, onChoose, onChanged }: ResourceRowProps) {
  const styles = useStyles();
  const table = useTableStyles();
  const wording = useWords();
  const { t, f } = wording;
  const { name, direction, lag } = resource;
  const acts = useRowActs(resource, onChanged);
  const act = rowAct(resource);
  const row = useKeptRow(act);
  return (
    <div
      ref={row}
      role="row"
      className={mergeClasses(table.row, chosen && table.chosen)}
      data-testid="resource-row"
    >
      <span role="cell">
        <Checkbox
          checked={chosen}
          disabled={!canInvite(resource)}
          aria-label={t('admin.overview.select', { name })}
          onChange={(_, { checked }) => onChoose(resource.id, checked === true)}
        />
      </span>
      <Who resource={resource} />
      <div role="cell" className={table.from640}>
        <ResourceState resource={resource} />
      </div>
      <div role="cell" className={table.from900}>
        {direction === null ? t('general.none') : <DirectionSign direction={direction} />}
      </div>
      <div role="cell" className={table.from900}>
        {lastWords(resource, wording)}
      </div>
      <div role="cell" className={table.from900}>
        {lag === null ? t('general.none') : f.latency(lag.theirs + lag.ours)}
      </div>
      <span role="cell" className={styles.act}>
        {act !== undefined && (
          <Button size="small" className={styles.button} aria-busy={acts.busy} onClick={() => acts.run(act)}>
            {t(
              act === 'invite' && resource.state !== 'not-invited'
                ? 'admin.row.inviteAgain'
                : `admin.row.${act}`,
            )}
          </Button>
        )}
      </span>
      <span role="cell" className={styles.menu}>
        <RowMenu resource={resource} onAct={acts.run} />
      </span>
    </div>
  );
}

/** The button goes with what it did: whoever stood on it stands at the others of this row. */
function useKeptRow(act: NeedAct | undefined): RefObject<HTMLDivElement | null> {
  const row = useRef<HTMLDivElement>(null);
  const had = useRef(act);
  useEffect(() => {
    if (had.current !== act && document.activeElement === document.body)
      row.current?.querySelector<HTMLElement>('button[aria-haspopup]')?.focus();
    had.current = act;
  }, [act]);
  return row;
}

function Who({ resource }: { readonly resource: Resource }) {
  const styles = useStyles();
  const table = useTableStyles();
  const { name, email, state } = resource;
  const isRoom = state === 'needs-organisation-mode';
  return (
    <div role="rowheader" className={styles.who}>
      <Avatar
        className={styles.avatar}
        name={name}
        aria-hidden
        {...(isRoom ? { icon: <ConferenceRoomRegular />, initials: '' } : {})}
      />
      <div className={styles.names}>
        <span className={styles.name}>{name}</span>
        <span className={styles.email}>{email}</span>
        <div className={table.below640}>
          <ResourceState resource={resource} />
        </div>
      </div>
    </div>
  );
}

function lastWords({ lastRunAt, invitation, state }: Resource, { t, f }: Wording): string {
  if (lastRunAt !== null) return f.moment(lastRunAt);
  if (state === 'invited' && invitation !== null)
    return t('admin.overview.invitedOn', { date: f.day(invitation.createdAt) });
  return t('general.none');
}

function DirectionSign({ direction }: { readonly direction: Direction }) {
  if (direction === 'both') return <BothWaysSign />;
  return <Way to={direction === 'office-to-timify' ? 'timify' : 'office'} />;
}
