import type { ListedState, Press, Step } from '../../../gallery/model.ts';

/** Brings the pane in a frame of our own origin into a state, by what a person would press. */

const LOOK_AGAIN_MS = 50;
const PATIENCE_MS = 15_000;

type Found = HTMLElement | undefined;

async function until(look: () => Found, what: string): Promise<HTMLElement> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const found = look();
    if (found) return found;
    if (performance.now() > end) throw new Error(`The pane does not show ${what}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

const isVisible = (element: Element): boolean => element.getClientRects().length > 0;

const labelOf = (element: Element): string | undefined =>
  element.tagName === 'INPUT' ? (element as HTMLInputElement).labels?.[0]?.textContent : undefined;

/** What stands on or beside it, or what it is called where nothing does. */
const nameOf = (element: Element): string =>
  (element.getAttribute('aria-label') ?? labelOf(element) ?? element.textContent)
    .replace(/\u00ad/g, '')
    .trim();

const all = (page: Document, selector: string): HTMLElement[] =>
  [...page.querySelectorAll<HTMLElement>(selector)].filter(isVisible);

const named = (page: Document, selector: string, name: string): Found => {
  const pattern = new RegExp(name);
  return all(page, selector).find((element) => pattern.test(nameOf(element)));
};

const BUTTONS = 'button:not([role=tab]), a, [role=button]';
const BOXES = 'input[type=checkbox], input[type=radio]';
const MORE = '^(Mehr|More)$';

/** What a step presses; undefined as long as it is not there. A tab may be in the menu, which is opened for it. */
function target(page: Document, step: Press): Found {
  if ('testId' in step) return all(page, `[data-testid="${step.testId}"]`)[0];
  if ('button' in step) return named(page, BUTTONS, step.button);
  if ('box' in step) return named(page, BOXES, step.box);
  if ('menuItem' in step) return named(page, '[role=menuitem]', `^(${step.menuItem})$`);
  if ('option' in step) return named(page, '[role=option]', step.option);
  const name = `^(${step.tab})`;
  const there = named(page, '[role=tab], [role=menuitem]', name);
  if (there || page.querySelector('[role=menu]')) return there;
  named(page, 'button', MORE)?.click();
  return undefined;
}

function isReady(element: HTMLElement): boolean {
  return element.getAttribute('aria-disabled') !== 'true' && !element.hasAttribute('disabled');
}

function fieldNamed(page: Document, name: string): HTMLInputElement | undefined {
  return named(page, 'input', name) as HTMLInputElement | undefined;
}

/** React hears an input event, and only where the value was set past its own setter. */
function write(input: HTMLInputElement, text: string): void {
  const view = input.ownerDocument.defaultView;
  const setter = view && Object.getOwnPropertyDescriptor(view.HTMLInputElement.prototype, 'value');
  setter?.set?.call(input, text);
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Whether what is pressed is there in a pane of this width. */
function hasRoom(
  { documentElement: { clientWidth } }: Document,
  { from = 0, below = Infinity }: Step,
): boolean {
  return clientWidth >= from && clientWidth < below;
}

async function take(page: () => Document, step: Step): Promise<void> {
  const what = JSON.stringify(step);
  if (!hasRoom(page(), step)) return;
  if ('comes' in step) page().dispatchEvent(new Event('visibilitychange'));
  else if ('said' in step) {
    const pattern = new RegExp(step.said);
    await until(() => (pattern.test(page().body.innerText) ? page().body : undefined), what);
  } else if ('shown' in step) await until(() => all(page(), step.shown)[0], what);
  else if ('field' in step) {
    const input = await until(() => fieldNamed(page(), step.field), what);
    write(input as HTMLInputElement, step.text);
  } else {
    const pressed = await until(() => {
      const found = target(page(), step);
      return found && isReady(found) ? found : undefined;
    }, what);
    pressed.scrollIntoView({ block: 'nearest' });
    pressed.click();
  }
}

/** A heading of the page, or what stands in for it while it loads. */
const STANDING: Record<ListedState['until'], string> = {
  heading: 'h1',
  skeleton: '[class*="fui-Skeleton"], [aria-busy="true"]',
};

/** Walks into the state. Rejects, naming the step that was not possible. */
export async function walk(page: () => Document | undefined, state: ListedState): Promise<void> {
  const now = (): Document => page() ?? document.implementation.createHTMLDocument();
  const [first] = state.steps;
  if (first) await until(() => all(now(), '#root *')[0], 'anything');
  for (const step of state.steps) await take(now, step);
  await until(() => all(now(), STANDING[state.until])[0], state.until);
}
