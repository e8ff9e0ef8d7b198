import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Checkbox,
  makeStyles,
} from '@fluentui/react-components';
import { useCallback, useState } from 'react';
import { useWords } from '../../app/words.tsx';
import { BusyButton } from '../../ui/BusyButton.tsx';
import { SmallText } from '../../ui/Note.tsx';
import { FooterNote, Section } from '../../ui/Page.tsx';
import { useAct } from '../../ui/useAct.ts';
import { useLoaded } from '../../ui/useLoaded.ts';
import { useCompany } from './CompanyContext.tsx';

const useStyles = makeStyles({ text: { whiteSpace: 'pre-line' } });

export function PrivacyStep({ onAgreed }: { readonly onAgreed: () => void }) {
  const styles = useStyles();
  const { t, language } = useWords();
  const { company, client, changed } = useCompany();
  const [agreed, setAgreed] = useState(false);
  const { value: privacy } = useLoaded(
    useCallback((signal: AbortSignal) => client.call('privacy', { signal }), [client]),
  );
  const version = privacy?.version;
  const agree = useAct(
    useCallback(async () => {
      if (version === undefined) return;
      changed(await client.call('acceptPrivacy', { body: { version } }));
      onAgreed();
    }, [changed, client, onAgreed, version]),
  );
  if (privacy === undefined) return null;
  return (
    <Section
      title={t('admin.privacy.title')}
      aside={<SmallText>{t('admin.privacy.version', { version: privacy.version })}</SmallText>}
    >
      <Accordion collapsible>
        <AccordionItem value="text">
          <AccordionHeader>{t('admin.privacy.read')}</AccordionHeader>
          <AccordionPanel>
            <div className={styles.text}>{privacy.text[language]}</div>
          </AccordionPanel>
        </AccordionItem>
      </Accordion>
      {!company.privacyAccepted && (
        <>
          <Checkbox
            checked={agreed}
            onChange={(_, { checked }) => setAgreed(checked === true)}
            label={t('admin.privacy.agree', { company: company.name })}
          />
          <BusyButton
            busy={agree.busy}
            disabled={!agreed}
            reason={t('admin.privacy.without')}
            onPress={agree.run}
            testId="privacy-agree"
          >
            {t('admin.privacy.next')}
          </BusyButton>
          <FooterNote isFault={agree.fault !== undefined}>
            {agree.fault === undefined ? t('admin.privacy.without') : t('general.failed')}
          </FooterNote>
        </>
      )}
    </Section>
  );
}
