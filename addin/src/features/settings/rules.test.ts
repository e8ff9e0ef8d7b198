import { describe, expect, it } from 'vitest';
import { PartialSettings, SETTING_NAMES, Settings } from '../../../../shared/settings.ts';
import { settings } from '../../../test/fixtures.ts';
import { en } from '../../strings/en.ts';
import { createTranslate } from '../../strings/words.ts';
import { settingLabel, settingValue } from '../../ui/settingNames.ts';
import { proofOf } from './proof.ts';
import { COMMON_RULES, FURTHER_RULES, patchOf, readSetting } from './rules.ts';

const t = createTranslate(en, 'en-US');
const all = [...COMMON_RULES, ...FURTHER_RULES.flatMap(({ rules }) => rules)];

describe('every rule', () => {
  it('is a setting of the contract, and each of its values is allowed', () => {
    for (const rule of all) {
      for (const name of [rule.name, ...(rule.also ?? [])]) expect(SETTING_NAMES).toContain(name);
      const values = rule.kind === 'choice' ? rule.values : rule.kind === 'switch' ? [true, false] : ['x'];
      for (const value of values)
        expect(PartialSettings.safeParse(patchOf({ [rule.name]: value })).success, rule.name).toBe(true);
    }
  });

  it('has words for its name and its values', () => {
    for (const rule of all) {
      expect(settingLabel(t, rule.name)).not.toBe(rule.name);
      if (rule.kind === 'choice')
        for (const value of rule.values) expect(settingValue(t, rule.name, value)).not.toBe('');
    }
  });
});

it('reads and writes dotted names', () => {
  expect(readSetting(settings, 'showAs.free')).toBe('ignore');
  expect(readSetting(settings, 'direction')).toBe('both');
  expect(patchOf({ 'onMirrorDeleted.office': 'ask', 'onMirrorDeleted.timify': 'ask', title: false })).toEqual(
    {
      onMirrorDeleted: { office: 'ask', timify: 'ask' },
      title: false,
    },
  );
  expect(Settings.shape.direction).toBeDefined();
});

describe('the proof', () => {
  it('shows what was counted on each side', () => {
    const proof = proofOf({
      removed: { office: 86, timify: 214 },
      left: { office: 0, timify: 0 },
      own: { before: 245, after: 245 },
      mails: 0,
    });
    expect(proof).toMatchObject({
      removed: { office: 86, timify: 214 },
      left: { office: 0, timify: 0 },
      failed: 0,
    });
  });

  it('tells of copies that are plain entries now: none is ours any more', () => {
    expect(
      proofOf({ removed: 0, released: 300, failed: 0, left: [], ofOurs: { office: 0, timify: 0 } }),
    ).toMatchObject({ released: 300, marked: 0, left: { office: 0, timify: 0 } });
  });

  it('tells which copies had to stay, and where the mark stays on them', () => {
    const span = { start: Date.UTC(2026, 11, 1, 9), end: Date.UTC(2026, 11, 1, 10) };
    const stays = { linkId: 'l', side: 'office', span, reason: 'would-notify-guests' };
    const proof = proofOf({ removed: 3, left: [stays], marked: 2, ofOurs: { office: 1, timify: null } });
    expect(proof).toMatchObject({ marked: 2, left: { office: 1, timify: null } });
    expect(proof.stayed).toEqual([
      {
        linkId: 'l',
        side: 'office',
        start: new Date(span.start),
        end: new Date(span.end),
        reason: 'would-notify-guests',
      },
    ]);
  });

  it('claims nothing that was not counted', () => {
    expect(proofOf({}).left).toBeUndefined();
    expect(proofOf({}).accessEnded).toBeUndefined();
    expect(proofOf({ removed: 300, failed: 2, left: [], remaining: 2 })).toMatchObject({
      removed: { all: 300 },
      left: undefined,
      failed: 2,
    });
  });
});
