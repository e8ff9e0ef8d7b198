import type { Locator } from '@playwright/test';
import { expect } from 'vitest';
import type { DemoUser } from '../../../scripts/demo/company.ts';
import { eventually } from '../../support/call.ts';
import { times } from '../../support/answers.ts';
import { nextWorkday, type Calendars, type Span } from './calendars.ts';
import { PATIENCE_MS, see } from './chromium.ts';
import type { Demo } from './demo.ts';
import { inStep, openConflict, openSettings, signIn, type Consent, type Hand, type Shown } from './pane.ts';

interface Journey {
  demo: Demo;
  user: DemoUser;
  /** The pane, at its first screen. */
  shown: Shown;
  hand: Hand;
  consent: Consent;
}

/**
 * What somebody does who has been invited, from the first screen to the proof that nothing is left. Answers how many
 * clicks it took to connect.
 */
export const walk = async (journey: Journey): Promise<number> => {
  const { demo, user, shown, hand, consent } = journey;
  const calendars = await demo.calendars(user);
  const before = { events: await calendars.events(), appointments: await calendars.appointments() };

  await signIn(shown, hand, consent);
  await chooseAndConnect(journey, calendars);
  const clicks = hand.clicks;

  await eventSeen(shown, calendars);
  await conflictSolved(journey, calendars);
  await deactivated(journey);

  // Two events and a booking were made on the way; the rest is as it was before, and nobody was written to.
  expect(await calendars.events()).toHaveLength(before.events.length + 2);
  expect(await calendars.copies()).toEqual([]);
  expect(await calendars.appointments()).toHaveLength(before.appointments.length + 1);
  const mails = await demo.mails();
  expect(mails.filter(({ from }) => from !== 'ours')).toEqual([]);
  return clicks;
};

const chooseAndConnect = async ({ demo, shown, hand }: Journey, calendars: Calendars): Promise<void> => {
  for (const name of calendars.names)
    await see(shown.getByRole('checkbox', { name: new RegExp(`^${name}`) })).toHaveCount(1);
  await see(shown.getByTestId('calendar-0')).toBeChecked();
  await hand.click(shown.getByTestId('preview'));
  const connect = shown.getByTestId('connect');
  await see(connect).toBeEnabled();
  const bookings = await calendars.appointments();
  await see(counted(shown, 'New events in Outlook')).toHaveText(String(bookings.length));
  await see(counted(shown, 'Mails to guests')).toHaveText('0');

  // A slow TIMIFY, so that the import can be seen; it goes on as fast as ever once it was.
  await demo.control('POST', '/latency', { timify: 1500 });
  await hand.click(connect);
  await shown.getByTestId('import-progress').waitFor();
  await demo.control('POST', '/latency', { timify: 0 });
  await inStep(shown).waitFor();
  expect(await calendars.copies()).toHaveLength(bookings.length);
};

const counted = (shown: Shown, label: string): Locator =>
  shown.locator('dt', { hasText: label }).locator('xpath=following-sibling::dd');

const has = (spans: readonly Span[], { start, end }: Span): boolean =>
  spans.some((span) => span.start === start && span.end === end);

const eventSeen = async (shown: Shown, calendars: Calendars): Promise<void> => {
  const span = nextWorkday(16, 45);
  await calendars.addEvent('Dentist', span);
  await eventually('the blocker', async () => has(await calendars.blockers(), span), PATIENCE_MS);
  await see(shown.getByRole('button', { name: /^Dentist, / })).toBeVisible();
  await see(shown.getByText('“Dentist” is new in TIMIFY')).toBeVisible();
  await see(shown.getByText(/^TIMIFY Sync .*s$/)).toBeVisible();
};

const conflictSolved = async ({ demo, user, shown, hand }: Journey, calendars: Calendars): Promise<void> => {
  const span = nextWorkday(17, 30);
  const booking = await calendars.book('Consultation', span);
  await eventually('its copy', async () => has((await calendars.copies()).map(times), span), PATIENCE_MS);
  await calendars.addEvent('Delivery', nextWorkday(17, 60));
  await openConflict(shown, hand);

  const id = await demo.connectionId(user.email);
  const { items } = await demo.api<{ items: { slots: Span[] }[] }>(
    user.email,
    'GET',
    `/api/connections/${id}/conflicts`,
  );
  const first = items[0]?.slots[0];
  if (!first) throw new Error('The conflict offers no free time.');
  await see(shown.getByTestId('resolve-primary')).toHaveText(/^Move the booking to /);
  await hand.click(shown.getByTestId('resolve-primary'));
  await shown.getByTestId('resolve-result').waitFor();
  const moved = (await calendars.appointments()).find((appointment) => appointment.id === booking);
  expect(Date.parse(moved?.start ?? '')).toBe(Date.parse(first.start));
};

const deactivated = async ({ shown }: Journey): Promise<void> => {
  await openSettings(shown);
  await shown.getByTestId('deactivate').click();
  await see(shown.getByRole('radio', { name: /Remove the copies/ })).toBeChecked();
  await shown.getByTestId('deactivate-confirm').click();
  await shown.getByTestId('proof').waitFor();
  await see(shown.getByText('of ours left', { exact: true }).locator('..')).toHaveText([
    /Outlook\s*0\s*of ours left/,
    /TIMIFY\s*0\s*of ours left/,
  ]);
};
