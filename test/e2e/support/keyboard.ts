import type { Frame, Locator, Page } from '@playwright/test';

const MOST_STOPS = 80;

/** What a look at the focused element finds: whether the focus can be seen, and what it is on. */
const FOCUS = `(() => {
  const on = document.activeElement;
  if (!on || on === document.body) return { name: 'nothing', seen: true };
  const drawn = (part) => {
    const style = getComputedStyle(on, part);
    const outline = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
    const border = part !== null && style.content !== 'none' && parseFloat(style.borderTopWidth) >= 2;
    return outline || border;
  };
  // Fluent marks the element or the one around it (its radio buttons and boxes) and draws the ring there.
  const marked = on.closest('[data-fui-focus-visible], [data-fui-focus-within]') !== null;
  const name = on.getAttribute('aria-label') ?? on.textContent?.trim() ?? on.tagName;
  return { name: name.slice(0, 80), seen: marked || drawn(null) || drawn('::after') || drawn('::before') };
})()`;

/** A person without a mouse. Every stop on the way must show that it has the focus. */
export class Keys {
  readonly #page: Page;
  readonly #frame: () => Frame;

  constructor(page: Page, frame: () => Frame) {
    this.#page = page;
    this.#frame = frame;
  }

  press(key: string): Promise<void> {
    return this.#page.keyboard.press(key);
  }

  /** On by Tab (or another key) until this has the focus. */
  async to(target: Locator, key = 'Tab'): Promise<void> {
    await target.waitFor();
    const passed: string[] = [];
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      if (await hasFocus(target)) return;
      await this.press(key);
      const { name, seen } = await this.#frame().evaluate<{ name: string; seen: boolean }>(FOCUS);
      passed.push(name);
      if (!seen) throw new Error(`The focus on “${name}” cannot be seen.`);
    }
    throw new Error(`${key} never came to ${String(target)}; it passed ${passed.join(' | ')}`);
  }

  async activate(target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
    await this.to(target);
    await this.press(key);
  }
}

export const hasFocus = (target: Locator): Promise<boolean> =>
  target.evaluate((element: { ownerDocument: { activeElement: unknown } }) => {
    return element.ownerDocument.activeElement === element;
  });
