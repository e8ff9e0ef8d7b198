import type { PreviewBody } from '../../../../shared/preview.ts';
import { previewChange, previewConnect, type PreviewRequest } from '../../sync/requests/previews.ts';
import type { RequestDeps } from '../../sync/requestDeps.ts';
import { preview } from '../present/items.ts';
import { reply, type Handlers } from '../route.ts';

type Change = Exclude<PreviewBody, { kind: 'connect' }>;

const requestOf = (body: Change): PreviewRequest => {
  if (body.kind === 'deactivate') return { kind: 'deactivate', copies: body.copies };
  if (body.kind === 'calendars') {
    const { kind, calendars = null, writeCalendar = null, copies = null } = body;
    return { kind, calendars, writeCalendar, copies };
  }
  if (!body.settings) return { kind: 'settings', change: null, copies: body.copies ?? null };
  const { reset = [], copies, ...values } = body.settings;
  return { kind: 'settings', change: { values, reset }, copies: body.copies ?? copies ?? null };
};

export const previewHandlers = (deps: RequestDeps): Handlers<'preview'> => ({
  preview: async ({ caller, body, reach }) => {
    if (body.kind === 'connect') {
      const { invitation, calendars, writeCalendar = null, settings } = body;
      return reply(
        preview(await previewConnect(deps, caller, { invitation, calendars, writeCalendar, settings })),
      );
    }
    const subject = await reach(body.connection);
    return reply(preview(await previewChange(deps, caller, subject, requestOf(body))));
  },
});
