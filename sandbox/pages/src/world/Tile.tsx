import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { LockClosedRegular } from '@fluentui/react-icons';
import type { KeyboardEvent, PointerEvent } from 'react';
import type { Placed } from '../model/layout.ts';
import { clockText } from '../model/time.ts';
import type { Words } from '../words.ts';

const BLUE = tokens.colorPaletteBlueBorderActive;
const TEAL = tokens.colorPaletteTealBorderActive;
const tint = (colour: string): string =>
  `color-mix(in srgb, ${colour} 14%, ${tokens.colorNeutralBackground1})`;

/** Pixels. */
const TWO_LINES = 34;

export const useTileStyles = makeStyles({
  tile: {
    position: 'absolute',
    boxSizing: 'border-box',
    display: 'flex',
    gap: tokens.spacingHorizontalXS,
    padding: '2px 4px 2px 3px',
    overflow: 'hidden',
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground1,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    cursor: 'pointer',
    touchAction: 'none',
    userSelect: 'none',
    transitionProperty: 'top, left, width, height',
    transitionDuration: '300ms',
    '@media (prefers-reduced-motion: reduce)': { transitionDuration: '0ms' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-1px', zIndex: 2 },
  },
  office: {
    border: `1px solid ${tint(BLUE)}`,
    backgroundColor: tint(BLUE),
    fontWeight: tokens.fontWeightSemibold,
  },
  timify: {
    border: `1px solid ${tint(TEAL)}`,
    backgroundColor: tint(TEAL),
    fontWeight: tokens.fontWeightSemibold,
  },
  copyOffice: { border: `1px dashed ${BLUE}`, backgroundColor: tokens.colorNeutralBackground1 },
  copyTimify: { border: `1px dashed ${TEAL}`, backgroundColor: tokens.colorNeutralBackground1 },
  copy: { fontWeight: tokens.fontWeightRegular },
  dragged: { transitionDuration: '0ms', boxShadow: tokens.shadow8, zIndex: 3, opacity: 0.9 },
  fixed: { cursor: 'default' },
  barOffice: { borderLeft: `4px solid ${BLUE}`, flexShrink: 0 },
  barTimify: { borderLeft: `5px double ${TEAL}`, flexShrink: 0 },
  text: { minWidth: 0, overflow: 'hidden', overflowWrap: 'anywhere', hyphens: 'auto', flexGrow: 1 },
  /** Half an hour has room for one line, and none to spare around it. */
  short: { paddingTop: 0, paddingBottom: 0 },
  oneLine: { whiteSpace: 'nowrap', textOverflow: 'ellipsis' },
  detail: { fontWeight: tokens.fontWeightRegular, color: tokens.colorNeutralForeground2 },
  handle: {
    position: 'absolute',
    left: 0,
    right: 0,
    bottom: 0,
    height: '7px',
    cursor: 'ns-resize',
    touchAction: 'none',
  },
});

export /** Where a tile lies in the grid: pixels down, per cent across. */
interface Place {
  top: number;
  height: number;
  left: string;
  width: string;
}

interface TileProps {
  placed: Placed;
  style: Place;
  zone: string;
  locale: string;
  words: Words;
  dragged: boolean;
  onPress: (event: PointerEvent<HTMLElement>, placed: Placed, mode: 'move' | 'resize') => void;
  onKey: (event: KeyboardEvent<HTMLElement>, placed: Placed) => void;
}

/** One item on one day. Fill and semibold: made here; dashed outline: our copy. */
export function Tile({ placed, style, zone, locale, words, dragged, onPress, onKey }: TileProps) {
  const styles = useTileStyles();
  const { item } = placed;
  const office = item.side === 'office';
  const title = tileTitle(placed.item, words);
  const times = `${clockText(item.start, zone, locale)} – ${clockText(item.end, zone, locale)}`;
  const facts = [
    title,
    times,
    item.detail,
    item.private ? words.legendPrivate : '',
    item.copy ? words.copy : words.madeHere,
  ];
  const roomy = style.height > TWO_LINES;
  const copied = office ? styles.copyOffice : styles.copyTimify;
  return (
    <div
      role="button"
      tabIndex={0}
      aria-label={facts.filter((fact) => fact !== '').join(', ')}
      title={`${title}\n${times}${item.detail === '' ? '' : `\n${item.detail}`}`}
      data-testid="tile"
      data-side={item.side}
      data-id={item.id}
      data-title={title}
      data-copy={item.copy}
      data-start={new Date(item.start).toISOString()}
      data-end={new Date(item.end).toISOString()}
      className={mergeClasses(
        styles.tile,
        office ? styles.office : styles.timify,
        item.copy && copied,
        item.copy && styles.copy,
        dragged && styles.dragged,
        !item.editable && styles.fixed,
        !roomy && styles.short,
      )}
      style={style}
      onPointerDown={(event) => onPress(event, placed, 'move')}
      onKeyDown={(event) => onKey(event, placed)}
    >
      <span aria-hidden className={office ? styles.barOffice : styles.barTimify} />
      <span className={mergeClasses(styles.text, !roomy && styles.oneLine)}>
        {title}
        {roomy && item.detail !== '' && <div className={styles.detail}>{item.detail}</div>}
      </span>
      {item.private && <LockClosedRegular aria-hidden />}
      {item.editable && placed.last && (
        <span
          aria-hidden
          data-testid="tile-resize"
          className={styles.handle}
          onPointerDown={(event) => onPress(event, placed, 'resize')}
        />
      )}
    </div>
  );
}

export function tileTitle({ title, copy, side }: Placed['item'], words: Words): string {
  if (title !== '') return title;
  return copy && side === 'timify' ? words.blocked : words.untitled;
}
