import { useCallback } from 'react';
import { Toast, ToastBody, ToastTitle, useToastController } from '@fluentui/react-components';
import type { OfficeCalendar } from '../api/graph.ts';
import type { HostAction } from '../host/session.ts';
import { clockText, dateOf, longDate } from '../model/time.ts';
import type { Words } from '../words.ts';
import { TOASTER } from './toaster.ts';

/** Says which event the pane wanted Outlook to open. An unknown id opens an empty window there, and says so here. */
export function useOpenedItems(
  office: OfficeCalendar,
  { zone, locale, words }: { zone: string; locale: string; words: Words },
): (action: HostAction) => void {
  const { dispatchToast } = useToastController(TOASTER);
  return useCallback(
    ({ kind, value }) => {
      if (kind !== 'open-item') return;
      const tell = (text: string): void =>
        dispatchToast(
          <Toast>
            <ToastTitle>{words.openedInHost}</ToastTitle>
            <ToastBody data-testid="opened-item">{text}</ToastBody>
          </Toast>,
          { intent: 'info' },
        );
      office.title(value).then(
        ({ title, start }) =>
          tell(`${title}, ${longDate(dateOf(start, zone), locale)}, ${clockText(start, zone, locale)}`),
        () => tell(words.unknownItem),
      );
    },
    [office, zone, locale, words, dispatchToast],
  );
}
