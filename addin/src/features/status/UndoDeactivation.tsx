import { ArrowUndo20Regular } from '@fluentui/react-icons';
import { useCallback } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import { firstScopes, grantAccess } from '../../app/access.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useServices } from '../../app/services.tsx';
import { useSession } from '../../app/SessionProvider.tsx';
import { useToast } from '../../app/useToast.tsx';
import { useWords } from '../../app/words.tsx';
import { standing } from '../../api/actFault.ts';
import { isApiError } from '../../api/apiError.ts';
import { BusyButton } from '../../ui/BusyButton.tsx';
import { FooterNote } from '../../ui/Page.tsx';
import { useAct } from '../../ui/useAct.ts';
import { useIsHere } from '../../ui/useIsHere.ts';

/** Only its owner can give us access to the mailbox again: others are told whom to ask. */
export function UndoDeactivation({ connection }: { readonly connection: Connection }) {
  const { t, f } = useWords();
  const until = connection.deactivated?.undoUntil;
  if (until === null || until === undefined) return <FooterNote>{t('status.undoOver')}</FooterNote>;
  const time = `${f.date(until)}, ${f.time(until)}`;
  if (connection.mine) return <Undo connection={connection} until={time} />;
  return <FooterNote>{t('status.undoByOwner', { time, owner: connection.ownerEmail })}</FooterNote>;
}

interface UndoProps {
  readonly connection: Connection;
  readonly until: string;
}

/** Everything back as it was. Where the sign-in has ended, the next press opens Microsoft's window. */
function Undo({ connection, until }: UndoProps) {
  const services = useServices();
  const { t } = useWords();
  const { updated } = useSession();
  const { goRoot } = useNavigation();
  const toast = useToast();
  const { client } = services;
  const isHere = useIsHere();
  /** From the proof to what is in step again; whoever has left meanwhile stays where they are. */
  const showStatus = useCallback(() => {
    const { current: stays } = isHere;
    if (stays) goRoot({ page: 'status' });
  }, [goRoot, isHere]);

  const undo = useAct(
    useCallback(
      async (needed: unknown) => {
        if (isApiError(needed, 'consent_required', 'sign_in_required')) {
          await grantAccess(services, {
            scopes: needed.facts.scopes ?? firstScopes(services.config),
            claims: needed.facts.claims,
          });
        }
        const { connection: now, pending } = standing(
          await client.call('act', { params: { id: connection.id, action: 'undo' }, body: {} }),
        );
        if (now !== null) updated(now);
        toast(t(pending ? 'status.pending' : 'status.undone'));
        showStatus();
      },
      [client, connection.id, services, showStatus, t, toast, updated],
    ),
  );
  const note = isApiError(undo.fault, 'undo_impossible')
    ? t('fault.undo_impossible')
    : isApiError(undo.fault, 'consent_required', 'sign_in_required')
      ? t('session.text')
      : undo.fault === undefined
        ? t('status.undoUntil', { time: until })
        : t('general.failed');
  return (
    <>
      <BusyButton busy={undo.busy} icon={<ArrowUndo20Regular />} onPress={() => undo.run(undo.fault)}>
        {t('general.undo')}
      </BusyButton>
      <FooterNote isFault={undo.fault !== undefined}>{note}</FooterNote>
      <FooterNote>{t('status.undoMayOpen')}</FooterNote>
    </>
  );
}
