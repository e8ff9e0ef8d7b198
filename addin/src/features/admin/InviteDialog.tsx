import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
  Radio,
  RadioGroup,
  Spinner,
} from '@fluentui/react-components';
import { PersonAddRegular } from '@fluentui/react-icons';
import { useCallback, useState } from 'react';
import type { Resource } from '../../../../shared/company.ts';
import { Language } from '../../../../shared/words.ts';
import { useToast } from '../../app/useToast.tsx';
import { useWords } from '../../app/words.tsx';
import { useAct } from '../../ui/useAct.ts';
import { useCompany } from './CompanyContext.tsx';

const NAMES: Readonly<Record<Language, string>> = { de: 'Deutsch', en: 'English' };

interface InviteDialogProps {
  readonly resources: readonly Resource[];
  /** Nobody was selected: everybody who is not yet invited. */
  readonly all: boolean;
  readonly onInvited: () => void;
}

export function InviteDialog({ resources, all, onInvited }: InviteDialogProps) {
  const { t } = useWords();
  const { company, client } = useCompany();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [language, setLanguage] = useState<Language>(company.language);
  const n = resources.length;
  const send = useAct(
    useCallback(async () => {
      const resourceIds = resources.map(({ id }) => id);
      const { items } = await client.call('invite', { body: { resourceIds, send: true, language } });
      const refused = items.filter((one) => one.refused !== null).length;
      const news = t('admin.invite.sent', { n: items.length - refused });
      toast(refused === 0 ? news : `${news} ${t('admin.invite.notSent', { n: refused })}`);
      setOpen(false);
      onInvited();
    }, [client, language, onInvited, resources, t, toast]),
  );
  return (
    <Dialog open={open} onOpenChange={(_, { open: next }) => setOpen(next)}>
      <DialogTrigger disableButtonEnhancement>
        <Button
          appearance="primary"
          icon={<PersonAddRegular />}
          disabledFocusable={!company.privacyAccepted}
          data-testid="invite"
        >
          {all ? t('admin.inviteAll', { n }) : t('admin.invite', { n })}
        </Button>
      </DialogTrigger>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('admin.invite.title', { n })}</DialogTitle>
          <DialogContent>
            <p>{t('admin.invite.text')}</p>
            <RadioGroup
              layout="horizontal"
              aria-label={t('admin.invite.language')}
              value={language}
              onChange={(_, { value }) => setLanguage(Language.parse(value))}
            >
              {Language.options.map((one) => (
                <Radio key={one} value={one} label={NAMES[one]} />
              ))}
            </RadioGroup>
            {send.fault !== undefined && <p role="alert">{t('general.failed')}</p>}
          </DialogContent>
          <DialogActions>
            <Button
              appearance="primary"
              icon={send.busy ? <Spinner size="tiny" /> : null}
              aria-busy={send.busy}
              onClick={send.run}
              data-testid="invite-send"
            >
              {t('admin.invite.send')}
            </Button>
            <DialogTrigger disableButtonEnhancement>
              <Button appearance="secondary">{t('general.cancel')}</Button>
            </DialogTrigger>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
