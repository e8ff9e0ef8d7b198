import { makeStyles, tokens } from '@fluentui/react-components';
import { Warning16Filled } from '@fluentui/react-icons';
import type { Preview } from '../../../../shared/preview.ts';
import type { Side } from '../../../../shared/words.ts';
import { useWords } from '../../app/words.tsx';
import { AgendaDay, AgendaHead, AgendaLine } from '../../ui/AgendaGrid.tsx';
import { byDay } from '../../ui/byDay.ts';
import { Section } from '../../ui/Page.tsx';
import { Tile } from '../../ui/Tile.tsx';

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
  const { t, f } = useWords();
  // A sample names the original; its copy is made on the other side.
  const written = sample.side === 'office' ? 'timify' : 'office';
  const from: Side = written === 'timify' ? 'office' : 'timify';
  const isWritten = sample.what === 'create' || sample.what === 'update';
  const cells = {
    [from]: <Tile side={from} look="origin" title={sample.title ?? t('item.untitled')} />,
    [written]: isWritten ? <Copy side={written} sample={sample} /> : <WhyNone what={sample.what} />,
  };
  return (
    <AgendaLine
      time={f.time(sample.start)}
      office={cells['office']}
      timify={cells['timify']}
      copyIn={isWritten || sample.what === 'conflict' ? written : undefined}
    />
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

function WhyNone({ what }: { readonly what: Sample['what'] }) {
  const styles = useStyles();
  const { t } = useWords();
  if (what === 'conflict') {
    return (
      <span className={styles.note}>
        <Warning16Filled className={styles.conflict} aria-hidden />
        {t('preview.overlaps')}
      </span>
    );
  }
  return (
    <span className={styles.note}>
      {what === 'delete' ? t('preview.removed') : t('preview.notTransferred')}
    </span>
  );
}
