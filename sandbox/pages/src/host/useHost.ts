import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { apiToken, grantToken, openPopUp } from './calls.ts';
import { answerNaa, parseNaaRequest } from './naa.ts';
import type { NaaCalls } from './naa.ts';
import { isOfficeMessage } from './officeProtocol.ts';
import type { FromHost, FromPane } from './officeProtocol.ts';
import { hasNestedAuth } from './session.ts';
import type { HostAction, HostSession, OpenItem } from './session.ts';
import { answerTeams, parseTeamsRequest, teamsResponse, teamsTheme } from './teams.ts';
import type { TeamsCalls } from './teams.ts';

/** Where the host has its tokens from. */
export interface Broker {
  grant: NaaCalls['grant'];
  apiToken: TeamsCalls['apiToken'];
}

/** The sandbox's Entra ID. */
export const ENTRA: Broker = { grant: grantToken, apiToken };

export interface HostProps {
  session: HostSession;
  /** What is selected in Outlook; for the task pane alone. */
  item: OpenItem | null;
  timeZone: string;
  broker: Broker;
  consent: (scopes: string[]) => Promise<boolean>;
  did: (action: HostAction) => void;
}

/** Plays the host for one frame: hears that frame alone, and pushes changes of theme and item into it. */
export function useHost(frame: RefObject<HTMLIFrameElement | null>, props: HostProps): void {
  const latest = useRef(props);
  /** Names that the frame registered handlers for; a push without one would be noise. */
  const registered = useRef(new Set<string>());
  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    const names = registered.current;
    const hear = (event: MessageEvent<unknown>): void => {
      const pane = frame.current?.contentWindow;
      if (pane == null || event.source !== pane) return;
      const send = (message: unknown): void => pane.postMessage(message, event.origin);
      const { session } = latest.current;
      if (session.kind === 'browser') return;
      if (session.kind === 'outlook') {
        if (isOfficeMessage(event.data)) void hearOffice(event.data as FromPane, latest.current, send);
        return;
      }
      const request = parseTeamsRequest(event.data);
      if (request === undefined) return;
      if (request.func === 'initialize') names.clear();
      if (request.func === 'registerHandler') names.add(String(request.args[0]));
      void hearTeams(request, latest.current).then((args) => {
        if (args !== undefined) send(teamsResponse(request, args));
      });
    };
    window.addEventListener('message', hear);
    return () => window.removeEventListener('message', hear);
  }, [frame]);

  const { theme, kind } = props.session;
  useEffect(() => {
    const pane = frame.current?.contentWindow;
    if (kind === 'outlook') pane?.postMessage(office({ event: 'theme', theme }), '*');
    else if (registered.current.has('themeChange')) {
      pane?.postMessage({ func: 'themeChange', args: [teamsTheme(theme)] }, '*');
    }
  }, [frame, kind, theme]);

  const { item } = props;
  useEffect(() => {
    if (kind === 'outlook') frame.current?.contentWindow?.postMessage(office({ event: 'item', item }), '*');
  }, [frame, kind, item]);
}

async function hearTeams(
  request: NonNullable<ReturnType<typeof parseTeamsRequest>>,
  { session, broker, consent, did }: HostProps,
): Promise<unknown[] | undefined> {
  const popUp = (url: string, width: number, height: number): ReturnType<typeof openPopUp> =>
    openPopUp(session, url, width, height);
  return await answerTeams(request, session, { ...broker, consent, popUp, did });
}

async function hearOffice(
  message: FromPane,
  props: HostProps,
  send: (message: FromHost) => void,
): Promise<void> {
  const { session, item, timeZone, broker, consent, did } = props;
  switch (message.call) {
    case 'hello':
      did({ kind: 'loaded', value: '' });
      send(office({ event: 'welcome', welcome: welcome(session, item, timeZone) }));
      return;
    case 'naa': {
      const request = hasNestedAuth(session.trouble) ? parseNaaRequest(message.json) : undefined;
      if (request === undefined) return;
      send(
        office({ event: 'naa', json: await answerNaa(request, session, { grant: broker.grant, consent }) }),
      );
      return;
    }
    case 'open-item':
      did({ kind: 'open-item', value: message.id });
      return;
    case 'open-link':
      did({ kind: 'open-link', value: message.url });
      return;
  }
}

type Bare = FromHost extends infer M ? (M extends FromHost ? Omit<M, 'sandboxOffice'> : never) : never;
const office = (message: Bare): FromHost => ({ sandboxOffice: 1, ...message });

function welcome(session: HostSession, item: OpenItem | null, timeZone: string) {
  const { user, theme, locale, trouble } = session;
  return {
    user: { name: user.name, email: user.email },
    theme,
    locale,
    timeZone,
    nestedAppAuth: hasNestedAuth(trouble),
    item,
  };
}
