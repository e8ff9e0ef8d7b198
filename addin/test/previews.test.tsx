import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Preview } from '../../shared/preview.ts';
import { INVITED, openInvitation, preview } from './fixtures.ts';
import { heading, press } from './hands.ts';
import { renderApp } from './renderApp.tsx';
import { worldOf } from './world.ts';

type Sample = Preview['samples'][number];

const sample = (about: Partial<Sample> & Pick<Sample, 'title'>): Sample => ({
  what: 'create',
  side: 'office',
  item: `item-${about.title ?? ''}`,
  start: '2026-11-25T09:00:00.000Z',
  end: '2026-11-25T10:00:00.000Z',
  rule: 'new-item',
  setting: null,
  target: 'copy',
  ...about,
});

/** The lines of the samples, as they are read from left to right. */
async function linesOf(samples: readonly Sample[]): Promise<string[]> {
  renderApp({ answers: worldOf({ me: INVITED, answers: { preview: { ...preview, samples } } }) });
  await press('Weiter');
  await press('Vorschau ansehen');
  await heading('Vorschau');
  const list = await screen.findByRole('list', { name: /Nov/ });
  return within(list)
    .getAllByRole('listitem')
    .map((line) => line.textContent);
}

it('the counts of a preview tell copies from originals', async () => {
  const counts = { create: 0, update: 8, delete: 5, skip: 0, conflict: 0 };
  const answers = { preview: { ...preview, counts, origins: { update: 1, delete: 2 } } };
  renderApp({ answers: worldOf({ me: INVITED, answers }) });
  await press('Weiter');
  await press('Vorschau ansehen');
  await screen.findByText('Kopien geändert');
  const number = (label: string): string | null | undefined =>
    screen.getByText(label).closest('div')?.querySelector('dd')?.textContent;
  expect(number('Kopien geändert')).toBe('7');
  expect(number('Kopien entfernt')).toBe('3');
  expect(number('Originale geändert')).toBe('1');
  expect(number('Originale gelöscht')).toBe('2');
});

describe('the samples of a preview', () => {
  it('show what would be written, with its notes', async () => {
    const copy = { title: 'Team meeting', notes: 'Room 2' };
    const [line] = await linesOf([sample({ title: 'Team meeting (own)', copy })]);
    expect(line).toContain('Team meeting (own)');
    expect(line).toContain('Room 2');
    expect(line).not.toMatch(/Kalender.?blocker/);
  });

  it('show an anonymous booking by its word alone', async () => {
    const copy = { title: 'Beschäftigt', notes: '' };
    const [line] = await linesOf([sample({ side: 'timify', title: 'Sehtest', copy })]);
    expect(line?.match(/Sehtest/g)).toHaveLength(1);
    expect(line).toContain('Beschäftigt');
  });

  it('name no text that the server did not tell', async () => {
    const [event, booking] = await linesOf([
      sample({ title: 'Zahnarzt', copy: null }),
      sample({ side: 'timify', title: 'Sehtest' }),
    ]);
    expect(event?.match(/Zahnarzt/g)).toHaveLength(1);
    expect(booking?.match(/Sehtest/g)).toHaveLength(1);
  });

  it('tell the removal of a copy from the deletion of its original', async () => {
    const gone = { what: 'delete', copy: null } as const;
    const [copy, event, booking] = await linesOf([
      sample({ ...gone, title: 'Zahnarzt', start: '2026-11-25T09:00:00.000Z' }),
      sample({ ...gone, title: 'Yoga', target: 'origin', start: '2026-11-25T10:00:00.000Z' }),
      sample({
        ...gone,
        side: 'timify',
        title: 'Sehtest',
        target: 'origin',
        start: '2026-11-25T11:00:00.000Z',
      }),
    ]);
    expect(copy).toContain('Die Kopie in TIMIFY wird entfernt');
    expect(copy?.match(/Zahnarzt/g)).toHaveLength(1);
    expect(event).toContain('Der Termin in Outlook wird gelöscht');
    expect(booking).toContain('Der Eintrag in TIMIFY wird gelöscht');
    expect(`${event ?? ''}${booking ?? ''}`).not.toContain('Kopie');
  });

  it('show no original where it is gone already', async () => {
    const about = { what: 'delete', copy: null, rule: 'origin-gone' } as const;
    const [line] = await linesOf([sample({ ...about, title: null })]);
    expect(line).toContain('ist schon gelöscht');
    expect(line).toContain('Die Kopie in TIMIFY wird entfernt');
    expect(line).not.toContain('Ohne Titel');
  });

  it('say that an original would follow its moved copy', async () => {
    const [line] = await linesOf([sample({ what: 'update', title: 'Yoga', target: 'origin', copy: null })]);
    expect(line).toContain('Der Termin in Outlook wird verschoben');
    expect(line).not.toContain('Kopie');
  });
});

describe('the example before connecting', () => {
  const invitedBy = (settings: Partial<typeof openInvitation.settings>) => ({
    ...INVITED,
    invitations: [{ ...openInvitation, settings: { ...openInvitation.settings, ...settings } }],
  });
  /** What stands beside the choices: decorative, so it is found by what it shows. */
  const example = async () => {
    const head = await screen.findByRole('heading', { name: 'So wird es aussehen' });
    // Where a word may break is nothing that is shown.
    return (head.parentElement?.parentElement?.textContent ?? '').replaceAll('\u00ad', '');
  };

  it('shows notes also where names stay at home, as they would travel', async () => {
    renderApp({ answers: worldOf({ me: INVITED }) });
    await press('Weiter');
    fireEvent.click(await screen.findByRole('switch', { name: 'Namen der Termine' }));
    const shown = await example();
    // On both sides of what is drawn, and in the sentence for whoever listens.
    expect(shown.match(/Röntgenbild mitbringen/g)).toHaveLength(3);
    expect(shown).toContain('Kalenderblocker');
    expect(shown).not.toContain('Sprache Ihrer Firma');
  });

  it('lets the longest of our words break between its parts', async () => {
    renderApp({ answers: worldOf({ me: INVITED }) });
    await press('Weiter');
    fireEvent.click(await screen.findByRole('switch', { name: 'Namen der Termine' }));
    await waitFor(() => expect(document.body.textContent).toContain('Kalender\u00adblocker'));
  });

  it('speaks the company’s language where copies have no title, and says so to who reads another', async () => {
    const me = { ...INVITED, invitations: [{ ...openInvitation, language: 'en' as const }] };
    renderApp({ answers: worldOf({ me }) });
    await press('Weiter');
    fireEvent.click(await screen.findByRole('switch', { name: 'Namen der Termine' }));
    const shown = await example();
    expect(shown).toContain('Blocked');
    expect(shown).not.toContain('Kalenderblocker');
    expect(shown).toContain('„Blocked“: in der Sprache Ihrer Firma.');
  });

  it('shows the company’s own words and template', async () => {
    const own = {
      anonymous: { toTimify: true, toOffice: false },
      blockerWords: { en: 'Away', de: 'Außer Haus' },
      template: { subject: 'Kunde: {customer}', body: '' },
    };
    renderApp({ answers: worldOf({ me: invitedBy(own) }) });
    await press('Weiter');
    const shown = await example();
    expect(shown).toContain('Außer Haus');
    expect(shown).toContain('Kunde: Clara Vogel');
    expect(shown).not.toContain('Kalenderblocker');
  });
});
