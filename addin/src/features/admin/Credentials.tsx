import { Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import type { Company } from '../../../../shared/company.ts';
import { isApiError } from '../../api/apiError.ts';
import { useServices } from '../../app/services.tsx';
import { useWords } from '../../app/words.tsx';
import type { PlainKey } from '../../strings/words.ts';
import { BusyButton } from '../../ui/BusyButton.tsx';
import { useAct } from '../../ui/useAct.ts';
import { credentialFault, type CredentialField } from './credentialFaults.ts';
import { FoundCompany } from './FoundCompany.tsx';
import { MoveCompany } from './MoveCompany.tsx';

const useStyles = makeStyles({
  form: {
    display: 'grid',
    gap: tokens.spacingVerticalM,
    // A fault below one field does not stretch the one beside it.
    alignItems: 'start',
    gridTemplateColumns: 'minmax(0, 1fr)',
    '@container pane (min-width: 640px)': {
      gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
      columnGap: tokens.spacingHorizontalL,
    },
  },
});

const FIELDS: readonly (readonly [CredentialField, PlainKey])[] = [
  ['appId', 'admin.connect.appId'],
  ['appSecret', 'admin.connect.appSecret'],
  ['timifyCompanyId', 'admin.connect.companyId'],
];

interface CredentialsProps {
  readonly company: Company | undefined;
  readonly onConnected: (company: Company) => void;
}

/** App ID, secret and company; each fault stands at its field. The secret is sent once and never shown again. */
export function Credentials({ company, onConnected }: CredentialsProps) {
  const styles = useStyles();
  const { client } = useServices();
  const { t } = useWords();
  const [values, setValues] = useState<Readonly<Record<CredentialField, string>>>({
    appId: '',
    appSecret: '',
    timifyCompanyId: company?.id ?? '',
  });
  const [missing, setMissing] = useState<readonly CredentialField[]>([]);
  const check = useAct(
    useCallback(async () => {
      onConnected(await client.call('connectCompany', { body: values }));
      setValues((before) => ({ ...before, appSecret: '' }));
    }, [client, onConnected, values]),
  );
  const fault = credentialFault(check.fault);
  const contact = isApiError(check.fault, 'company_taken') ? check.fault.facts.contact : undefined;
  const send = () => {
    const empty = FIELDS.map(([name]) => name).filter((name) => values[name].trim() === '');
    setMissing(empty);
    if (empty.length === 0) check.run();
  };
  const messageOf = (name: CredentialField): string | undefined => {
    if (missing.includes(name)) return t('admin.connect.fault.needed');
    return fault?.field === name ? t(fault.word) : undefined;
  };
  return (
    <>
      <div className={styles.form}>
        {FIELDS.map(([name, label]) => {
          const message = messageOf(name);
          return (
            <Field
              key={name}
              label={t(label)}
              {...(message === undefined ? {} : { validationMessage: message, validationState: 'error' })}
            >
              <Input
                type={name === 'appSecret' ? 'password' : 'text'}
                autoComplete="off"
                spellCheck={false}
                value={values[name]}
                onChange={(_, { value }) => {
                  setMissing((before) => before.filter((one) => one !== name));
                  setValues((before) => ({ ...before, [name]: value }));
                }}
              />
            </Field>
          );
        })}
      </div>
      {fault !== undefined && fault.field === undefined && <p role="alert">{t(fault.word)}</p>}
      <BusyButton
        busy={check.busy}
        appearance={company === undefined ? 'primary' : 'secondary'}
        onPress={send}
        testId="company-check"
      >
        {t('admin.connect.check')}
      </BusyButton>
      {contact !== undefined && (
        <MoveCompany
          key={values.timifyCompanyId}
          claim={values}
          contact={contact}
          onMoved={(moved) => {
            check.clearFault();
            setValues((before) => ({ ...before, appSecret: '' }));
            onConnected(moved);
          }}
        />
      )}
      {company !== undefined && <FoundCompany company={company} />}
    </>
  );
}
