import type { FrameLocator, Locator, Page } from '@playwright/test';
import { see } from './chromium.ts';

/** The pane, in a host's frame or in a window of its own. */
export type Shown = Page | FrameLocator;

/** Clicks as a person would, and counts. */
export class Hand {
  clicks = 0;

  async click(target: Locator): Promise<void> {
    this.clicks += 1;
    await target.click();
  }
}

export const paneOf = (page: Page): FrameLocator => page.frameLocator('[data-testid=host-frame]');

/** The first line of the status, in this state. */
export const stateLine = (shown: Shown, state: string): Locator =>
  shown.locator(`[data-testid=state-line][data-state=${state}]`);

export const inStep = (shown: Shown): Locator => stateLine(shown, 'in-step');

/** A text that can be read; what is only spoken says many of them once more. */
export const written = (shown: Shown, text: string | RegExp): Locator =>
  shown.getByText(text, { exact: true }).and(shown.locator(':not([aria-live])'));

/** Microsoft's half of the first click: a dialog of the host's, or a window of Entra's. */
export type Consent = (press: () => Promise<void>) => Promise<void>;

export const inHostDialog =
  (page: Page, hand: Hand): Consent =>
  async (press) => {
    await press();
    await hand.click(page.getByTestId('consent-accept'));
  };

export const inEntraWindow =
  (page: Page, hand: Hand, account?: string): Consent =>
  async (press) => {
    const opened = page.waitForEvent('popup');
    await press();
    const popup = await opened;
    if (account !== undefined) await hand.click(popup.getByRole('button', { name: account }));
    await hand.click(popup.getByRole('button', { name: 'Accept' }));
  };

/** From the first screen to the calendars to choose from. */
export const signIn = async (shown: Shown, hand: Hand, consent: Consent): Promise<void> => {
  await consent(() => hand.click(shown.getByTestId('connect-start')));
  await shown.getByTestId('calendar-0').waitFor();
};

/** From the first screen to the status, with what is proposed. */
export const connect = async (shown: Shown, hand: Hand, consent: Consent): Promise<void> => {
  await signIn(shown, hand, consent);
  await hand.click(shown.getByTestId('preview'));
  await hand.click(shown.getByTestId('connect'));
  await inStep(shown).waitFor();
};

export const openConflict = async (shown: Shown, hand: Hand): Promise<void> => {
  await hand.click(shown.getByTestId('tab-conflicts'));
  await hand.click(shown.getByTestId('conflict-card').first());
  await shown.getByTestId('resolve-primary').waitFor();
};

export const openSettings = async (shown: Shown): Promise<void> => {
  await shown.getByRole('tab', { name: /^(Settings|Einstellungen)$/ }).click();
  await see(shown.getByTestId('deactivate')).toBeVisible();
};
