export interface HeldBack {
  readonly wait: (path: string) => Promise<void> | undefined;
  readonly letGo: () => void;
}

/** Everything but the one call goes as usual; that one waits until it is let go. */
export function heldBack(path: RegExp): HeldBack {
  let letGo: () => void = () => undefined;
  const gate = new Promise<void>((open) => (letGo = open));
  return { wait: (asked) => (path.test(asked) ? gate : undefined), letGo: () => letGo() };
}
