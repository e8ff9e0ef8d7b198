import { useEffect } from 'react';

/** Dialogs, popovers and new pages place the focus themselves, within this time. */
const OTHERS_FIRST_MS = 150;
/** How many of the last places are remembered: enough for a dialog on a menu on a page. */
const REMEMBERED = 12;

const FOCUSABLE = 'a[href], button, input, select, textarea, [tabindex]';

const isLost = (): boolean => document.activeElement === null || document.activeElement === document.body;

const canTake = (element: Element): element is HTMLElement =>
  element instanceof HTMLElement && !element.matches(':disabled, [data-tabster-dummy]');

const isThere = (element: HTMLElement): boolean => element.isConnected && canTake(element);

const title = (): HTMLElement | null => document.querySelector('main h1');

/** Everything around an element, nearest first. */
function around(element: Element): readonly Element[] {
  const parent = element.parentElement;
  return parent === null ? [] : [parent, ...around(parent)];
}

interface Stop {
  readonly element: HTMLElement;
  readonly around: readonly Element[];
}

/** The first place in what is left around it; the title of the page where nothing nearer is left. */
function nearest({ around: ring }: Stop): HTMLElement | undefined {
  const left = ring.find((element) => element.isConnected && element.querySelector(FOCUSABLE) !== null);
  if (left === undefined || left.closest('main, aside') === null) return undefined;
  const inside = left.matches('main, aside') ? [...left.querySelectorAll('h1')] : [];
  return [...inside, ...left.querySelectorAll(FOCUSABLE)].find(canTake);
}

/**
 * What is pressed often goes with the press: "Resume", "More days", the last question of a dialog. The focus would fall
 * to the page's body, and a screen reader to the start of the page. It goes to what is left beside it instead, or back to
 * where it was before.
 */
export function useKeptPlace(): void {
  useEffect(() => {
    const stops: Stop[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const remember = ({ target }: FocusEvent): void => {
      if (!(target instanceof HTMLElement)) return;
      stops.unshift({ element: target, around: around(target) });
      stops.splice(REMEMBERED);
    };
    const mend = (): void => {
      const [last, ...before] = stops;
      if (last === undefined || !isLost() || last.element.isConnected) return;
      const place = nearest(last) ?? before.map(({ element }) => element).find(isThere) ?? title();
      place?.focus();
    };
    const look = (): void => {
      if (stops[0]?.element.isConnected !== false || !isLost()) return;
      clearTimeout(timer);
      timer = setTimeout(mend, OTHERS_FIRST_MS);
    };
    const changes = new MutationObserver(look);
    changes.observe(document.body, { childList: true, subtree: true });
    document.addEventListener('focusin', remember);
    return () => {
      clearTimeout(timer);
      changes.disconnect();
      document.removeEventListener('focusin', remember);
    };
  }, []);
}
