import { Badge, Checkbox, Link, makeStyles, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import type { Calendar } from '../../../../shared/me.ts';
import { useWords } from '../../app/words.tsx';
import { calendarColour } from './calendarColour.ts';
import { orderedCalendars } from './draft.ts';

const useStyles = makeStyles({
  list: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  row: { display: 'flex', alignItems: 'flex-start', gap: tokens.spacingHorizontalS },
  box: { flexGrow: 1, minWidth: 0 },
  label: { display: 'flex', alignItems: 'flex-start', gap: tokens.spacingHorizontalS },
  swatch: {
    flexShrink: 0,
    boxSizing: 'border-box',
    width: '12px',
    height: '12px',
    marginTop: '4px',
    borderRadius: tokens.borderRadiusSmall,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
  },
  note: {
    display: 'block',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
  },
  badge: { flexShrink: 0, marginTop: '6px' },
});

interface CalendarListProps {
  readonly calendars: readonly Calendar[];
  readonly chosen: readonly string[];
  readonly onToggle: (id: string, on: boolean) => void;
}

export function CalendarList({ calendars, chosen, onToggle }: CalendarListProps) {
  const styles = useStyles();
  const { t } = useWords();
  const [all, setAll] = useState(false);
  const { shown, more } = orderedCalendars(calendars, chosen);
  const visible = all ? [...shown, ...more] : shown;
  return (
    <div className={styles.list}>
      {visible.map((calendar, index) => (
        <CalendarRow
          key={calendar.id}
          calendar={calendar}
          index={index}
          checked={chosen.includes(calendar.id)}
          onToggle={onToggle}
        />
      ))}
      {!all && more.length > 0 && (
        <Link as="button" onClick={() => setAll(true)}>
          {t('general.showAll', { n: calendars.length })}
        </Link>
      )}
    </div>
  );
}

interface RowProps {
  readonly calendar: Calendar;
  readonly index: number;
  readonly checked: boolean;
  readonly onToggle: (id: string, on: boolean) => void;
}

function CalendarRow({ calendar, index, checked, onToggle }: RowProps) {
  const styles = useStyles();
  const noteId = useId();
  const { t } = useWords();
  return (
    <div className={styles.row}>
      <Checkbox
        className={styles.box}
        checked={checked}
        data-testid={`calendar-${index}`}
        aria-describedby={calendar.canEdit ? undefined : noteId}
        onChange={(_, { checked: on }) => onToggle(calendar.id, on === true)}
        label={
          <span className={styles.label}>
            <span
              className={styles.swatch}
              style={{ backgroundColor: calendarColour(calendar.color) }}
              aria-hidden
            />
            <span>
              {calendar.name}
              <CalendarNote calendar={calendar} />
            </span>
          </span>
        }
      />
      {!calendar.canEdit && (
        <Badge id={noteId} className={styles.badge} appearance="outline" color="informative">
          {t('choose.readOnly')}
        </Badge>
      )}
    </div>
  );
}

function CalendarNote({ calendar }: { readonly calendar: Calendar }) {
  const styles = useStyles();
  const { t } = useWords();
  if (calendar.isDefault) return <span className={styles.note}>{t('choose.default')}</span>;
  if (calendar.isOwn) return null;
  return (
    <>
      <span className={styles.note}>{t('choose.sharedBy', { name: calendar.owner.name })}</span>
      <span className={styles.note}>{t('choose.sharedDelay')}</span>
    </>
  );
}
