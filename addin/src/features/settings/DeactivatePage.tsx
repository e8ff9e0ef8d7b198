import { useCallback, useState } from 'react';
import type { ActResult, Connection } from '../../../../shared/connection.ts';
import type { Copies } from '../../../../shared/words.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useServices } from '../../app/services.tsx';
import { useSession } from '../../app/SessionProvider.tsx';
import { useOffline } from '../../app/useOffline.ts';
import { useWords } from '../../app/words.tsx';
import { standing } from '../../api/actFault.ts';
import { BusyButton } from '../../ui/BusyButton.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { SmallText } from '../../ui/Note.tsx';
import { FooterNote, Page, PageHead, Section } from '../../ui/Page.tsx';
import { useAct } from '../../ui/useAct.ts';
import { useConnectionAct } from '../../ui/useConnectionAct.ts';
import { useIsHere } from '../../ui/useIsHere.ts';
import { useLoaded } from '../../ui/useLoaded.ts';
import { CopiesChoice } from './CopiesChoice.tsx';
import { ProofPage } from './ProofPage.tsx';

interface Outcome {
  readonly result: ActResult;
  readonly copies: Copies;
  readonly at: Date;
}

/** The choice, what it would do, then the deed; the page itself is the question, so no dialog follows. */
export function DeactivatePage({ connection }: { readonly connection: Connection }) {
  const { client, now } = useServices();
  const { updated } = useSession();
  const { t } = useWords();
  const { goRoot } = useNavigation();
  const [copies, setCopies] = useState<Copies>('remove');
  const [outcome, setOutcome] = useState<Outcome>();
  const { id } = connection;
  const deactivate = useAct(
    useCallback(async () => {
      const result = standing(
        await client.call('act', { params: { id, action: 'deactivate' }, body: { copies } }),
      );
      setOutcome({ result, copies, at: now() });
      if (result.connection !== null) updated(result.connection);
    }, [client, copies, id, now, updated]),
  );
  const isHere = useIsHere();
  const pause = useConnectionAct(connection, 'pause', {
    onDone: () => {
      if (isHere.current) goRoot({ page: 'status' });
    },
  });
  const offline = useOffline();
  const counts = useDeactivationCounts(id);
  if (outcome !== undefined) return <ProofPage connection={connection} {...outcome} />;
  const failed = deactivate.fault !== undefined || pause.fault !== undefined;
  return (
    <Page
      footer={
        <>
          <BusyButton
            busy={deactivate.busy}
            {...offline}
            onPress={deactivate.run}
            testId="deactivate-confirm"
          >
            {t('deactivate.now')}
          </BusyButton>
          <BusyButton busy={pause.busy} appearance="subtle" onPress={pause.run}>
            {t('deactivate.pause')}
          </BusyButton>
          {failed && <FooterNote isFault>{t('general.failed')}</FooterNote>}
        </>
      }
    >
      <PageHead
        title={t('deactivate.title')}
        lead={t('deactivate.lead', { n: connection.counts.linked })}
        back={t('settings.title')}
      />
      <CopiesChoice
        chosen={copies}
        onChoose={setCopies}
        removeText={counts && t('deactivate.removeText', counts)}
      />
      <WouldDo copies={copies} counts={counts} />
      <SmallText>
        {connection.mine ? t('deactivate.undo') : t('status.ownerMayUndo', { owner: connection.ownerEmail })}
      </SmallText>
    </Page>
  );
}

interface SideCounts {
  readonly office: number;
  readonly timify: number;
}

/** What removing would delete: asked once, since keeping deletes nothing. */
function useDeactivationCounts(id: string): SideCounts | undefined {
  const { client } = useServices();
  const { value } = useLoaded(
    useCallback(
      (signal: AbortSignal) =>
        client.call('preview', { body: { kind: 'deactivate', connection: id, copies: 'remove' }, signal }),
      [client, id],
    ),
  );
  return value?.sides && { office: value.sides.office.delete, timify: value.sides.timify.delete };
}

function WouldDo({ copies, counts }: { readonly copies: Copies; readonly counts: SideCounts | undefined }) {
  const { t, f } = useWords();
  const removes = copies === 'remove';
  const number = (count: number | undefined): string =>
    removes ? (count === undefined ? '…' : f.number(count)) : f.number(0);
  return (
    <Section title={t('general.preview')}>
      <Facts
        lined={false}
        facts={[
          { label: t('deactivate.deleteTimify'), value: number(counts?.timify) },
          { label: t('deactivate.deleteOffice'), value: number(counts?.office) },
          { label: t('deactivate.own'), value: t('deactivate.unchanged') },
          { label: t('preview.mails'), value: f.number(0) },
        ]}
      />
    </Section>
  );
}
