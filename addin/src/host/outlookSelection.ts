import type { SelectedEvent, Selection } from './host.ts';

/** What an organiser's form holds behind `getAsync`, and an attendee's view as it is (Office.js, Mailbox 1.1). */
type Readable<T> =
  | T
  | {
      getAsync: (callback: (result: { status: Office.AsyncResultStatus; value: T }) => void) => void;
    };

interface Appointment {
  readonly itemType: string;
  readonly subject: Readable<string>;
  readonly start: Readable<Date>;
  readonly end: Readable<Date>;
}

/** The appointment that Outlook's pane stands beside; nothing beside a mail. */
export function outlookSelection(): Selection {
  const { mailbox } = Office.context;
  return {
    read: async () => {
      const item = mailbox.item as unknown as Appointment | null | undefined;
      // Compared by its letters: older clients leave the enum out.
      if (item?.itemType !== 'appointment') return undefined;
      const [title, start, end] = await Promise.all([read(item.subject), read(item.start), read(item.end)]);
      return title === undefined || start === undefined || end === undefined
        ? undefined
        : ({ title, start, end } satisfies SelectedEvent);
    },
    onChange: (listener) => {
      // Told in a pinned pane alone; where it isn't known, the call just fails.
      mailbox.addHandlerAsync(Office.EventType.ItemChanged, listener);
      return () => mailbox.removeHandlerAsync(Office.EventType.ItemChanged);
    },
  };
}

function read<T>(value: Readable<T>): Promise<T | undefined> {
  if (typeof value !== 'object' || value === null || !('getAsync' in value)) return Promise.resolve(value);
  return new Promise((resolve) => {
    value.getAsync((result) =>
      resolve(result.status === Office.AsyncResultStatus.Succeeded ? result.value : undefined),
    );
  });
}
