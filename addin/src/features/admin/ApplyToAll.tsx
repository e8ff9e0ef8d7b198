import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
  Spinner,
} from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { CompanySettings } from '../../../../shared/settings.ts';
import { useToast } from '../../app/useToast.tsx';
import { useWords } from '../../app/words.tsx';
import { BusyButton } from '../../ui/BusyButton.tsx';
import { FooterNote } from '../../ui/Page.tsx';
import { useAct } from '../../ui/useAct.ts';
import { useCompany } from './CompanyContext.tsx';

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
      <Dialog open={open} onOpenChange={(_, { open: next }) => setOpen(next)}>
        <DialogTrigger disableButtonEnhancement>
          <Button appearance="secondary">{t('admin.settings.apply', { n: linked })}</Button>
        </DialogTrigger>
        <DialogSurface>
          <DialogBody>
            <DialogTitle>{t('admin.settings.applyQuestion', { n: linked })}</DialogTitle>
            <DialogContent>
              {t('admin.settings.applyText', { n: connections })}
              {apply.fault !== undefined && <p role="alert">{t('general.failed')}</p>}
            </DialogContent>
            <DialogActions>
              <Button
                appearance="primary"
                icon={apply.busy ? <Spinner size="tiny" /> : null}
                aria-busy={apply.busy}
                onClick={apply.run}
              >
                {t('settings.applyNow', { n: linked })}
              </Button>
              <DialogTrigger disableButtonEnhancement>
                <Button appearance="secondary">{t('general.cancel')}</Button>
              </DialogTrigger>
            </DialogActions>
          </DialogBody>
        </DialogSurface>
      </Dialog>
    </>
  );
}
