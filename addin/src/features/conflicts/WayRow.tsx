import { makeStyles, tokens } from '@fluentui/react-components';
import {
  AlertOff20Regular,
  ArrowUndo20Regular,
  Calendar20Regular,
  CalendarCancel20Regular,
  CalendarEdit20Regular,
  ChevronRight20Regular,
  Delete20Regular,
  type FluentIcon,
} from '@fluentui/react-icons';
import type { ButtonHTMLAttributes, Ref } from 'react';
import type { ConflictAction } from '../../../../shared/words.ts';
import { useWords } from '../../app/words.tsx';
import { SideMark } from '../../ui/sides.tsx';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr) 20px',
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'center',
    boxSizing: 'border-box',
    width: '100%',
    paddingBlock: tokens.spacingVerticalS,
    paddingInline: 0,
    border: 'none',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    background: 'none',
    color: 'inherit',
    font: 'inherit',
    textAlign: 'start',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
    ':disabled': { color: tokens.colorNeutralForegroundDisabled, cursor: 'not-allowed' },
  },
  effect: {
    display: 'block',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
  },
});

const ICONS: Partial<Readonly<Record<ConflictAction, FluentIcon>>> = {
  'move-booking': CalendarEdit20Regular,
  'move-event': CalendarEdit20Regular,
  'keep-both': Calendar20Regular,
  'put-back': ArrowUndo20Regular,
  'cancel-booking': CalendarCancel20Regular,
  'delete-event': Delete20Regular,
  ignore: AlertOff20Regular,
  'ignore-series': AlertOff20Regular,
};

interface WayRowProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly action: ConflictAction;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** One way out: what it is called and what it does. */
export function WayRow({ action, ref, ...button }: WayRowProps) {
  const styles = useStyles();
  const { t } = useWords();
  const Icon = ICONS[action];
  const name = action === 'ignore-series' ? 'ignore' : action;
  return (
    <button type="button" {...button} ref={ref} className={styles.row}>
      {Icon === undefined ? (
        <SideMark side={action === 'use-timify' ? 'timify' : 'office'} />
      ) : (
        <Icon aria-hidden />
      )}
      <span>
        {name === 'move-booking' ? t('act.move-booking.plain') : t(`act.${name}`)}
        <span className={styles.effect}>{t(`effect.${action}`)}</span>
      </span>
      <ChevronRight20Regular aria-hidden />
    </button>
  );
}
