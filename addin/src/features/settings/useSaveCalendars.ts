import { useCallback } from 'react';
import type { Connection } from '../../../../shared/connection.ts';
import type { Copies } from '../../../../shared/words.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useServices } from '../../app/services.tsx';
import { useSession } from '../../app/SessionProvider.tsx';
import { useToast } from '../../app/useToast.tsx';
import { useWords } from '../../app/words.tsx';
import { useAct, type Act } from '../../ui/useAct.ts';

/** Saves which calendars take part and which is written to, says so, and goes back. */
export function useSaveCalendars(
  { id, writeCalendar }: Connection,
  chosen: readonly string[],
  target: string | undefined,
): Act<[copies: Copies | undefined]> {
  const { client } = useServices();
  const { updated } = useSession();
  const { t } = useWords();
  const toast = useToast();
  const { leave } = useNavigation();
  return useAct(
    useCallback(
      async (copies: Copies | undefined) => {
        const changed = await client.call('changeConnection', {
          params: { id },
          body: {
            calendars: [...chosen],
            ...(target === undefined || target === writeCalendar ? {} : { writeCalendar: target }),
            ...(copies === undefined ? {} : { copies }),
          },
        });
        updated(changed);
        toast(t('calendars.saved'));
        leave({ page: 'calendars' });
      },
      [chosen, client, id, leave, t, target, toast, updated, writeCalendar],
    ),
  );
}
