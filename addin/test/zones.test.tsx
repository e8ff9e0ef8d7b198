import { screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { withConnection } from './fixtures.ts';
import { heading, tab } from './hands.ts';
import { renderApp } from './renderApp.tsx';
import { worldOf } from './world.ts';

afterEach(() => vi.restoreAllMocks());

type Resolve = (this: Intl.DateTimeFormat) => Intl.ResolvedDateTimeFormatOptions;

/** A browser that tells this of its zone. */
const onDevice = (timeZone: string | undefined): void => {
  const resolve: unknown = Reflect.get(Intl.DateTimeFormat.prototype, 'resolvedOptions');
  vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockImplementation(function (
    this: Intl.DateTimeFormat,
  ) {
    const told = (resolve as Resolve).call(this);
    // The type says that a browser always tells one.
    return { ...told, timeZone } as typeof told;
  });
};

it.each([undefined, 'Etc/Unknown'])(
  'a device whose zone is %j shows the mailbox’s times, and says which they are',
  async (zone) => {
    onDevice(zone);
    renderApp({ answers: worldOf() });
    await heading('3 Konflikte offen');
    const note = 'Zeiten in Europe/Berlin. Die Zeitzone Ihres Geräts ist nicht bekannt.';
    expect(await screen.findByText(note)).toBeDefined();
    expect(await screen.findByRole('button', { name: /^Zahnarzt, 18:00–19:00/ })).toBeDefined();
    await tab('Protokoll');
    await heading('Protokoll');
    expect(screen.getByText(note)).toBeDefined();
  },
);

it('a mailbox whose zone the browser does not know is shown in the device’s', async () => {
  onDevice('Asia/Tokyo');
  renderApp({ answers: worldOf({ me: withConnection({ timeZone: 'Mars/Base' }) }) });
  await heading('3 Konflikte offen');
  expect(await screen.findByRole('button', { name: /^Zahnarzt, 02:00–03:00/ })).toBeDefined();
});

it('where nobody tells a zone that the browser knows, times are those of UTC', async () => {
  onDevice(undefined);
  renderApp({ answers: worldOf({ me: withConnection({ timeZone: 'Mars/Base' }) }), language: 'en' });
  await heading('3 conflicts open');
  expect(await screen.findByText('Times in UTC. The time zone of your device is not known.')).toBeDefined();
  expect(
    await screen.findByRole('button', { name: /^Zahnarzt, (17:00–18:00|5:00 – 6:00 PM)/ }),
  ).toBeDefined();
});
