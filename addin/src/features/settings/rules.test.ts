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
    expect(proofOf({ removed: 0, released: 300, failed: 0, left: [], remaining: 0 })).toMatchObject({
      released: 300,
      left: { office: 0, timify: 0 },
    });
  });

  it('claims nothing that was not counted', () => {
    expect(proofOf({}).left).toBeUndefined();
    expect(proofOf({ removed: 300, failed: 2, left: [], remaining: 2 })).toMatchObject({
      removed: { all: 300 },
      left: undefined,
      failed: 2,
    });
  });
});
