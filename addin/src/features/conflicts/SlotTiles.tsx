import {
  Field,
  Input,
  makeStyles,
  mergeClasses,
  Radio,
  RadioGroup,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { Conflict } from '../../../../shared/items.ts';
import type { Span } from '../../../../shared/words.ts';
import { useWords } from '../../app/words.tsx';
import { instantOf, wallClock } from '../../format/zoned.ts';
import { SmallText } from '../../ui/Note.tsx';

const OTHER = 'other';

const useStyles = makeStyles({
  tiles: {
    display: 'grid',
    gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
    gap: tokens.spacingHorizontalS,
  },
  tile: {
    boxSizing: 'border-box',
    minWidth: 0,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusXLarge,
    justifyContent: 'center',
    textAlign: 'center',
    // The tile itself shows the choice; the round mark would leave no room for the time.
    '& .fui-Radio__indicator': { display: 'none' },
    ':has(:checked)': {
      outline: `2px solid ${tokens.colorBrandStroke1}`,
      outlineOffset: '-1px',
      backgroundColor: tokens.colorBrandBackground2,
    },
    '@media (forced-colors: active)': { ':has(:checked)': { outline: '2px solid Highlight' } },
  },
  time: { display: 'block', fontWeight: tokens.fontWeightSemibold },
  wide: { gridColumnEnd: 'span 3' },
  day: { display: 'block', fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
});

interface SlotTilesProps {
  readonly conflict: Conflict;
  readonly chosen: Span | undefined;
  readonly onChoose: (slot: Span) => void;
}

/** Free times as tiles, the earliest first. Another time is answered by the same check when it is sent. */
export function SlotTiles({ conflict, chosen, onChoose }: SlotTilesProps) {
  const styles = useStyles();
  const { t, f } = useWords();
  const [other, setOther] = useState(false);
  if (conflict.slots.length === 0) return <SmallText>{t('conflict.noSlots')}</SmallText>;
  return (
    <>
      <RadioGroup
        layout="horizontal"
        className={styles.tiles}
        aria-label={t('conflict.move')}
        value={other ? OTHER : (chosen?.start ?? '')}
        onChange={(_, { value }) => {
          const slot = conflict.slots.find(({ start }) => start === value);
          setOther(slot === undefined);
          if (slot !== undefined) onChoose(slot);
        }}
      >
        {conflict.slots.map(({ start }) => (
          <Radio
            key={start}
            className={styles.tile}
            value={start}
            label={
              <>
                <span className={styles.time}>{f.time(start)}</span>
                <span className={styles.day}>{f.nearDay(start)}</span>
              </>
            }
          />
        ))}
        <Radio
          className={mergeClasses(styles.tile, styles.wide)}
          value={OTHER}
          label={t('conflict.otherTime')}
        />
      </RadioGroup>
      {other && <OtherTime conflict={conflict} chosen={chosen} onChoose={onChoose} />}
    </>
  );
}

/** The length stays the item's own; the clock is the mailbox's. */
function OtherTime({ conflict, chosen, onChoose }: SlotTilesProps) {
  const { t, f } = useWords();
  const from = chosen ?? conflict.span;
  const first = conflict.slots[0] ?? conflict.span;
  const length = Date.parse(first.end) - Date.parse(first.start);
  return (
    <Field label={t('conflict.otherStart')}>
      <Input
        type="datetime-local"
        defaultValue={wallClock(from.start, f.timeZone)}
        onChange={(_, { value }) => {
          const start = instantOf(value, f.timeZone);
          if (start === undefined) return;
          onChoose({ start: start.toISOString(), end: new Date(start.getTime() + length).toISOString() });
        }}
      />
    </Field>
  );
}
