/** The members of Office's enumerations that a pane touches; names and values are Microsoft's. */
export const HostType = {
  Outlook: 'Outlook',
  Word: 'Word',
  Excel: 'Excel',
  PowerPoint: 'PowerPoint',
} as const;

export const PlatformType = {
  PC: 'PC',
  OfficeOnline: 'OfficeOnline',
  Mac: 'Mac',
  iOS: 'iOS',
  Android: 'Android',
  Universal: 'Universal',
} as const;

export const EventType = {
  ItemChanged: 'olkItemSelectedChanged',
  OfficeThemeChanged: 'officeThemeChanged',
  AppointmentTimeChanged: 'olkAppointmentTimeChanged',
  RecipientsChanged: 'olkRecipientsChanged',
  RecurrenceChanged: 'olkRecurrenceChanged',
} as const;

export const AsyncResultStatus = { Succeeded: 'succeeded', Failed: 'failed' } as const;

export const CoercionType = { Text: 'text', Html: 'html' } as const;

export const MailboxEnums = {
  RestVersion: { v1_0: 'v1.0', v2_0: 'v2.0', Beta: 'beta' },
  ItemType: { Message: 'message', Appointment: 'appointment' },
  UserProfileType: { Office365: 'office365', Enterprise: 'enterprise', OutlookCom: 'outlookCom' },
} as const;
