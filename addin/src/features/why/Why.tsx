import { Link } from '@fluentui/react-components';
import { cloneElement, type ReactElement } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import { useWords } from '../../app/words.tsx';
import { takeFocus, useAtFirstPress } from '../../ui/useAtFirstPress.ts';
import type { WhySubject } from './whySubject.ts';

interface WhyProps extends WhySubject {
  readonly connection: Connection;
  readonly question: string;
  /** What is pressed; by default a link with `label`. */
  readonly trigger?: ReactElement<object>;
  readonly label?: string;
  /** The id of what says which item it is about: the link's own words are the same for all. */
  readonly aboutId?: string;
}

const load = async () => (await import('./WhyPopover.tsx')).WhyPopover;

/** The reason for what became of an item, beside the item. Loaded and asked only when it is opened. */
export function Why({ trigger, label, aboutId, ...subject }: WhyProps) {
  const { t } = useWords();
  const [Popover, press] = useAtFirstPress(load);
  const pressed = trigger ?? (
    <Link as="button" inline aria-describedby={aboutId}>
      {label ?? t('why.why')}
    </Link>
  );
  if (Popover !== undefined)
    return <Popover {...subject} trigger={cloneElement(pressed, { ref: takeFocus })} />;
  return cloneElement(pressed, { onClick: press, 'aria-haspopup': 'dialog', 'aria-expanded': false });
}
