const PARAMETER = 'invitation';
const KEY = 'timify-sync.invitation';
const DEEP_LINK = 'invitation-';

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * Takes the invitation out of the address bar, so that it ends in no history, bookmark or referrer, and keeps it for
 * this visit: the sign-in window may reload the page. Must run before anything else looks at the address.
 */
export function takeInvitation(location: Location, history: History, store: Store): string | undefined {
  const address = new URL(location.href);
  const token = address.searchParams.get(PARAMETER) ?? undefined;
  if (token !== undefined) {
    address.searchParams.delete(PARAMETER);
    history.replaceState(history.state, '', address);
    keep(store, token);
  }
  return token ?? kept(store);
}

/** Inside Teams a link cannot carry a query; there the invitation is part of the place it leads to. */
export function invitationOfDeepLink(deepLink: string | undefined): string | undefined {
  return deepLink?.startsWith(DEEP_LINK) === true ? deepLink.slice(DEEP_LINK.length) : undefined;
}

/** Once it is used or refused. */
export function forgetInvitation(store: Store): void {
  try {
    store.removeItem(KEY);
  } catch {
    // Then it was never stored.
  }
}

function keep(store: Store, token: string): void {
  try {
    store.setItem(KEY, token);
  } catch {
    // Storage can be closed to framed pages: then it lives as long as the page.
  }
}

function kept(store: Store): string | undefined {
  try {
    return store.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
}
