import { Button } from '@fluentui/react-components';
import type { Connection } from '../../../../shared/connection.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useToast } from '../../app/useToast.tsx';
import { useWords } from '../../app/words.tsx';
import type { PlainKey } from '../../strings/words.ts';
import { BusyButton } from '../../ui/BusyButton.tsx';
import { FooterNote, Page, PageHead } from '../../ui/Page.tsx';
import { ShieldLine } from '../../ui/ShieldLine.tsx';
import { useConnectionAct } from '../../ui/useConnectionAct.ts';
import type { BlockedId } from '../blocked/blockedId.ts';
import { BLOCKED_WORDS, safeOf } from '../blocked/words.ts';

interface TheirBlockedStateProps {
  readonly id: BlockedId;
  readonly connection: Connection;
}

/** What is not in its owner's hands, and in whose. */
const OTHERS: Partial<Readonly<Record<BlockedId, PlainKey>>> = {
  timify_refused: 'fault.timify_refused.text',
  resource_gone: 'fault.resource_gone.text',
  mailbox_unsupported: 'fault.moveMailbox',
  awaiting: 'admin.opened.approve',
};

/** An admin looks at a calendar that stands still: only its owner can sign in, so the owner is reminded. */
export function TheirBlockedState({ id, connection }: TheirBlockedStateProps) {
  const { t, f } = useWords();
  const { go } = useNavigation();
  const toast = useToast();
  const remind = useConnectionAct(connection, 'remind', { onDone: () => toast(t('admin.row.reminded')) });
  const words = BLOCKED_WORDS[id];
  const time = f.moment(connection.stateSince);
  const how = OTHERS[id];
  return (
    <Page
      footer={
        <>
          {words.way === 'sign-in' && (
            <BusyButton busy={remind.busy} onPress={remind.run}>
              {t('admin.opened.remind', { email: connection.ownerEmail })}
            </BusyButton>
          )}
          <Button appearance="subtle" onClick={() => go({ page: 'deactivate' })}>
            {t('deactivate.title')}
          </Button>
          {remind.fault !== undefined && <FooterNote isFault>{t('general.failed')}</FooterNote>}
        </>
      }
    >
      <PageHead
        title={connection.state === 'importing' ? t(words.title) : t(`state.${connection.state}`)}
        lead={
          how === undefined
            ? t('admin.opened.since', { time, email: connection.ownerEmail })
            : t('admin.opened.sinceThen', { time, how: t(how) })
        }
      />
      <ShieldLine>{t(safeOf(id, connection))}</ShieldLine>
    </Page>
  );
}
