import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircle20Filled, Circle20Regular, RadioButton20Filled } from '@fluentui/react-icons';
import type { Company } from '../../../../shared/company.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { ownConnection, type Ready } from '../../app/session.ts';
import { useWords } from '../../app/words.tsx';
import type { PlainKey } from '../../strings/words.ts';
import { Page, PageHead } from '../../ui/Page.tsx';
import { ForCompany } from './ForCompany.tsx';
import { Credentials } from './Credentials.tsx';
import { PrivacyStep } from './PrivacyStep.tsx';
import { WebhookFacts } from './WebhookFacts.tsx';

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gap: tokens.spacingVerticalL,
    gridTemplateColumns: 'minmax(0, 1fr)',
    '@container pane (min-width: 900px)': {
      gridTemplateColumns: '240px minmax(0, 720px)',
      columnGap: tokens.spacingHorizontalXXXL,
    },
  },
  steps: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  step: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  current: { fontWeight: tokens.fontWeightSemibold },
  good: { color: tokens.colorStatusSuccessForeground1 },
  here: { color: tokens.colorBrandForeground1 },
  main: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXL, minWidth: 0 },
});

interface SetupPageProps {
  readonly company: Company | undefined;
  readonly session: Ready;
  readonly onChanged: (company: Company) => void;
}

/** Connect, agree, go on to the settings. Coming back here renews the credentials. */
export function SetupPage({ company, session, onChanged }: SetupPageProps) {
  const styles = useStyles();
  const { t } = useWords();
  const { goRoot, back, canGoBack } = useNavigation();
  const hasOwn = ownConnection(session.me) !== undefined;
  const leaving = canGoBack ? back : hasOwn ? () => goRoot({ page: 'status' }) : undefined;
  const step = company === undefined ? 0 : company.privacyAccepted ? 3 : 2;
  return (
    <Page wide>
      <div className={styles.columns}>
        <Steps current={step} />
        <div className={styles.main}>
          <PageHead
            title={t('admin.connect.title')}
            lead={t('admin.connect.lead')}
            {...(leaving === undefined ? {} : { back: t('general.back'), onBack: leaving })}
          />
          <Credentials company={company} onConnected={onChanged} />
          {company !== undefined && (
            <ForCompany company={company} onChanged={onChanged}>
              <WebhookFacts />
              <PrivacyStep onAgreed={() => goRoot({ page: 'admin', section: 'overview' })} />
            </ForCompany>
          )}
        </div>
      </div>
    </Page>
  );
}

const STEPS: readonly PlainKey[] = [
  'admin.step.connect',
  'admin.step.owner',
  'admin.step.privacy',
  'admin.step.settings',
  'admin.step.invite',
];

function Steps({ current }: { readonly current: number }) {
  const styles = useStyles();
  const { t } = useWords();
  return (
    <ol className={styles.steps} aria-label={t('admin.setup')}>
      {STEPS.map((word, index) => (
        <li
          key={word}
          className={mergeClasses(styles.step, index === current && styles.current)}
          aria-current={index === current ? 'step' : undefined}
        >
          {index < current ? (
            <CheckmarkCircle20Filled className={styles.good} aria-hidden />
          ) : index === current ? (
            <RadioButton20Filled className={styles.here} aria-hidden />
          ) : (
            <Circle20Regular aria-hidden />
          )}
          {t(word)}
        </li>
      ))}
    </ol>
  );
}
