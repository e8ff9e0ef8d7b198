import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { roomBelow } from '../src/app/roomAtFoot.ts';
import { tab } from './hands.ts';
import { renderApp } from './renderApp.tsx';
import { worldOf } from './world.ts';

afterEach(() => vi.restoreAllMocks());

const footAt = (top: number, bottom: number) =>
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function (this: HTMLElement) {
    return this.tagName === 'FOOTER' ? new DOMRect(0, top, 320, bottom - top) : new DOMRect();
  });

describe('what stands at the window’s lower edge', () => {
  it.each([
    ['leaves the height of the buttons that stick there', [{ top: 650, bottom: 768 }], 768, 118],
    ['stands below buttons that follow a short page', [{ top: 300, bottom: 418 }], 768, 0],
    ['stands above buttons that leave it no room below', [{ top: 600, bottom: 700 }], 768, 168],
    ['needs no room for buttons that are out of sight', [{ top: 900, bottom: 1000 }], 768, 0],
    ['stays where it is when there is no room above either', [{ top: 60, bottom: 300 }], 320, 0],
    [
      'heeds the higher of two',
      [
        { top: 700, bottom: 768 },
        { top: 650, bottom: 768 },
      ],
      768,
      118,
    ],
    ['stands at the edge of a page without any', [], 768, 0],
  ])('%s', (_, feet, height, room) => {
    expect(roomBelow(feet, height)).toBe(room);
  });
});

it('a result stands above the buttons at the foot of the page, and moves when they do', async () => {
  footAt(650, 768);
  renderApp({ answers: worldOf() });
  await tab('Einstellungen');
  fireEvent.click(await screen.findByRole('switch', { name: 'Outlook-Termine in TIMIFY anonym' }));
  await screen.findByText('Gespeichert');
  const bottom = () => document.querySelector<HTMLElement>('.fui-Toaster')?.style.bottom;
  await waitFor(() => expect(bottom()).toBe('134px'));
  footAt(700, 768);
  fireEvent.scroll(window);
  await waitFor(() => expect(bottom()).toBe('84px'));
});

it('a page without buttons at its foot has room below its end while a result stands there', async () => {
  renderApp({ answers: worldOf() });
  await tab('Einstellungen');
  fireEvent.click(await screen.findByRole('switch', { name: 'Outlook-Termine in TIMIFY anonym' }));
  await screen.findByText('Gespeichert');
  expect(screen.queryByTestId('room')).toBeNull();
  await tab('Protokoll');
  expect((await screen.findByTestId('room')).style.height).toBe('140px');
  // Whoever goes on by keyboard finds nothing behind it either.
  expect(document.documentElement.style.scrollPaddingBottom).toBe('140px');
  await tab('Einstellungen');
  await waitFor(() => expect(screen.queryByTestId('room')).toBeNull());
  expect(document.documentElement.style.scrollPaddingBottom).toBe('');
});
