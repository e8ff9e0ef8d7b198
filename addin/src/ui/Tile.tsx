import { makeStyles, mergeClasses, shorthands, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Side } from '../../../shared/words.ts';
import { breakable } from './breakable.ts';
import { hint } from './hint.ts';
import { SIDE_COLOUR } from './sides.tsx';

/** `origin`: a person made it here. `copy`: we made it. `proposed`: not yet there. */
export type TileLook = 'origin' | 'copy' | 'proposed';

const tint = (side: Side) =>
  `color-mix(in srgb, ${SIDE_COLOUR[side]} 14%, ${tokens.colorNeutralBackground1})`;

const useStyles = makeStyles({
  tile: {
    display: 'flex',
    gap: tokens.spacingHorizontalSNudge,
    boxSizing: 'border-box',
    minWidth: 0,
    minHeight: '32px',
    paddingBlock: tokens.spacingVerticalXS,
    paddingInline: tokens.spacingHorizontalXS,
    borderRadius: tokens.borderRadiusMedium,
    border: '1px solid transparent',
    color: tokens.colorNeutralForeground1,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  officeOrigin: { backgroundColor: tint('office') },
  timifyOrigin: { backgroundColor: tint('timify') },
  origin: {
    fontWeight: tokens.fontWeightSemibold,
    '@media (forced-colors: active)': shorthands.borderColor('CanvasText'),
    ':global(html[data-theme="contrast"])': {
      backgroundColor: tokens.colorNeutralBackground1,
      ...shorthands.borderColor(tokens.colorNeutralForeground1),
    },
  },
  copy: {
    ...shorthands.borderStyle('dashed'),
    '@media (forced-colors: active)': shorthands.borderColor('CanvasText'),
  },
  officeCopy: shorthands.borderColor(SIDE_COLOUR.office),
  timifyCopy: shorthands.borderColor(SIDE_COLOUR.timify),
  proposed: {
    border: `2px dashed ${tokens.colorBrandStroke1}`,
    color: tokens.colorBrandForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    fontWeight: tokens.fontWeightSemibold,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  bar: {
    flexShrink: 0,
    alignSelf: 'stretch',
    boxSizing: 'border-box',
    width: '4px',
    borderInlineStartStyle: 'solid',
    borderInlineStartWidth: '4px',
  },
  officeBar: { borderInlineStartColor: SIDE_COLOUR.office },
  timifyBar: {
    width: '5px',
    borderInlineStartStyle: 'double',
    borderInlineStartWidth: '5px',
    borderInlineStartColor: SIDE_COLOUR.timify,
  },
  // The sign goes below a title that leaves it no room: a title is rather read than beside its sign.
  content: { display: 'flex', flexWrap: 'wrap', justifyContent: 'flex-end', flexGrow: 1, minWidth: 0 },
  text: { flexGrow: 1, minWidth: 0, maxWidth: '100%' },
  title: {
    display: '-webkit-box',
    overflow: 'hidden',
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the one way to two lines that every host knows
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: '2',
  },
  note: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground2,
  },
  small: {
    minHeight: 0,
    paddingBlock: 0,
    alignItems: 'center',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  oneLine: { WebkitLineClamp: '1', overflowWrap: 'anywhere' },
  struck: { textDecorationLine: 'line-through' },
});

interface TileProps {
  readonly side: Side;
  readonly look: TileLook;
  readonly title: string;
  readonly note?: string | undefined;
  /** Lock or crossed eye, at the right. */
  readonly icon?: ReactNode;
  /** How it was before. */
  readonly struck?: boolean;
  /** One small line, where the tile's height is given by its time. */
  readonly small?: boolean;
}

export function Tile({ side, look, title, note, icon, struck = false, small = false }: TileProps) {
  const styles = useStyles();
  const looks = {
    origin: [styles.origin, side === 'office' ? styles.officeOrigin : styles.timifyOrigin],
    copy: [styles.copy, side === 'office' ? styles.officeCopy : styles.timifyCopy],
    proposed: [styles.proposed],
  }[look];
  const bar = mergeClasses(styles.bar, side === 'office' ? styles.officeBar : styles.timifyBar);
  return (
    <div className={mergeClasses(styles.tile, ...looks, small && styles.small)}>
      {look !== 'proposed' && <span className={bar} aria-hidden />}
      <div className={styles.content}>
        <div className={styles.text}>
          <div
            className={mergeClasses(styles.title, small && styles.oneLine, struck && styles.struck)}
            {...hint(title)}
          >
            {breakable(title)}
          </div>
          {note !== undefined && <div className={styles.note}>{note}</div>}
        </div>
        {icon}
      </div>
    </div>
  );
}
