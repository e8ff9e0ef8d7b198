import { Link, makeStyles, MessageBar, MessageBarBody, tokens } from '@fluentui/react-components';
import { CheckmarkCircle48Filled } from '@fluentui/react-icons';
import type { ActResult, Connection } from '../../../../shared/connection.ts';
import type { Copies, Side } from '../../../../shared/words.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useWords } from '../../app/words.tsx';
import type { Formats } from '../../format/formats.ts';
import type { Translate } from '../../strings/words.ts';
import { Facts, type Fact } from '../../ui/Facts.tsx';
import { OutlineCard } from '../../ui/Note.tsx';
import { Page, PageHead } from '../../ui/Page.tsx';
import { saveJson } from '../../ui/saveFile.ts';
import { SideName } from '../../ui/sides.tsx';
import { UndoDeactivation } from '../status/UndoDeactivation.tsx';
import { proofOf, type Proof } from './proof.ts';
import { StayedCopies } from './StayedCopies.tsx';

const useStyles = makeStyles({
  good: { color: tokens.colorStatusSuccessForeground1, alignSelf: 'center' },
  sides: {
    display: 'grid',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    gap: tokens.spacingHorizontalS,
  },
  count: {
    fontSize: tokens.fontSizeHero700,
    lineHeight: tokens.lineHeightHero700,
    fontWeight: tokens.fontWeightSemibold,
  },
  links: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'center',
    gap: tokens.spacingHorizontalL,
    '@media print': { display: 'none' },
  },
});

interface ProofPageProps {
  readonly connection: Connection;
  readonly result: ActResult;
  readonly copies: Copies;
  readonly at: Date;
}

/** Counted again after the deed: what is left of ours, what was removed, and how to take it back. */
export function ProofPage({ connection, result, copies, at }: ProofPageProps) {
  const styles = useStyles();
  const { t, f } = useWords();
  const { go } = useNavigation();
  const proof = proofOf(result.facts);
  const now = result.connection ?? connection;
  const facts: Fact[] = [
    ...fact(t('proof.removedTimify'), proof.removed.timify, f.number),
    ...fact(t('proof.removedOffice'), proof.removed.office, f.number),
    ...fact(t('preview.deleted'), proof.removed.all, f.number),
    ...fact(t('proof.released'), proof.released, f.number),
    ...fact(t('proof.marked'), proof.marked || undefined, f.number),
    ...(proof.own === undefined
      ? []
      : [{ label: t('proof.own'), value: `${f.number(proof.own.before)} / ${f.number(proof.own.after)}` }]),
    { label: t('proof.mails'), value: f.number(proof.mails) },
    ...accessFact(t, proof.accessEnded),
  ];
  return (
    <Page footer={<UndoDeactivation connection={now} />}>
      <div data-testid="proof">
        <PageHead
          centred
          icon={<CheckmarkCircle48Filled className={styles.good} aria-hidden />}
          title={t('proof.title')}
          lead={result.pending ? t('proof.pending') : countedLead(proof, at, t, f)}
        />
      </div>
      {proof.failed > 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{t('proof.partly', { n: proof.failed })}</MessageBarBody>
        </MessageBar>
      )}
      <div className={styles.sides}>
        <Left side="office" left={proof.left?.office} copies={copies} />
        <Left side="timify" left={proof.left?.timify} copies={copies} />
      </div>
      {!result.pending && <Facts facts={facts} />}
      <StayedCopies stayed={proof.stayed} />
      <div className={styles.links}>
        <Link
          as="button"
          onClick={() =>
            saveJson('timify-sync-proof.json', {
              connectionId: connection.id,
              at: at.toISOString(),
              copies,
              ...result.facts,
            })
          }
        >
          {t('proof.save')}
        </Link>
        <Link as="button" onClick={() => window.print()}>
          {t('proof.print')}
        </Link>
        {connection.mine && (
          <Link as="button" onClick={() => go({ page: 'my-data' })}>
            {t('proof.erase')}
          </Link>
        )}
      </div>
    </Page>
  );
}

const fact = (label: string, count: number | undefined, number: (value: number) => string): Fact[] =>
  count === undefined ? [] : [{ label, value: number(count) }];

function accessFact(t: Translate, ended: boolean | undefined): Fact[] {
  if (ended === undefined) return [];
  return [{ label: t('proof.access'), value: t(ended ? 'proof.accessEnded' : 'proof.accessStays') }];
}

/** "Counted again" only where both sides were looked at. */
function countedLead({ left }: Proof, at: Date, t: Translate, f: Formats): string | undefined {
  if (left === undefined) return undefined;
  if (left.office === null || left.timify === null) return t('proof.notCounted');
  return t('proof.counted', { date: f.date(at), time: f.timeWithSeconds(at) });
}

function Left({
  side,
  left,
  copies,
}: {
  readonly side: Side;
  readonly left: number | null | undefined;
  readonly copies: Copies;
}) {
  const styles = useStyles();
  const { t, f } = useWords();
  if (left === undefined || left === null) return null;
  return (
    <OutlineCard>
      <SideName side={side} />
      <span className={styles.count}>{f.number(left)}</span>
      <span>{copies === 'keep' ? t('proof.kept', { n: left }) : t('proof.left')}</span>
    </OutlineCard>
  );
}
