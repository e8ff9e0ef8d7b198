import { useCallback, useEffect, useMemo, useState } from 'react';
import type { WorldConfig } from '../api/config.ts';
import { WORDS } from '../words.ts';
import { frameUrl } from './frameUrl.ts';
import { HostFrame } from './HostFrame.tsx';
import { HOST_KINDS, HOST_THEMES, TROUBLES, fullLocale, oneOf } from './session.ts';
import type { HostAction, HostSession, HostTheme, OpenItem, Trouble } from './session.ts';

/** `window.sandboxHost` on `/host`: lets a test turn the host's knobs and read what the pane asked for. */
export interface SandboxHost {
  log: HostAction[];
  setTheme: (theme: HostTheme) => void;
  setTrouble: (trouble: Trouble) => void;
  setItem: (item: OpenItem | null) => void;
}

interface HostPageProps {
  config: WorldConfig;
  server: string;
  query: URLSearchParams;
}

/** Nothing but the frame. Its query names host, user, theme, locale, width, path, sub, trouble, item and mode. */
export function HostPage({ config, server, query }: HostPageProps) {
  const initial = useMemo(() => readQuery(config, server, query), [config, server, query]);
  const [theme, setTheme] = useState(initial.session.theme);
  const [trouble, setTrouble] = useState(initial.session.trouble);
  const [item, setItem] = useState(initial.item);
  const [log] = useState<HostAction[]>([]);
  const onAction = useCallback((action: HostAction) => void log.push(action), [log]);

  useEffect(() => {
    const hooks: SandboxHost = { log, setTheme, setTrouble, setItem };
    Object.assign(window, { sandboxHost: hooks });
  }, [log]);

  const session = useMemo(() => ({ ...initial.session, theme, trouble }), [initial, theme, trouble]);
  return (
    <div style={{ width: initial.width, maxWidth: '100vw', height: '100dvh', margin: '0 auto' }}>
      <HostFrame
        session={session}
        src={initial.src}
        item={item}
        timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}
        origins={config.origins}
        words={WORDS[session.locale.startsWith('de') ? 'de' : 'en']}
        onAction={onAction}
      />
    </div>
  );
}

interface Initial {
  session: HostSession;
  src: string;
  width: string;
  item: OpenItem | null;
}

function readQuery(config: WorldConfig, server: string, query: URLSearchParams): Initial {
  const asked = query.get('user')?.toLowerCase();
  const user =
    config.users.find(({ email, oid }) => asked === email.toLowerCase() || asked === oid) ?? config.users[0];
  if (user === undefined) throw new Error('This world has no users.');
  const kind = oneOf(HOST_KINDS, query.get('host'), 'teams');
  const width = Number(query.get('width') ?? 0);
  const path = query.get('path');
  return {
    session: {
      kind,
      user,
      theme: oneOf(HOST_THEMES, query.get('theme'), 'light'),
      locale: fullLocale(query.get('locale') ?? 'en'),
      trouble: oneOf(TROUBLES, query.get('trouble'), 'none'),
      clientId: config.clientId,
      environment: new URL(config.origins.entra).host,
      subPage: query.get('sub') ?? undefined,
    },
    src: frameUrl(server, kind, path === null ? {} : { path }),
    width: width > 0 ? `${width}px` : '100vw',
    item: readItem(query),
  };
}

/** `item` with `mode=attendee` or `organizer` opens an appointment beside the pane; otherwise a mail is open. */
function readItem(query: URLSearchParams): OpenItem {
  const id = query.get('item');
  if (id === null) return { mode: 'message', subject: 'Weekly numbers' };
  const start = query.get('start') ?? new Date().toISOString();
  const end = query.get('end') ?? new Date(Date.parse(start) + 3_600_000).toISOString();
  const mode = oneOf(['attendee', 'organizer'], query.get('mode'), 'attendee');
  return { mode, id, subject: query.get('subject') ?? 'Appointment', start, end };
}
