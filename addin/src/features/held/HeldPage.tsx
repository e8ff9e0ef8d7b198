import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
  makeStyles,
  ProgressBar,
  tokens,
} from '@fluentui/react-components';
import { Delete20Regular, HandRight24Filled } from '@fluentui/react-icons';
import { useCallback } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useServices } from '../../app/services.tsx';
import { useToast } from '../../app/useToast.tsx';
import { useOffline } from '../../app/useOffline.ts';
import { useWords } from '../../app/words.tsx';
import { BusyButton } from '../../ui/BusyButton.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { FooterNote, Page, PageHead, Section } from '../../ui/Page.tsx';
import { ShieldLine } from '../../ui/ShieldLine.tsx';
import { SIDE_NAME } from '../../ui/sides.tsx';
import { LinesSkeleton } from '../../ui/LinesSkeleton.tsx';
import { TryAgain } from '../../ui/TryAgain.tsx';
import { ZoneNote } from '../../ui/ZoneNote.tsx';
import { useConnectionAct } from '../../ui/useConnectionAct.ts';
import { useLoaded } from '../../ui/useLoaded.ts';
import { heldByDay } from './heldByDay.ts';

const useStyles = makeStyles({
  icon: { color: tokens.colorStatusWarningForeground1 },
  share: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    marginBottom: tokens.spacingVerticalS,
  },
  strong: { fontWeight: tokens.fontWeightSemibold },
});

interface HeldPageProps {
  readonly connection: Connection;
  readonly hold: NonNullable<Connection['hold']>;
}

/** The brake: what would be deleted, and the safe way as the primary one. */
export function HeldPage({ connection, hold }: HeldPageProps) {
  const styles = useStyles();
  const { t, f } = useWords();
  const { leave } = useNavigation();
  const toast = useToast();
  const { count, total } = hold;
  const side = SIDE_NAME[hold.side];
  const refuse = useConnectionAct(connection, 'refuse-hold', {
    onDone: () => {
      toast(t('held.refused'));
      leave({ page: 'held' });
    },
  });
  const confirm = useConnectionAct(connection, 'confirm-hold', {
    onDone: () => {
      toast(t('held.confirmed', { n: count }));
      leave({ page: 'held' });
    },
  });
  const offline = useOffline();
  const failed = refuse.fault !== undefined || confirm.fault !== undefined;
  return (
    <Page
      footer={
        <>
          <BusyButton busy={refuse.busy} {...offline} onPress={refuse.run}>
            {t('held.refuse')}
          </BusyButton>
          <ConfirmDialog count={count} side={side} busy={confirm.busy} onConfirm={confirm.run} />
          {failed && <FooterNote isFault>{t('general.failed')}</FooterNote>}
        </>
      }
    >
      <PageHead
        icon={<HandRight24Filled className={styles.icon} aria-hidden />}
        title={t('held.title')}
        lead={t('held.text', {
          time: f.moment(hold.since),
          count,
          total,
          side,
        })}
        back={t('tab.status')}
      />
      <ZoneNote />
      <div>
        <div className={styles.share}>
          <span className={styles.strong}>{t('held.copiesIn', { side })}</span>
          <span>
            {t('held.share', { count, total, percent: f.percent(total === 0 ? 1 : count / total) })}
          </span>
        </div>
        <ProgressBar
          color="warning"
          thickness="large"
          value={count}
          max={Math.max(total, count)}
          aria-label={t('held.copiesIn', { side })}
        />
      </div>
      <WouldGo connection={connection} side={side} />
      <ShieldLine>{t('held.safe')}</ShieldLine>
    </Page>
  );
}

function WouldGo({ connection: { id }, side }: { readonly connection: Connection; readonly side: string }) {
  const { client } = useServices();
  const { t, f } = useWords();
  const { value, fault, reload } = useLoaded(
    useCallback(
      async (signal: AbortSignal) => (await client.call('held', { params: { id }, signal })).items,
      [client, id],
    ),
  );
  const facts = heldByDay(value ?? [], f).map(({ day, count }) => ({
    label: day ?? t('held.later'),
    value: t('held.copies', { n: count }),
    icon: <Delete20Regular />,
  }));
  return (
    <Section title={t('held.would', { side })}>
      {value === undefined && fault === undefined && <LinesSkeleton />}
      {value === undefined && fault !== undefined && <TryAgain onRetry={reload} />}
      <Facts facts={facts} />
    </Section>
  );
}

interface ConfirmProps {
  readonly count: number;
  readonly side: string;
  readonly busy: boolean;
  readonly onConfirm: () => void;
}

function ConfirmDialog({ count, side, busy, onConfirm }: ConfirmProps) {
  const { t } = useWords();
  return (
    <Dialog>
      <DialogTrigger disableButtonEnhancement>
        <Button appearance="secondary" aria-busy={busy}>
          {t('held.confirm', { n: count })}
        </Button>
      </DialogTrigger>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('held.question', { n: count, side })}</DialogTitle>
          <DialogContent>{t('held.warning')}</DialogContent>
          <DialogActions fluid>
            <DialogTrigger disableButtonEnhancement>
              <Button appearance="primary" onClick={onConfirm}>
                {t('held.delete', { n: count })}
              </Button>
            </DialogTrigger>
            <DialogTrigger disableButtonEnhancement>
              <Button appearance="secondary">{t('general.cancel')}</Button>
            </DialogTrigger>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
