import { Field, Input } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { Company } from '../../../../shared/company.ts';
import { useServices } from '../../app/services.tsx';
import { useWords } from '../../app/words.tsx';
import { BusyButton } from '../../ui/BusyButton.tsx';
import { OutlineCard, SmallText } from '../../ui/Note.tsx';
import { useAct } from '../../ui/useAct.ts';
import { codeFault, type CredentialField } from './credentialFaults.ts';

interface MoveCompanyProps {
  readonly claim: Readonly<Record<CredentialField, string>>;
  /** Shortened: `a…@lindner.example`. */
  readonly contact: string;
  readonly onMoved: (company: Company) => void;
}

/** Another organisation has this company: a code to its contact address, and the field for it, move it here. */
export function MoveCompany({ claim, contact, onMoved }: MoveCompanyProps) {
  const { client } = useServices();
  const { t } = useWords();
  const [code, setCode] = useState('');
  const [sentTo, setSentTo] = useState<string>();
  const sending = useAct(
    useCallback(async () => {
      await client.call('sendCode', { body: claim });
      setSentTo(contact);
    }, [claim, client, contact]),
  );
  const moving = useAct(
    useCallback(async () => {
      onMoved(await client.call('connectCompany', { body: { ...claim, code } }));
    }, [claim, client, code, onMoved]),
  );
  const sendFault = codeFault(sending.fault);
  const moveFault = codeFault(moving.fault);
  return (
    <OutlineCard>
      <SmallText>{t('admin.move.text')}</SmallText>
      {sentTo !== undefined && (
        <>
          <div role="status">{t('admin.move.sent', { contact: sentTo })}</div>
          <Field
            label={t('admin.move.code')}
            {...(moveFault === undefined
              ? {}
              : { validationMessage: t(moveFault), validationState: 'error' as const })}
          >
            <Input
              autoComplete="one-time-code"
              spellCheck={false}
              value={code}
              onChange={(_, { value }) => setCode(value)}
            />
          </Field>
          <BusyButton
            busy={moving.busy}
            disabled={code.trim() === ''}
            onPress={moving.run}
            testId="company-move"
          >
            {t('admin.move.here')}
          </BusyButton>
        </>
      )}
      {sendFault !== undefined && <p role="alert">{t(sendFault)}</p>}
      <BusyButton busy={sending.busy} appearance="secondary" onPress={sending.run} testId="company-code">
        {sentTo === undefined ? t('admin.move.send', { contact }) : t('admin.move.again')}
      </BusyButton>
    </OutlineCard>
  );
}
