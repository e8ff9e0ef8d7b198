import type { SettingsChange } from '../../../../shared/settings.ts';

/** The one change that lets an item like this one through, where a setting keeps it back. */
export function remedyFor(setting: string | null): SettingsChange | undefined {
  switch (setting) {
    case 'showAs.free':
    case 'showAs.tentative':
    case 'showAs.busy':
    case 'showAs.oof':
    case 'showAs.workingElsewhere':
    case 'showAs.unknown':
      return { showAs: { [setting.slice('showAs.'.length)]: 'block' } };
    case 'allDay':
      return { allDay: 'block' };
    case 'response.tentative':
    case 'response.declined':
    case 'response.notResponded':
    case 'response.none':
      return { response: { [setting.slice('response.'.length)]: 'block' } };
    case 'othersMeetings':
    case 'cancelled':
    case 'drafts':
      return { [setting]: 'block' };
    default:
      return undefined;
  }
}
