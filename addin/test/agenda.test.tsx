import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { agenda, connection, withConnection } from './fixtures.ts';
import { press } from './hands.ts';
import { renderApp } from './renderApp.tsx';
import { worldOf } from './world.ts';

const alone = agenda
  .filter(({ origin, office }) => origin === 'office' && office !== null)
  .slice(0, 1)
  .map((row) => ({ ...row, linkId: null, timify: null, decision: null, reason: null, conflictId: null }));

describe('an event that no run has looked at', () => {
  it('is said to be still to come where its calendar is kept in step', async () => {
    renderApp({ answers: worldOf({ answers: { agenda: { items: alone } } }) });
    expect(await screen.findByText('noch nicht geprüft')).toBeDefined();
  });

  it('is not promised to come from a calendar that only receives bookings', async () => {
    const answers = {
      agenda: { items: alone },
      explain: {
        sentence: 'Es liegt in einem Kalender, der nicht abgeglichen wird.',
        inFull: '',
        rule: 'skip.other-calendar',
        setting: null,
        value: null,
        earlier: null,
        source: null,
        locked: false,
        change: null,
        decision: 'unseen',
        reason: null,
        at: '2026-11-24T09:00:00.000Z',
      },
    };
    const me = withConnection({ calendars: ['cal-2'], writeCalendar: connection.writeCalendar });
    renderApp({ answers: worldOf({ me, answers }) });
    await press('nicht übertragen');
    expect(await screen.findByText('Es liegt in einem Kalender, der nicht abgeglichen wird.')).toBeDefined();
    expect(screen.queryByText('noch nicht geprüft')).toBeNull();
  });
});
