import { makeStyles, mergeClasses, shorthands, tokens } from '@fluentui/react-components';
import {
  ArrowBidirectionalLeftRight16Regular,
  ArrowLeft16Regular,
  ArrowRight16Regular,
} from '@fluentui/react-icons';
import type { Side } from '../../../shared/words.ts';
import { useWords } from '../app/words.tsx';

/** The product names are the same in every language. */
export const SIDE_NAME: Readonly<Record<Side, string>> = { office: 'Outlook', timify: 'TIMIFY' };
const LETTER: Readonly<Record<Side, string>> = { office: 'O', timify: 'T' };

export const SIDE_COLOUR: Readonly<Record<Side, string>> = {
  office: tokens.colorPaletteBlueBorderActive,
  timify: tokens.colorPaletteTealBorderActive,
};

const useStyles = makeStyles({
  mark: {
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    flexShrink: 0,
    boxSizing: 'border-box',
    width: '18px',
    height: '18px',
    fontSize: '11px',
    lineHeight: '11px',
    fontWeight: tokens.fontWeightSemibold,
  },
  office: {
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralBackground1,
    backgroundColor: SIDE_COLOUR.office,
    border: `2px solid ${SIDE_COLOUR.office}`,
    '@media (forced-colors: active)': { color: 'CanvasText', ...shorthands.borderColor('CanvasText') },
  },
  timify: {
    borderRadius: tokens.borderRadiusCircular,
    color: SIDE_COLOUR.timify,
    border: `2px solid ${SIDE_COLOUR.timify}`,
    '@media (forced-colors: active)': { color: 'CanvasText', ...shorthands.borderColor('CanvasText') },
  },
  name: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    fontWeight: tokens.fontWeightSemibold,
  },
  way: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  arrow: { flexShrink: 0 },
});

/** Square with O or ring with T: never told apart by colour alone. `label` only where no word stands beside it. */
export function SideMark({ side, label }: { readonly side: Side; readonly label?: string }) {
  const styles = useStyles();
  const naming = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    <span className={mergeClasses(styles.mark, styles[side])} {...naming}>
      {LETTER[side]}
    </span>
  );
}

export function SideName({ side }: { readonly side: Side }) {
  return (
    <span className={useStyles().name}>
      <SideMark side={side} />
      {SIDE_NAME[side]}
    </span>
  );
}

/** Points at the copy. */
export function WayArrow({ to, hidden = false }: { readonly to: Side; readonly hidden?: boolean }) {
  const { t } = useWords();
  const Arrow = to === 'timify' ? ArrowRight16Regular : ArrowLeft16Regular;
  const naming = hidden ? { 'aria-hidden': true } : { 'aria-label': t(`way.${to}`) };
  return <Arrow className={useStyles().arrow} {...naming} />;
}

/** "O → T" in one line: from where to where. `hidden` where the words beside it say so. */
export function Way({ to, hidden = false }: { readonly to: Side; readonly hidden?: boolean }) {
  const { t } = useWords();
  const from = to === 'timify' ? 'office' : 'timify';
  const naming = hidden ? { 'aria-hidden': true } : { role: 'img', 'aria-label': t(`way.${to}`) };
  return (
    <span className={useStyles().way} {...naming}>
      <SideMark side={from} />
      <ArrowRight16Regular aria-hidden />
      <SideMark side={to} />
    </span>
  );
}

/** "O ↔ T". */
export function BothWaysSign() {
  const { t } = useWords();
  return (
    <span className={useStyles().way} role="img" aria-label={t('choose.both')}>
      <SideMark side="office" />
      <ArrowBidirectionalLeftRight16Regular aria-hidden />
      <SideMark side="timify" />
    </span>
  );
}
