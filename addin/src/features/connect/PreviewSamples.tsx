import { makeStyles, tokens } from '@fluentui/react-components';
import { Warning16Filled } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import type { Preview } from '../../../../shared/preview.ts';
import type { Side } from '../../../../shared/words.ts';
import { useWords } from '../../app/words.tsx';
import type { Translate } from '../../strings/words.ts';
import { AgendaDay, AgendaHead, AgendaLine } from '../../ui/AgendaGrid.tsx';
import { byDay } from '../../ui/byDay.ts';
import { otherSide } from '../../ui/itemWords.ts';
import { Section } from '../../ui/Page.tsx';
import { SIDE_NAME } from '../../ui/sides.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { useUnseen } from '../../ui/unseen.ts';

type Sample = Preview['samples'][number];

const useStyles = makeStyles({
  note: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
  conflict: { color: tokens.colorStatusWarningForeground1 },
});

/** A few of what would be done, in the two columns of the agenda. `side` is the original's. */
export function PreviewSamples({ samples }: { readonly samples: readonly Sample[] }) {
  const { t, f } = useWords();
  if (samples.length === 0) return null;
  const inOrder = [...samples].sort((a, b) => a.start.localeCompare(b.start));
  return (
    <Section title={t('preview.samples')}>
      <AgendaHead />
      {byDay(inOrder, (sample) => sample.start, f).map(([day, ofDay]) => (
        <AgendaDay key={day} title={f.dayHead(ofDay[0].start)}>
          {ofDay.map((sample) => (
            <SampleLine key={`${sample.what}-${sample.side}-${sample.item}`} sample={sample} />
          ))}
        </AgendaDay>
      ))}
    </Section>
  );
}

function SampleLine({ sample }: { readonly sample: Sample }) {
  const { f } = useWords();
  const { what, side, target } = sample;
  const other = otherSide(side);
  const isWritten = what === 'create' || what === 'update';
  const isCopied = isWritten && target !== 'origin';
  const cells = {
    [side]: <Original sample={sample} />,
    [other]: isCopied ? <Copy side={other} sample={sample} /> : <WhyNone sample={sample} />,
  };
  return (
    <AgendaLine
      time={f.time(sample.start)}
      office={cells['office']}
      timify={cells['timify']}
      copyIn={isCopied || what === 'conflict' ? other : undefined}
    />
  );
}

/** As it is; one that is gone has nothing to show but that. */
function Original({ sample: { side, title, what, rule } }: { readonly sample: Sample }) {
  const { unseen } = useUnseen();
  const { t } = useWords();
  if (what === 'delete' && rule === 'origin-gone') return <Note>{t('preview.originGone')}</Note>;
  return (
    <>
      {/* The column says it to the eye. */}
      <span className={unseen}>{SIDE_NAME[side]}:</span>
      <Tile side={side} look="origin" title={title ?? t('item.untitled')} />
    </>
  );
}

/** What the server would write, never the original's own text: that may be just what must not cross. */
function Copy({ side, sample: { what, copy } }: { readonly side: Side; readonly sample: Sample }) {
  const { t } = useWords();
  const word = side === 'timify' ? t('item.blocker') : t('item.busy');
  // A change that leaves the text alone tells none.
  const title = copy?.title ?? (what === 'update' ? t('preview.copy') : word);
  const notes = copy?.notes ?? '';
  return <Tile side={side} look="copy" title={title} note={notes === '' ? undefined : notes} />;
}

/** What is done where no copy is written, in words: to the original itself, or to its copy. */
function doneWords({ what, side, target }: Sample, t: Translate): string {
  if (what === 'skip') return t('preview.notTransferred');
  if (target !== 'origin') return t('preview.removed', { side: SIDE_NAME[otherSide(side)] });
  if (side === 'office') return t(what === 'delete' ? 'preview.eventDeleted' : 'preview.eventMoved');
  return t(what === 'delete' ? 'preview.bookingDeleted' : 'preview.bookingMoved');
}

function WhyNone({ sample }: { readonly sample: Sample }) {
  const styles = useStyles();
  const { t } = useWords();
  if (sample.what !== 'conflict') return <Note>{doneWords(sample, t)}</Note>;
  return (
    <Note>
      <Warning16Filled className={styles.conflict} aria-hidden />
      {t('preview.overlaps')}
    </Note>
  );
}

function Note({ children }: { readonly children: ReactNode }) {
  const styles = useStyles();
  return <span className={styles.note}>{children}</span>;
}
