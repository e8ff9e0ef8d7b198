import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  makeStyles,
  ToggleButton,
  tokens,
} from '@fluentui/react-components';
import { LockClosed20Filled, LockOpen20Regular } from '@fluentui/react-icons';
import { useCallback } from 'react';
import type { CompanySettings } from '../../../../shared/settings.ts';
import { useWords } from '../../app/words.tsx';
import type { PlainKey } from '../../strings/words.ts';
import { Page, PageHead, Section } from '../../ui/Page.tsx';
import { Way } from '../../ui/sides.tsx';
import { useLoaded } from '../../ui/useLoaded.ts';
import { Unanswered } from '../blocked/Unanswered.tsx';
import { CopiesDialog } from '../settings/CopiesDialog.tsx';
import { ExampleBox } from '../settings/ExampleBox.tsx';
import { RuleControl } from '../settings/RuleControl.tsx';
import {
  COMMON_RULES,
  FURTHER_RULES,
  patchOf,
  readSetting,
  type Rule,
  type RuleGroup,
  ruleLabel,
} from '../settings/rules.ts';
import { ApplyToAll } from './ApplyToAll.tsx';
import { useCompany } from './CompanyContext.tsx';
import { useCompanySettings, type CompanySettingsControl } from './useCompanySettings.ts';

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalL,
    '@container pane (min-width: 900px)': {
      gridTemplateColumns: 'minmax(0, 1fr) 380px',
      columnGap: tokens.spacingHorizontalXXXL,
    },
  },
  rules: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, minWidth: 0 },
  /** Follows the rules at their side, stands above the buttons where there is none. */
  example: {
    '@container pane (min-width: 900px)': {
      position: 'sticky',
      top: tokens.spacingVerticalL,
      alignSelf: 'start',
    },
  },
  rule: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalS,
    alignItems: 'center',
  },
  locked: { color: tokens.colorBrandForeground1 },
});

export function AdminSettings() {
  const { client } = useCompany();
  const { value, fault, reload } = useLoaded(
    useCallback((signal: AbortSignal) => client.call('companySettings', { signal }), [client]),
  );
  if (value !== undefined) return <Form first={value} />;
  return <Unanswered fault={fault} onRetry={reload} />;
}

const GROUP_WORDS: Readonly<Record<RuleGroup['to'], PlainKey>> = {
  both: 'admin.settings.bothWays',
  timify: 'admin.settings.toTimify',
  office: 'admin.settings.toOffice',
};

/** Values and locks for everybody; saved at once. */
function Form({ first }: { readonly first: CompanySettings }) {
  const styles = useStyles();
  const { t } = useWords();
  const { company } = useCompany();
  const { settings, change, failed, copiesAsked, answerCopies } = useCompanySettings(first);
  const row = (rule: Rule) => (
    <AdminRule key={rule.name} rule={rule} settings={settings} failed={failed} onChange={change} />
  );
  return (
    <Page wide footer={<ApplyToAll settings={settings} />}>
      <PageHead title={t('admin.settings.title')} lead={t('admin.settings.lead')} />
      <div className={styles.columns}>
        <div className={styles.rules}>
          <Section title={t('settings.sync')}>
            <div>{COMMON_RULES.map(row)}</div>
          </Section>
          <Accordion collapsible multiple>
            {FURTHER_RULES.map(({ to, rules }) => (
              <AccordionItem key={to} value={to}>
                <AccordionHeader icon={to === 'both' ? null : <Way to={to} hidden />}>
                  {t(GROUP_WORDS[to])}
                </AccordionHeader>
                <AccordionPanel>{rules.map(row)}</AccordionPanel>
              </AccordionItem>
            ))}
          </Accordion>
        </div>
        <div className={styles.example}>
          <ExampleBox settings={settings} language={company.language} canChoose />
        </div>
      </div>
      {copiesAsked !== undefined && <CopiesDialog count={copiesAsked} onAnswer={answerCopies} />}
    </Page>
  );
}

interface AdminRuleProps {
  readonly rule: Rule;
  readonly settings: CompanySettings;
  readonly failed: readonly string[];
  readonly onChange: CompanySettingsControl['change'];
}

function AdminRule({ rule, settings, failed, onChange }: AdminRuleProps) {
  const styles = useStyles();
  const { t } = useWords();
  const names = [rule.name, ...(rule.also ?? [])];
  const isLocked = names.every((name) => settings.locked.includes(name));
  return (
    <div className={styles.rule}>
      <RuleControl
        rule={rule}
        value={readSetting(settings, rule.name)}
        source={undefined}
        locked={false}
        failed={names.some((name) => failed.includes(name))}
        onSet={(value) => {
          const body = patchOf(Object.fromEntries(names.map((name) => [name, value])));
          onChange(names, () => body);
        }}
      />
      <ToggleButton
        appearance="subtle"
        checked={isLocked}
        icon={isLocked ? <LockClosed20Filled className={styles.locked} /> : <LockOpen20Regular />}
        aria-label={t('admin.settings.lock', { name: ruleLabel(t, rule) })}
        onClick={() =>
          onChange(names, ({ locked }) => {
            const others = locked.filter((name) => !names.includes(name));
            return { locked: isLocked ? others : [...others, ...names] };
          })
        }
      />
    </div>
  );
}
