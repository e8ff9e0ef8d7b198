import { act, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { showBareFault } from '../src/entries/bareFault.ts';
import { config } from './fixtures.ts';
import { heading, tab } from './hands.ts';
import { renderApp } from './renderApp.tsx';
import { worldOf } from './world.ts';

afterEach(() => vi.restoreAllMocks());

describe('a fault of the pane itself', () => {
  it('on one page leaves the tabs, and the others work', async () => {
    vi.spyOn(console, 'error').mockReturnValue(undefined);
    const dates = vi.spyOn(Intl.DateTimeFormat.prototype, 'formatToParts').mockImplementation(() => {
      throw new RangeError('No dates here');
    });
    renderApp({ answers: worldOf() });
    await heading('Das hat nicht geklappt');
    expect(screen.getByText('Ihre Kalender sind unverändert.')).toBeDefined();
    dates.mockRestore();
    await tab('Protokoll');
    await heading('Protokoll');
  });

  it('before it could start is told in the browser’s language', () => {
    const root = document.createElement('div');
    root.id = 'root';
    document.body.append(root);
    vi.spyOn(navigator, 'language', 'get').mockReturnValue('de-AT');
    showBareFault();
    expect(document.documentElement.lang).toBe('de');
    expect(screen.getByRole('alert').textContent).toContain('Ihre Kalender sind unverändert.');
    root.remove();
  });
});

it('whoever comes back to a page that is older than the server is told so', async () => {
  const pane = renderApp({ answers: worldOf() });
  await screen.findByRole('tab', { name: 'Protokoll' });
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
  await waitFor(() => expect(pane.sent.filter(({ path }) => path === '/api/config')).toHaveLength(1));
  expect(screen.queryByText('Eine neue Version ist da.')).toBeNull();
  pane.answer(worldOf({ answers: { config: { ...config, version: 'newer' } } }));
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
  expect(await screen.findAllByText('Eine neue Version ist da.')).not.toHaveLength(0);
  await waitFor(() =>
    expect(document.querySelector('[aria-live=polite]')?.textContent).toBe('Eine neue Version ist da.'),
  );
});
