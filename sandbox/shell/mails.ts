import type { World, WorldEvent, WorldMail } from '../world.ts';

const KEPT_MAILS = 20_000;

export function createMails(
  events: World['events'],
  changed: () => void,
): World['mails'] & { restore(mails: WorldMail[]): void } {
  let mails: WorldMail[] = [];
  return {
    add: (mail) => {
      mails.push(mail);
      if (mails.length > KEPT_MAILS) mails = mails.slice(-KEPT_MAILS / 2);
      const side: WorldEvent['side'] =
        mail.from === 'ours' ? 'server' : mail.from === 'timify' ? 'timify' : 'office';
      events.emit({ at: mail.at, side, text: `Mail to ${mail.to}: ${mail.subject}` });
      changed();
    },
    all: () => [...mails],
    clear: () => {
      mails = [];
      changed();
    },
    restore: (saved) => {
      mails = saved;
    },
  };
}

export function createEvents(): World['events'] {
  const listeners = new Set<(event: WorldEvent) => void>();
  return {
    emit: (event) => {
      for (const listener of listeners) listener(event);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
