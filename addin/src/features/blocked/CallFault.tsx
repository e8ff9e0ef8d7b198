import { Button } from '@fluentui/react-components';
import type { ErrorFacts } from '../../../../shared/errors.ts';
import { isApiError } from '../../api/apiError.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useServices } from '../../app/services.tsx';
import { useGrant } from '../../app/useGrant.ts';
import { useWords } from '../../app/words.tsx';
import type { Translate } from '../../strings/words.ts';
import type { Formats } from '../../format/formats.ts';
import { firstScopes, type Wanted } from '../../app/access.ts';
import { blockedIdOf, requestIdOf } from './blockedId.ts';
import { BlockedPage } from './BlockedPage.tsx';
import { ConsentPage } from './ConsentPage.tsx';

interface CallFaultProps {
  readonly fault: unknown;
  readonly email: string | undefined;
  /** After Microsoft's window has given what was missing. */
  readonly onGranted: () => Promise<void>;
  readonly onRetry: () => void;
  readonly onBack?: (() => void) | undefined;
}

/** The page for a call that failed; where Microsoft must ask first, its button opens that window. */
export function CallFault({ fault, email, onGranted, onRetry, onBack }: CallFaultProps) {
  const { t, f } = useWords();
  const { config } = useServices();
  const navigation = useNavigation();
  const grant = useGrant();
  const id = grant.needsAdmin ? 'consent_required' : blockedIdOf(fault);
  const wanted: Wanted = isApiError(fault)
    ? { scopes: fault.facts.scopes ?? firstScopes(config), claims: fault.facts.claims }
    : { scopes: firstScopes(config) };

  if (id === 'sign_in_required' && isApiError(fault, 'consent_required')) {
    return (
      <ConsentPage
        busy={grant.act.busy}
        note={grant.note}
        onStart={() => grant.act.run(wanted, onGranted)}
        onBack={onBack ?? (navigation.canGoBack ? navigation.back : undefined)}
      />
    );
  }
  return (
    <BlockedPage
      id={id}
      requestId={requestIdOf(grant.act.fault ?? fault)}
      text={exactText(fault, t, f)}
      email={email}
      busy={grant.act.busy}
      note={grant.note}
      onWay={
        id === 'sign_in_required' || id === 'sign_in_failed'
          ? () => grant.act.run(wanted, onGranted)
          : onRetry
      }
      onRetry={onRetry}
      secondary={
        onBack !== undefined && (
          <Button appearance="subtle" onClick={onBack}>
            {t('general.back')}
          </Button>
        )
      }
    />
  );
}

/** A date is told only where it is the reason: one in the future would contradict itself. */
function invitationText(
  { reason, used, expiresAt }: ErrorFacts,
  t: Translate,
  f: Formats,
): string | undefined {
  if (used === true || reason === 'used') return t('fault.invitation_expired.used');
  if (reason === 'withdrawn' || reason === 'replaced') return t(`fault.invitation_expired.${reason}`);
  const isOver = expiresAt !== undefined && new Date(expiresAt) <= f.now();
  return isOver ? t('fault.invitation_expired.text', { date: f.date(expiresAt) }) : undefined;
}

/** The general sentence becomes exact where the answer brings a time or a date. */
function exactText(fault: unknown, t: Translate, f: Formats): string | undefined {
  if (!isApiError(fault)) return undefined;
  const { retryAfter, by } = fault.facts;
  if (fault.id === 'resource_taken' && by === 'you') return t('fault.resource_taken.byYou');
  if (fault.id === 'invitation_expired') return invitationText(fault.facts, t, f);
  if (fault.id === 'microsoft_throttled' && retryAfter !== undefined) {
    return t('fault.microsoft_throttled.text', {
      time: f.time(new Date(f.now().getTime() + retryAfter * 1000)),
    });
  }
  return undefined;
}
