export type NotificationKind =
  'appointment' | 'shift' | 'resource' | 'service' | 'customer' | 'company' | 'other';

/** What a webhook of TIMIFY names. A hint and no more: whatever it says is read again. */
export interface Notification {
  kind: NotificationKind;
  /** Null where the body tells none. */
  action: 'created' | 'updated' | 'deleted' | null;
  ids: string[];
  /** Null where the body names none; the receiver's own address knows it then. */
  companyId: string | null;
}

/** More ids than any bulk deletion we would look at one by one. */
const MAX_IDS = 1000;
const MAX_NOTIFICATIONS = 1000;

type Members = Record<string, unknown>;

const membersOf = (value: unknown): Members | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : null;

const idText = (value: unknown): string[] =>
  (typeof value === 'string' || typeof value === 'number') && /^[\w-]{1,64}$/.test(String(value))
    ? [String(value)]
    : [];

/** One id, or a list of them as a bulk deletion sends. */
const idTexts = (value: unknown): string[] => (Array.isArray(value) ? value.flatMap(idText) : idText(value));

/** Ids in a value: one, a list of them, an object with `id`, or a list of such. */
const idsIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(idsIn);
  const members = membersOf(value);
  return members ? idTexts(members['id']) : idText(value);
};

/**
 * Kind → words in a type ("Event Created", `resource.updated`), tested in this order: an appointment is called event
 * in webhook language (TIMIFY docs, webhooks), a word that others use too. Then the members that carry its ids.
 */
const KINDS: readonly { kind: NotificationKind; words: RegExp; names: readonly string[] }[] = [
  { kind: 'other', words: /enterprise|manager|notification|confirmation|reminder|import/, names: [] },
  { kind: 'customer', words: /customer/, names: ['customer'] },
  { kind: 'service', words: /service/, names: ['service'] },
  { kind: 'shift', words: /shift/, names: ['timeshift', 'timeShift', 'shift'] },
  { kind: 'resource', words: /resource/, names: ['resource'] },
  { kind: 'company', words: /company|companies|branch/, names: ['company'] },
  { kind: 'appointment', words: /event|appointment|booking/, names: ['event', 'appointment', 'booking'] },
];

const TYPE_MEMBERS = [
  'event',
  'type',
  'eventType',
  'event_type',
  'kind',
  'topic',
  'webhook',
  'entity',
  'object',
  'action',
  'name',
];

const kindFromWords = (body: Members): NotificationKind | null => {
  for (const member of TYPE_MEMBERS) {
    const value = body[member];
    if (typeof value !== 'string') continue;
    const found = KINDS.find(({ words }) => words.test(value.toLowerCase()));
    if (found) return found.kind;
  }
  return null;
};

const ACTIONS = [
  ['deleted', /delet|remov|cancel/],
  ['created', /creat|added|new/],
  ['updated', /updat|chang/],
] as const;

/** "Event Created", `resource.updated` (TIMIFY docs, webhooks). */
const actionFromWords = (body: Members): Notification['action'] => {
  const words = TYPE_MEMBERS.map((member) => body[member]).filter((value) => typeof value === 'string');
  const text = words.join(' ').toLowerCase();
  return ACTIONS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
};

/** `event` → `event`, `eventId`, `event_id`, `eventIds`, `event_ids`, `events`. */
const spellings = (name: string): string[] => [
  name,
  `${name}Id`,
  `${name}_id`,
  `${name}Ids`,
  `${name}_ids`,
  `${name}s`,
];

/** `event: "event.created"` is a type, not an id: a string counts only where the name says id. */
const namedIds = (kind: NotificationKind, layers: readonly Members[]): string[] => {
  const names = KINDS.find((one) => one.kind === kind)?.names ?? [];
  return layers.flatMap((layer) =>
    names.flatMap(spellings).flatMap((name) => {
      const value = layer[name];
      return typeof value === 'string' && !/ids?$/i.test(name) ? [] : idsIn(value);
    }),
  );
};

/** Appointments first: they name their resources, services and customers, which do not name them. */
const kindFromMembers = (layers: readonly Members[]): NotificationKind | null =>
  KINDS.map(({ kind }) => kind)
    .reverse()
    .find((kind) => kind !== 'company' && namedIds(kind, layers).length > 0) ?? null;

const companyIn = (layers: readonly Members[]): string | null => {
  for (const layer of layers) {
    for (const name of ['companyId', 'company_id', 'company-id', 'company']) {
      const [id] = idsIn(layer[name]);
      if (id !== undefined) return id;
    }
  }
  return null;
};

const idsOf = (
  kind: NotificationKind,
  body: Members,
  inner: unknown,
  layers: readonly Members[],
): string[] => {
  const plain = [...idsIn(inner), ...layers.flatMap((layer) => idsIn(layer['ids']))];
  const found = [...namedIds(kind, layers), ...plain];
  // The body's own `id` may be the delivery's: taken only where nothing else is named.
  return [...new Set(found.length > 0 ? found : idTexts(body['id']))].slice(0, MAX_IDS);
};

const parseOne = (value: unknown): Notification | null => {
  const body = membersOf(value);
  if (!body) return null;
  const inner = body['data'] ?? body['payload'] ?? null;
  const innerMembers = membersOf(inner);
  const layers = innerMembers ? [body, innerMembers] : [body];
  const companyId = companyIn(layers);
  const told = kindFromWords(body) ?? kindFromMembers(layers);
  // An id without a kind is looked up as an appointment: a wrong guess costs one read, a missed one a change.
  const kind = told ?? 'appointment';
  const action = actionFromWords(body);
  const ids = idsOf(kind, body, inner, layers);
  if (kind === 'company' && ids.length === 0 && companyId !== null)
    return { kind, action, ids: [companyId], companyId };
  if (told === null && ids.length === 0) return null;
  return { kind, action, ids, companyId };
};

/**
 * Tolerant, for no payload is documented (facts §1.10): ids in `id`, `data.id`, `event.id`, `eventId`,
 * `appointmentId` or lists of them, the company in `companyId`, `company.id` or `company-id`, one notification or an
 * array. `malformed`: no notification in it at all.
 */
export const parseNotification = (body: unknown): Notification[] | 'malformed' => {
  const all: unknown[] = Array.isArray(body) ? body.slice(0, MAX_NOTIFICATIONS) : [body];
  const read = all.flatMap((one) => parseOne(one) ?? []);
  return read.length === 0 ? 'malformed' : read;
};
