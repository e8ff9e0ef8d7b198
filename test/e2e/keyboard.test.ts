import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '../support/call.ts';
import { times } from '../support/answers.ts';
import { nextWorkday, type Calendars } from './support/calendars.ts';
import { describeInChromium, launch, PATIENCE_MS, see } from './support/chromium.ts';
import { Demo } from './support/demo.ts';
import { Keys } from './support/keyboard.ts';
import { inStep, written } from './support/pane.ts';
import { Visit } from './support/visit.ts';

/** From the first screen to the proof without a mouse. The steps build on one another. */
describeInChromium('with the keyboard alone', () => {
  let demo: Demo;
  let browser: Browser;
  let visit: Visit;
  let keys: Keys;
  let lena: Calendars;

  beforeAll(async () => {
    [demo, browser] = await Promise.all([Demo.start(), launch()]);
    const user = demo.user('Lena');
    lena = await demo.calendars(user);
    visit = await Visit.of(browser, demo, { host: 'teams', user: user.email });
    keys = new Keys(visit.page, () => visit.frame);
  });
  afterAll(async () => {
    await browser.close();
    await demo.stop();
  });

  /** Where somebody who listens begins to read a new page (ux §6). */
  const titleHasFocus = (title: string): Promise<void> =>
    see(visit.shown.getByRole('heading', { level: 1, name: title })).toBeFocused();

  it('connects: title first, arrows in a group, Space and Enter', async () => {
    const { shown, page } = visit;
    await keys.activate(shown.getByTestId('connect-start'));
    const accept = page.getByTestId('consent-accept');
    await accept.waitFor();
    await accept.focus();
    await page.keyboard.press('Enter');
    await titleHasFocus('What should be kept in step?');

    const direction = (name: string) => shown.getByRole('radio', { name });
    await keys.to(direction('Both ways'));
    await keys.press('ArrowDown');
    await see(direction('Only Outlook → TIMIFY')).toBeChecked();
    await keys.press('ArrowUp');
    await see(direction('Both ways')).toBeChecked();
    const anonymous = shown.getByRole('switch', { name: 'Bookings in Outlook' });
    await keys.to(anonymous);
    const was = await anonymous.isChecked();
    await keys.press('Space');
    await see(anonymous).toBeChecked({ checked: !was });
    await keys.press('Space');

    await keys.activate(shown.getByTestId('preview'));
    await titleHasFocus('Preview');
    await see(shown.getByTestId('connect')).toBeEnabled();
    await keys.activate(shown.getByTestId('connect'));
    await inStep(shown).waitFor();
  });

  it('asks why, and stands where it stood before', async () => {
    const { shown } = visit;
    const item = shown.getByRole('button', { name: /^Mittag mit Clara, / });
    await keys.activate(item);
    const answer = written(shown, /^Decided /);
    await see(answer).toBeVisible();
    await keys.press('Escape');
    await see(answer).toHaveCount(0);
    await see(item).toBeFocused();

    const menu = shown.getByRole('button', { name: 'More actions' });
    await keys.activate(menu.first());
    await see(shown.getByRole('menuitem', { name: 'Sync now' })).toBeFocused();
    await keys.press('ArrowDown');
    await see(shown.getByRole('menuitem', { name: 'Pause' })).toBeFocused();
    await keys.press('Escape');
    await see(menu.first()).toBeFocused();
  });

  it('solves a conflict, and takes it back', async () => {
    const { shown } = visit;
    const span = nextWorkday(17, 30);
    const id = await lena.book('Consultation', span);
    await eventually(
      'its copy',
      async () => (await lena.copies()).map(times).some(({ start }) => start === span.start),
      PATIENCE_MS,
    );
    await lena.addEvent('Delivery', nextWorkday(17, 60));
    await see(shown.getByRole('heading', { name: '1 conflict open' })).toBeVisible();
    await keys.to(shown.getByRole('tab', { name: 'Status' }), 'Shift+Tab');
    await keys.press('ArrowRight');
    await see(shown.getByTestId('tab-conflicts')).toBeFocused();
    await keys.press('Enter');
    await titleHasFocus('1 conflict');
    await keys.activate(shown.getByTestId('conflict-card').first());
    await shown.getByTestId('resolve-primary').waitFor();
    await see(shown.getByRole('heading', { level: 1 })).toBeFocused();

    const times3 = shown.getByRole('radio', { name: /^\d/ });
    await keys.to(times3.first());
    await keys.press('ArrowRight');
    await see(times3.nth(1)).toBeChecked();
    await keys.activate(shown.getByTestId('resolve-primary'));
    await shown.getByTestId('resolve-result').waitFor();
    await titleHasFocus('Solved');
    const booked = async (): Promise<number> =>
      Date.parse((await lena.appointments()).find((one) => one.id === id)?.start ?? '');
    expect(await booked()).not.toBe(Date.parse(span.start));
    await keys.activate(shown.getByRole('button', { name: 'Undo' }));
    await see(shown.getByRole('heading', { name: 'Undone' })).toBeVisible();
    expect(await booked()).toBe(Date.parse(span.start));
  });

  it('deactivates, and is told the proof', async () => {
    const { shown } = visit;
    const status = shown.getByRole('tab', { name: 'Conflicts' });
    await keys.to(status, 'Shift+Tab');
    await keys.to(shown.getByRole('tab', { name: 'Settings' }), 'ArrowRight');
    await keys.press('Enter');
    await titleHasFocus('Settings');
    await keys.activate(shown.getByTestId('deactivate'));
    await titleHasFocus('Deactivate the sync');
    await keys.to(shown.getByRole('radio', { name: /^Remove the copies/ }));
    await keys.press('ArrowDown');
    await see(shown.getByRole('radio', { name: /^Keep the copies/ })).toBeChecked();
    await keys.press('ArrowUp');
    await keys.activate(shown.getByTestId('deactivate-confirm'));
    await shown.getByTestId('proof').waitFor();
    await titleHasFocus('Deactivated');
    expect(await lena.copies()).toEqual([]);
    expect(visit.problems).toEqual([]);
  });
});
