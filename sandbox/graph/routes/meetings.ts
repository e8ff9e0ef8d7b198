import { refuse } from '../errors.ts';
import { asObject } from '../events/input.ts';
import { announceGone } from '../events/meetings.ts';
import { respond, type ResponseVerb } from '../events/responses.ts';
import { empty, type Call, type GraphAnswer } from '../http/call.ts';
import { WRITE, type Route } from '../http/routes.ts';
import { namedInstance, removeInstance } from './events.ts';

/** The organizer calls it off: guests hear of it, and it leaves the organizer's calendar (facts: graph §3.5). */
function cancel(call: Call): GraphAnswer {
  const instance = namedInstance(call);
  if (!instance.content.isOrganizer) {
    throw refuse.invalid("Your request can't be completed. You need to be an organizer to cancel a meeting.");
  }
  const body = call.request.body === undefined ? {} : asObject(call.request.body);
  const comment = Object.entries(body).find(([name]) => name.toLowerCase() === 'comment')?.[1];
  removeInstance(call, instance);
  announceGone(call.core, call.mailbox(), instance, typeof comment === 'string' ? comment : undefined);
  return empty(202);
}

function answerWith(verb: ResponseVerb): (call: Call) => GraphAnswer {
  return (call) => {
    const instance = namedInstance(call);
    if (instance.content.isOrganizer) {
      throw refuse.invalid(
        "Your request can't be completed. You can't respond to this meeting because you're the meeting organizer.",
      );
    }
    const body = call.request.body === undefined ? {} : asObject(call.request.body);
    const tell = Object.entries(body).find(([name]) => name.toLowerCase() === 'sendresponse')?.[1] !== false;
    respond(call.core, call.mailbox(), instance, verb, tell);
    return empty(202);
  };
}

const VERBS: readonly ResponseVerb[] = ['accept', 'decline', 'tentativelyAccept'];
const CALENDARS = ['', 'calendar/', 'calendars/:calendar/'];

export const meetingRoutes: Route[] = CALENDARS.flatMap((calendar): Route[] => [
  { method: 'POST', path: `${calendar}events/:event/cancel`, scopes: WRITE, handle: cancel, mailbox: true },
  ...VERBS.map((verb): Route => ({
    method: 'POST',
    path: `${calendar}events/:event/${verb}`,
    scopes: WRITE,
    handle: answerWith(verb),
    mailbox: true,
  })),
]);
