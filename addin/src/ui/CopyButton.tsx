import { Button, type ButtonProps } from '@fluentui/react-components';
import { CheckmarkRegular, CopyRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useAnnounce } from '../app/announcer.tsx';
import { useWords } from '../app/words.tsx';

interface CopyButtonProps {
  readonly text: string;
  readonly label: string;
  /** Its name for who does not see what it stands beside; begins with the label. */
  readonly spoken?: string;
  readonly appearance?: NonNullable<ButtonProps['appearance']>;
  readonly size?: NonNullable<ButtonProps['size']>;
}

export function CopyButton({ text, label, spoken, appearance = 'subtle', size = 'medium' }: CopyButtonProps) {
  const { t } = useWords();
  const announce = useAnnounce();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await copyText(text);
    setCopied(true);
    announce(t('general.copied'));
  };
  return (
    <Button
      appearance={appearance}
      size={size}
      aria-label={spoken}
      icon={copied ? <CheckmarkRegular /> : <CopyRegular />}
      onClick={() => void copy().catch(() => setCopied(false))}
    >
      {label}
    </Button>
  );
}

/** Frames often may not use the clipboard interface; the old way needs a selection. */
async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way where the frame may not use the clipboard
    document.execCommand('copy');
    area.remove();
  }
}
