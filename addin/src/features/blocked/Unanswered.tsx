import { useServices } from '../../app/services.tsx';
import { StartSkeleton } from '../../app/StartSkeleton.tsx';
import { CallFault } from './CallFault.tsx';

interface UnansweredProps {
  /** Undefined while the answer is awaited. */
  readonly fault: unknown;
  readonly onRetry: () => void;
  /** Whose account Microsoft's window should offer; default: the one the host knows. */
  readonly email?: string | undefined;
  readonly onBack?: (() => void) | undefined;
}

/** In place of a page whose answer isn't there: its shape while it is awaited, then the way forward. */
export function Unanswered({ fault, onRetry, email, onBack }: UnansweredProps) {
  const { host } = useServices();
  if (fault === undefined) return <StartSkeleton />;
  return (
    <CallFault
      fault={fault}
      email={email ?? host.accountHint}
      onGranted={() => Promise.resolve(onRetry())}
      onRetry={onRetry}
      onBack={onBack}
    />
  );
}
