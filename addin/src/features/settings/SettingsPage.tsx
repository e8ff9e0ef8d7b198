import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Button,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { Info20Regular } from '@fluentui/react-icons';
import type { Connection } from '../../../../shared/connection.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useThemeChoice } from '../../app/ThemedRoot.tsx';
import { useWords } from '../../app/words.tsx';
import { Page, PageHead, Section } from '../../ui/Page.tsx';
import { AskConsent } from './AskConsent.tsx';
import { CopiesDialog } from './CopiesDialog.tsx';
import { ExampleBox } from './ExampleBox.tsx';
import { LinkRow } from './LinkRow.tsx';
import { RuleControl } from './RuleControl.tsx';
import { COMMON_RULES, FURTHER_RULES, type Rule } from './rules.ts';
import { useSettings, type SettingsControl } from './useSettings.ts';

const useStyles = makeStyles({
  scope: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    fontSize: tokens.fontSizeBase200,
  },
  panel: { marginInline: 0 },
});

export function SettingsPage({ connection }: { readonly connection: Connection }) {
  const styles = useStyles();
  const { t } = useWords();
  const { go } = useNavigation();
  const { choice } = useThemeChoice();
  const control = useSettings(connection);
  const { settings } = control;
  const { linked } = connection.counts;
  const isOver = connection.state === 'deactivated';
  return (
    <Page
      footer={
        <>
          <span className={styles.scope}>
            <Info20Regular aria-hidden />
            {t('settings.scope')}
          </span>
          <Button appearance="secondary" onClick={() => go({ page: 'apply' })}>
            {t('settings.apply', { n: linked })}
          </Button>
        </>
      }
    >
      <PageHead title={t('settings.title')} />
      {control.consentAsked !== undefined && (
        <AskConsent fault={control.consentAsked} onGranted={control.afterConsent} />
      )}
      <Section title={t('settings.sync')}>
        <div>
          {COMMON_RULES.map((rule) => (
            <RuleOf key={rule.name} rule={rule} control={control} />
          ))}
        </div>
      </Section>
      {!isOver && <ExampleBox settings={settings} language={connection.language} />}
      <Accordion collapsible>
        <AccordionItem value="more">
          <AccordionHeader>{t('settings.more')}</AccordionHeader>
          <AccordionPanel className={styles.panel}>
            {FURTHER_RULES.flatMap(({ rules }) => rules).map((rule) => (
              <RuleOf key={rule.name} rule={rule} control={control} />
            ))}
          </AccordionPanel>
        </AccordionItem>
      </Accordion>
      <div>
        {connection.mine && (
          <>
            <LinkRow
              label={t('settings.calendars')}
              value={t('settings.calendarsChosen', { n: connection.calendars.length })}
              onOpen={() => go({ page: 'calendars' })}
            />
            <LinkRow
              label={t('settings.appearance')}
              value={t(`settings.appearance.${choice}`)}
              onOpen={() => go({ page: 'appearance' })}
            />
          </>
        )}
        <LinkRow label={t('settings.selfTest')} onOpen={() => go({ page: 'self-test' })} />
        {connection.mine && (
          <LinkRow
            label={t('settings.myData')}
            value={t('settings.myDataHint')}
            onOpen={() => go({ page: 'my-data' })}
          />
        )}
        {!isOver && (
          <LinkRow
            label={t('deactivate.title')}
            testId="deactivate"
            onOpen={() => go({ page: 'deactivate' })}
          />
        )}
      </div>
      {control.copiesAsked !== undefined && (
        <CopiesDialog count={control.copiesAsked} onAnswer={control.answerCopies} />
      )}
    </Page>
  );
}

function RuleOf({ rule, control }: { readonly rule: Rule; readonly control: SettingsControl }) {
  const { settings } = control;
  const names = [rule.name, ...(rule.also ?? [])];
  return (
    <RuleControl
      rule={rule}
      value={control.valueOf(rule.name)}
      source={settings.sources[rule.name] ?? 'default'}
      locked={names.some((name) => settings.locked.includes(name))}
      failed={names.some((name) => control.failed.includes(name))}
      onSet={(value) => control.set(Object.fromEntries(names.map((name) => [name, value])))}
      onReset={() => control.reset(names)}
    />
  );
}
