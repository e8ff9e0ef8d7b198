import { Link } from '@fluentui/react-components';
import { useWords } from '../app/words.tsx';
import { SmallText } from './Note.tsx';

interface TryAgainProps {
  /** What could not be done; by default that it did not work. */
  readonly text?: string;
  readonly onRetry: () => void;
}

/** In place of a part that could not be loaded; the rest of the page stays. */
export function TryAgain({ text, onRetry }: TryAgainProps) {
  const { t } = useWords();
  return (
    <SmallText isFault>
      {text ?? t('general.failed')}{' '}
      <Link as="button" inline onClick={onRetry}>
        {t('general.retry')}
      </Link>
    </SmallText>
  );
}
