import { makeStyles, tokens } from '@fluentui/react-components';
import { useCallback } from 'react';
import { useWords } from '../../app/words.tsx';
import { BusyButton } from '../../ui/BusyButton.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { NoteBox, SmallText } from '../../ui/Note.tsx';
import { Section } from '../../ui/Page.tsx';
import { useAct } from '../../ui/useAct.ts';
import { useCompany } from './CompanyContext.tsx';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
  },
  label: { display: 'block', fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  value: { overflowWrap: 'anywhere' },
});

/** What the admin enters in TIMIFY. The value is there only right after it was made. */
export function WebhookFacts() {
  const { t } = useWords();
  const { company, client, changed } = useCompany();
  const { url, headerName, headerValue } = company.webhook;
  const rotate = useAct(
    useCallback(async () => changed(await client.call('rotateWebhook')), [changed, client]),
  );
  return (
    <Section title={t('admin.webhook.title')}>
      <SmallText>{t('admin.webhook.text')}</SmallText>
      <NoteBox>
        <Row label={t('admin.webhook.url')} value={url} />
        <Row label={t('admin.webhook.header')} value={headerName} />
        <Row label={t('admin.webhook.value')} value={headerValue ?? undefined} />
      </NoteBox>
      <BusyButton appearance="secondary" busy={rotate.busy} onPress={rotate.run}>
        {t('admin.webhook.rotate')}
      </BusyButton>
    </Section>
  );
}

function Row({ label, value }: { readonly label: string; readonly value: string | undefined }) {
  const styles = useStyles();
  const { t } = useWords();
  return (
    <div className={styles.row}>
      <span>
        <span className={styles.label}>{label}</span>
        <span className={styles.value}>{value ?? t('admin.webhook.hidden')}</span>
      </span>
      {value !== undefined && <CopyButton text={value} label={t('general.copy')} size="small" />}
    </div>
  );
}
