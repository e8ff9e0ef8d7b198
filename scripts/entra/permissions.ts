/**
 * Every delegated right of Microsoft Graph that the registration lists, with its reason. Ids: "Microsoft Graph permissions
 * reference". What each is for, call by call: docs/permissions.md.
 */
import { PROFILE_SCOPES, READ_SCOPES, SHARED_SCOPES, WRITE_SCOPES } from '../../server/src/core/scopes.ts';

export const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000';

export interface Permission {
  name: string;
  id: string;
  reason: string;
}

const IDS: Record<string, string> = {
  openid: '37f7f235-527c-4136-accd-4a02d197296e',
  profile: '14dad69e-099b-42c9-810b-d002981feec1',
  offline_access: '7427e0e9-2fba-42fe-b0c0-848c9e6a8182',
  'User.Read': 'e1fe6dd8-ba31-4d61-89e7-88639da4683d',
  'Calendars.Read': '465a38f9-76ea-45b9-9f34-9e8b0d4b0b42',
  'Calendars.ReadWrite': '1ec239c2-d7c9-4623-a91a-a9775856bb36',
  'Calendars.Read.Shared': '2b9c4092-424d-4249-948d-b43879977640',
};

const withReason = (names: readonly string[], reason: string): Permission[] =>
  names.map((name) => {
    const id = IDS[name];
    if (id === undefined) throw new Error(`The id of ${name} is not known here.`);
    return { name, id, reason };
  });

export const PERMISSIONS: Permission[] = [
  ...withReason(['openid'], 'Sign-in.'),
  ...withReason(['profile'], "The person's name on their own screen."),
  ...withReason(['offline_access'], 'The sync goes on while nobody is signed in.'),
  ...withReason(PROFILE_SCOPES, "The person's own addresses, to compare them with the invitation."),
  ...withReason(READ_SCOPES, 'Reads the calendars that the person chose, and hears of changes.'),
  ...withReason(WRITE_SCOPES, 'Writes bookings into the chosen calendar, where the direction says so.'),
  ...withReason(SHARED_SCOPES, 'Reads calendars that others share with the person, where one was chosen.'),
];

export const nameOfPermission = (id: string): string =>
  Object.entries(IDS).find(([, one]) => one === id)?.[0] ?? id;
