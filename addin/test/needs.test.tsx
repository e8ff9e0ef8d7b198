import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { health } from '../../sandbox/gallery/fixtures/admin.ts';
import type { Resource } from '../../shared/company.ts';
import { ResourceState } from '../../shared/words.ts';
import { needOf } from '../src/features/admin/needs.ts';
import { pileOf } from '../src/features/admin/overview.ts';
import { de } from '../src/strings/de.ts';
import { ADMIN, resource } from './fixtures.ts';
import { heading, press } from './hands.ts';
import { renderApp } from './renderApp.tsx';
import { worldOf } from './world.ts';

afterEach(() => vi.unstubAllGlobals());

const one = (facts: Partial<Resource> & Pick<Resource, 'state'>): Resource =>
  resource({ id: 'r1', name: 'Mia Vogt', connectionId: 'con-1', ...facts });

it('whoever needs a hand has a line that says what to do', () => {
  const help = ResourceState.options.filter((state) => pileOf(one({ state })) === 'help');
  expect(help.length).toBeGreaterThan(8);
  for (const state of help) expect(needOf(one({ state }))?.words, state).toBeDefined();
});

it.each([
  ['deletions are held back', { state: 'in-step', held: 48 }, 'open'],
  ['deletions are held back while it is paused', { state: 'paused', held: 48 }, 'resume'],
  ['a fault comes before held deletions', { state: 'failing', held: 48 }, 'sync'],
  ['conflicts are open', { state: 'in-step', conflicts: 3 }, 'solve'],
  ['only the owner can mend it', { state: 'calendar-gone' }, undefined],
  ['nobody can sign in any more', { state: 'needs-sign-in', trouble: 'owner-gone' }, 'openDeactivate'],
] as const)('what helps at once where %s', (_, facts, act) => {
  expect(needOf(one(facts))?.act).toBe(act);
});

const OF_CONSENT = { state: 'needs-sign-in', trouble: 'consent-required' } as const;

const openOverview = async (facts: Partial<Resource> & Pick<Resource, 'state'>) => {
  const answers = { resources: { items: [one(facts)] } };
  const pane = renderApp({ answers: worldOf({ me: ADMIN, answers }) });
  await heading('Übersicht');
  return { pane, row: within(await screen.findByTestId('resource-row')) };
};

describe('in the overview', () => {
  it('a missing consent is told as such, and its link is copied', async () => {
    const writeText = vi.fn(() => Promise.resolve());
    vi.stubGlobal('navigator', { clipboard: { writeText } });
    const { row } = await openOverview(OF_CONSENT);
    expect(row.getAllByText(de['admin.need.consent-required'])).not.toHaveLength(0);
    fireEvent.click(row.getByRole('button', { name: 'Link kopieren' }));
    await screen.findAllByText('Der Link wurde kopiert.');
    expect(writeText).toHaveBeenCalledWith(expect.stringContaining('/adminconsent?'));
  });

  it('a refused secret leads to where it is renewed', async () => {
    const { row } = await openOverview({ state: 'timify-refused' });
    fireEvent.click(row.getByRole('button', { name: 'Erneuern' }));
    await heading('TIMIFY verbinden');
  });

  it('a failing one is tried at once', async () => {
    const { row, pane } = await openOverview({ state: 'failing' });
    fireEvent.click(row.getByRole('button', { name: 'Jetzt abgleichen' }));
    await waitFor(() =>
      expect(pane.sent.map(({ path }) => path)).toContainEqual(
        expect.stringMatching(/\/connections\/con-1\/actions\/sync$/),
      ),
    );
  });

  it('an expired invitation is made again', async () => {
    const { row } = await openOverview({ state: 'invitation-expired', connectionId: null });
    expect(row.getByRole('button', { name: 'Erneut einladen' })).toBeDefined();
  });
});

it('health says it in the same words, with the same act', async () => {
  const [row] = health.items;
  const items = [
    { ...row, trouble: { kind: 'owner-gone', requestId: null, at: '2026-11-24T08:00:00.000Z' } },
  ];
  renderApp({ answers: worldOf({ me: ADMIN, answers: { health: { ...health, items, total: 1 } } }) });
  await heading('Übersicht');
  await press('Mehr');
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Zustand', hidden: true }));
  await heading('Zustand');
  expect(await screen.findByText(de['admin.need.owner-gone'])).toBeDefined();
  await press(/^Deaktivieren …: /);
  await heading('Abgleich deaktivieren');
});
