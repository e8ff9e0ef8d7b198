import { expect, it } from 'vitest';
import { SETTING_NAMES, SettingsChange } from '../../../../shared/settings.ts';
import { remedyFor } from './remedy.ts';

const DECIDES = /^(showAs|response)\.|^(allDay|othersMeetings|cancelled|drafts)$/;

it.each(SETTING_NAMES.filter((name) => DECIDES.test(name)))(
  '%s, where it leaves an event out, can be changed from there',
  (name) => {
    const change = remedyFor(name);
    const [first = '', second] = name.split('.');
    expect(change).toEqual({ [first]: second === undefined ? 'block' : { [second]: 'block' } });
    expect(SettingsChange.safeParse(change).success).toBe(true);
  },
);

it('what no single change would let through has no such button', () => {
  expect([remedyFor(null), remedyFor('direction'), remedyFor('windowPastDays')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
