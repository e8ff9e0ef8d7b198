/** A smallest task pane over the Office.js stand-in, with MSAL's real nested client. */
import { createNestablePublicClientApplication } from '@azure/msal-browser';
import { tokenSteps } from './tokenSteps.ts';

interface OfficeLike {
  onReady(): Promise<{ host: string | null; platform: string | null }>;
  EventType: { OfficeThemeChanged: string; ItemChanged: string };
  MailboxEnums: { RestVersion: { v2_0: string } };
  context: {
    displayLanguage: string;
    officeTheme: { bodyBackgroundColor: string };
    requirements: { isSetSupported(name: string, version: string): boolean };
    mailbox: {
      item: { subject?: unknown } | null;
      userProfile: { emailAddress: string };
      addHandlerAsync: (type: string, handler: () => void) => void;
      convertToEwsId: (id: string, version: string) => string;
      displayAppointmentFormAsync: (id: string) => void;
    };
    ui: { openBrowserWindow(url: string): void };
  };
}

const { Office } = window as unknown as { Office: OfficeLike };
const found = await Office.onReady();
const { context } = Office;
const changes: string[] = [];

if (found.host !== null) {
  const { mailbox } = context;
  mailbox.addHandlerAsync(Office.EventType.OfficeThemeChanged, () =>
    changes.push(`theme ${context.officeTheme.bodyBackgroundColor}`),
  );
  mailbox.addHandlerAsync(Office.EventType.ItemChanged, () =>
    changes.push(`item ${String(mailbox.item?.subject)}`),
  );
}

Object.assign(window, {
  pane: {
    found,
    changes,
    state: () => ({
      language: context.displayLanguage,
      background: context.officeTheme.bodyBackgroundColor,
      nested: context.requirements.isSetSupported('NestedAppAuth', '1.1'),
      address: context.mailbox.userProfile.emailAddress,
      subject: context.mailbox.item?.subject,
      hasBridge: 'nestedAppAuthBridge' in window,
    }),
    openItem: (graphId: string) =>
      context.mailbox.displayAppointmentFormAsync(
        context.mailbox.convertToEwsId(graphId, Office.MailboxEnums.RestVersion.v2_0),
      ),
    ...tokenSteps((config) => createNestablePublicClientApplication(config)),
  },
});
