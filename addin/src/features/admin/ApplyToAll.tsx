import { Button } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { CompanySettings } from '../../../../shared/settings.ts';
import { useToast } from '../../app/useToast.tsx';
import { useWords } from '../../app/words.tsx';
import { BusyButton } from '../../ui/BusyButton.tsx';
import { FooterNote } from '../../ui/Page.tsx';
import { QuestionDialog } from '../../ui/QuestionDialog.tsx';
import { useAct } from '../../ui/useAct.ts';
import { useCompany } from './CompanyContext.tsx';
import { CompanyPreview } from './CompanyPreview.tsx';

export function ApplyToAll({
  existing: { connections, linked },
}: {
  readonly existing: CompanySettings['existing'];
}) {
  const { t } = useWords();
  const { client } = useCompany();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [applied, setApplied] = useState(false);
  const undoing = useAct(
    useCallback(async () => {
      await client.call('undoCompanySettings');
      setApplied(false);
      toast(t('status.undone'));
    }, [client, t, toast]),
  );
  const undo = undoing.run;
  const apply = useAct(
    useCallback(async () => {
      const { done, pending } = await client.call('applyCompanySettings');
      toast(t('admin.settings.applied', { n: done + pending }), undo);
      setApplied(true);
      setOpen(false);
    }, [client, t, toast, undo]),
  );
  if (linked === 0) return null;
  return (
    <>
      {applied && (
        <BusyButton appearance="subtle" busy={undoing.busy} onPress={undo}>
          {t('admin.settings.undo')}
        </BusyButton>
      )}
      {undoing.fault !== undefined && <FooterNote>{t('fault.undo_impossible')}</FooterNote>}
      <QuestionDialog
        open={open}
        onOpenChange={setOpen}
        isLong
        trigger={<Button appearance="secondary">{t('admin.settings.apply', { n: linked })}</Button>}
        title={t('admin.settings.applyQuestion', { n: linked })}
        act={apply}
        yes={t('settings.applyNow', { n: linked })}
      >
        <p>{t('admin.settings.applyText', { n: connections })}</p>
        <CompanyPreview />
      </QuestionDialog>
    </>
  );
}
