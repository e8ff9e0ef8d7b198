import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { firstScopes } from '../../app/access.ts';
import { useServices } from '../../app/services.tsx';
import { useGrant } from '../../app/useGrant.ts';
import { useWords } from '../../app/words.tsx';
import type { ApiError } from '../../api/apiError.ts';

interface AskConsentProps {
  readonly fault: ApiError;
  readonly onGranted: () => Promise<void>;
}

/** A change needs a right that the person has not given yet. What was chosen is kept and goes on afterwards. */
export function AskConsent({ fault, onGranted }: AskConsentProps) {
  const { t } = useWords();
  const { config } = useServices();
  const grant = useGrant();
  const { scopes = firstScopes(config), claims } = fault.facts;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        {grant.needsAdmin ? t('fault.consent_required.text') : (grant.note ?? t('first.consent'))}
      </MessageBarBody>
      <MessageBarActions>
        <Button aria-busy={grant.act.busy} onClick={() => grant.act.run({ scopes, claims }, onGranted)}>
          {t('first.toMicrosoft')}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
