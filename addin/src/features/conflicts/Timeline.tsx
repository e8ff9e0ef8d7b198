import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Warning16Filled } from '@fluentui/react-icons';
import { useId } from 'react';
import type { Conflict } from '../../../../shared/items.ts';
import type { Side, Span } from '../../../../shared/words.ts';
import { useWords } from '../../app/words.tsx';
import { itemTitle } from '../../ui/itemWords.ts';
import { OutlineCard } from '../../ui/Note.tsx';
import { SideName } from '../../ui/sides.tsx';
import { Tile } from '../../ui/Tile.tsx';
import type { Neighbour } from './useNeighbours.ts';
import { layoutOf, type Block, type TimelineLayout } from './layout.ts';

/** Pixels. */
const ROOM_FOR_TWO_LINES = 48;

const useStyles = makeStyles({
  head: {
    display: 'grid',
    gridTemplateColumns: '40px minmax(0, 1fr) 24px minmax(0, 1fr)',
    alignItems: 'center',
    marginBottom: tokens.spacingVerticalXS,
  },
  scale: { position: 'relative', overflow: 'hidden' },
  hour: { position: 'absolute', left: 0, right: 0, height: 0 },
  time: {
    position: 'absolute',
    top: '-8px',
    fontSize: tokens.fontSizeBase100,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
  },
  line: { marginInlineStart: '40px', borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
  block: { position: 'absolute', display: 'grid', width: 'calc((100% - 64px) / 2)', overflow: 'hidden' },
  faint: { opacity: 0.7 },
  office: { left: '40px' },
  timify: { right: 0 },
  hatch: {
    position: 'absolute',
    left: 'calc(40px + (100% - 64px) / 2)',
    width: '24px',
    color: tokens.colorStatusWarningForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  note: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    fontSize: tokens.fontSizeBase200,
  },
  warning: { flexShrink: 0, color: tokens.colorStatusWarningForeground1 },
});

interface TimelineProps {
  readonly conflict: Conflict;
  readonly proposed: Span | undefined;
  readonly proposedSide: Side;
  readonly neighbours: readonly Neighbour[];
}

/** What collides, drawn. The facts beside it say the same in words, so it is silent. */
export function Timeline({ conflict, proposed, proposedSide, neighbours }: TimelineProps) {
  const styles = useStyles();
  const { t, f } = useWords();
  const layout = layoutOf(conflict, proposed);
  if (layout === undefined) return null;
  return (
    <OutlineCard>
      <div aria-hidden>
        <div className={styles.head}>
          <span />
          <SideName side="office" />
          <span />
          <SideName side="timify" />
        </div>
        <Scale
          layout={layout}
          conflict={conflict}
          proposed={proposed}
          proposedSide={proposedSide}
          neighbours={neighbours}
        />
      </div>
      {layout.overlap !== undefined && (
        <div className={styles.note}>
          <Warning16Filled className={styles.warning} aria-hidden />
          {t('conflict.hatched', { time: f.span(layout.overlapMinutes * 60_000) })}
        </div>
      )}
    </OutlineCard>
  );
}

function Scale({
  layout,
  conflict,
  proposed,
  proposedSide,
  neighbours,
}: TimelineProps & { readonly layout: TimelineLayout }) {
  const styles = useStyles();
  const wording = useWords();
  const { t, f } = wording;
  const place = ({ top, height }: Block) => ({ top: `${top}px`, height: `${height}px` });
  return (
    <div className={styles.scale} style={{ height: `${layout.height}px` }}>
      {layout.hours.map(({ at, top }) => (
        <div key={top} className={styles.hour} style={{ top: `${top}px` }}>
          <span className={styles.time}>{f.time(at)}</span>
          <div className={styles.line} />
        </div>
      ))}
      {neighbours.map(({ side, item }) => {
        const block = layout.blockOf(item);
        return (
          block && (
            <div
              key={`${side}-${item.id}`}
              className={mergeClasses(styles.block, styles.faint, styles[side])}
              style={place(block)}
            >
              <Tile side={side} look="copy" title={itemTitle(item, wording)} small />
            </div>
          )
        );
      })}
      {(['office', 'timify'] as const).map((side) => {
        const block = layout.items[side];
        const item = conflict[side];
        return (
          block &&
          item && (
            <div key={side} className={mergeClasses(styles.block, styles[side])} style={place(block)}>
              <Tile
                side={side}
                look="origin"
                title={itemTitle(item, wording)}
                small={block.height < ROOM_FOR_TWO_LINES}
              />
            </div>
          )
        );
      })}
      {layout.overlap !== undefined && <Hatch block={layout.overlap} />}
      {layout.proposed !== undefined && proposed !== undefined && (
        <div className={mergeClasses(styles.block, styles[proposedSide])} style={place(layout.proposed)}>
          <Tile
            side={proposedSide}
            look="proposed"
            small={layout.proposed.height < ROOM_FOR_TWO_LINES}
            title={t('conflict.new', { time: f.time(proposed.start) })}
          />
        </div>
      )}
    </div>
  );
}

/** Drawn, not a background: forced colours leave it standing. */
function Hatch({ block }: { readonly block: Block }) {
  const styles = useStyles();
  const id = useId();
  return (
    <svg className={styles.hatch} style={{ top: `${block.top}px` }} width={24} height={block.height}>
      <defs>
        <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" y1="0" x2="0" y2="6" stroke="currentColor" strokeWidth="2.5" />
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill={`url(#${id})`} stroke="currentColor" strokeWidth="2" />
    </svg>
  );
}
