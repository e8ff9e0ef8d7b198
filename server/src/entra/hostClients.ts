/**
 * Teams, Outlook and Microsoft 365: the clients that may ask for our token on the user's behalf. The registration
 * pre-authorises them, and tokens of others are refused (addin §2.3).
 */
export const HOST_CLIENTS = [
  { id: '1fec8e78-bce4-4aaf-ab1b-5451cc387264', name: 'Teams desktop and mobile' },
  { id: '5e3ce6c0-2b1f-4285-8d4b-75ee78787346', name: 'Teams web' },
  { id: '4765445b-32c6-49b0-83e6-1d93765276ca', name: 'Microsoft 365 web' },
  { id: '0ec893e0-5785-4de6-99da-4ed124e5296c', name: 'Microsoft 365 desktop' },
  { id: 'd3590ed6-52b3-4102-aeff-aad2292ab01c', name: 'Microsoft 365 mobile, Outlook desktop' },
  { id: 'bc59ab01-8403-45c6-8796-ac3ef710b3e3', name: 'Outlook web' },
  { id: '27922004-5251-4030-b22d-91ecd9a37ea4', name: 'Outlook mobile' },
  { id: 'ea5a67f6-b6f3-4338-b240-c655ddc3cc8e', name: 'all Office hosts, legacy getAccessToken' },
];
