import type { Case, Docket } from './cases.ts';
import { matchPieces } from './cover.ts';
import { eventGuard } from './decide.ts';
import { baseOf } from './fingerprint.ts';
import type { Layout } from './layout.ts';
import type {
  Appointment,
  Base,
  ConflictKind,
  Content,
  Decision,
  Field,
  Link,
  LogDraft,
  Mirror,
  OfficeEvent,
  Span,
  Write,
} from './model.ts';
import { FIELDS, otherSide } from './model.ts';
import { skipped } from './newcomers.ts';
import type { PlanInput } from './planInput.ts';
import { blockerContent, contentPatch, eventContent } from './project.ts';
import { nextMarker } from './recover.ts';
import { sameSpan } from './spans.ts';

/** What one case comes to: writes, and the link before and after them. */
export interface Composed {
  before: Link | null;
  after: Link | null;
  writes: Write[];
  log: LogDraft | null;
  /** Rule 4 stopped it: nothing is written for this pair. */
  conflict: ConflictKind | null;
}

const contentOf = (input: PlanInput, one: Case, span: Span): Content => {
  const { item } = one.pair.origin;
  const voice = {
    settings: input.settings,
    language: input.connection.language,
    anonymous: one.privacy.anonymous,
  };
  return one.pair.link.origin.side === 'office'
    ? blockerContent(item as OfficeEvent | null, span, voice)
    : eventContent((item ?? EMPTY_BOOKING) as Appointment, span, voice);
};

const EMPTY_BOOKING = {
  title: '',
  service: null,
  customers: [],
  resourceNames: [],
  notes: '',
  fields: [],
  isGroup: false,
};

/** Groups of text to write: what changed at the origin, or all of it where it is decided anew. */
const fieldsToWrite = (input: PlanInput, one: Case): ReadonlySet<Field> => {
  const changed = one.privacy.anonymous !== one.pair.link.anonymous || input.reapply;
  if (changed) return new Set(FIELDS);
  if (one.privacy.anonymous || one.judgement.mirror === 'leave') return new Set();
  const { settings } = input;
  const travels = (field: Field): boolean =>
    field === 'title' ? settings.title : field === 'notes' && settings.notes;
  const side = one.pair.link.origin.side;
  return new Set(one.pair.origin.difference.fields.filter((field) => side === 'timify' || travels(field)));
};

/** Mirrors as they really stand: what a person did to them is taken note of. */
const standing = (input: PlanInput, one: Case): Mirror[] =>
  one.pair.mirrors
    .filter(({ end }) => end.state !== 'gone')
    .map(({ mirror, end }) =>
      end.item
        ? {
            ...mirror,
            base: baseOf(end.item, { anonymous: one.privacy.anonymous, role: 'mirror', hash: input.hash }),
          }
        : mirror,
    );

const intended = (content: Content): Base => ({
  version: '',
  span: content.span,
  busy: content.span,
  meaning: '',
  allDay: null,
  fields: {},
  hasGuests: false,
  isOrganizer: true,
  isOnlineMeeting: false,
});

interface Workshop {
  input: PlanInput;
  one: Case;
  writes: Write[];
  mirrors: Mirror[];
}

const updateMirror = (
  { input, one, writes, mirrors }: Workshop,
  mirror: Mirror,
  span: Span,
  fields: ReadonlySet<Field>,
): void => {
  const patch = contentPatch(fields, contentOf(input, one, span), mirror.base.span);
  mirrors.push(
    one.judgement.mirror === 'back'
      ? { ...mirror, putBacks: [...mirror.putBacks, input.now].slice(-3) }
      : mirror,
  );
  if (Object.keys(patch).length === 0 || mirror.id === null) return;
  writes.push({
    op: 'update',
    linkId: one.pair.link.id,
    side: otherSide(one.pair.link.origin.side),
    why: one.judgement.rule,
    target: mirror.marker,
    id: mirror.id,
    containerId: mirror.containerId,
    version: mirror.base.version,
    content: patch,
    notify: false,
    keepBody: mirror.base.isOnlineMeeting,
  });
};

const createMirror = (
  { input, one, writes, mirrors }: Workshop,
  span: Span,
  pending: Mirror | undefined,
): void => {
  const { link } = one.pair;
  const side = otherSide(link.origin.side);
  const content = contentOf(input, one, span);
  const marker = pending?.marker ?? nextMarker(link.id, [...link.mirrors, ...mirrors]);
  const intentAt = pending?.intentAt ?? input.now;
  const containerId = side === 'office' ? (pending?.containerId ?? input.connection.writeCalendarId) : null;
  mirrors.push({ marker, id: null, containerId, intentAt, base: intended(content), putBacks: [] });
  writes.push({
    op: 'create',
    linkId: link.id,
    side,
    why: one.judgement.rule,
    marker,
    intentAt,
    containerId,
    content,
  });
};

const removeMirror = ({ one, writes }: Workshop, mirror: Mirror): void => {
  if (mirror.id === null) return;
  writes.push({
    op: 'delete',
    linkId: one.pair.link.id,
    side: otherSide(one.pair.link.origin.side),
    why: one.judgement.rule,
    target: mirror.marker,
    id: mirror.id,
    containerId: mirror.containerId,
    version: mirror.base.version,
    notify: false,
  });
};

const writeOrigin = ({ one, writes }: Workshop): void => {
  const { origin } = one.pair.link;
  const act = one.judgement.origin;
  if (!act) return;
  const version = one.pair.origin.item?.version ?? origin.base.version;
  const containerId = origin.side === 'office' ? origin.containerId : null;
  const common = {
    linkId: one.pair.link.id,
    side: origin.side,
    why: one.judgement.rule,
    target: 'origin',
    id: origin.id,
    containerId,
    version,
    notify: act.notify,
  };
  if (act.op === 'move')
    writes.push({ op: 'update', ...common, content: { span: act.span }, keepBody: true });
  else writes.push({ op: 'delete', ...common });
};

const writeMirrors = (shop: Workshop, layout: Layout): void => {
  const { input, one } = shop;
  const { link } = one.pair;
  const there = standing(input, one);
  const pending = link.mirrors.filter((mirror) => mirror.id === null);
  if (one.judgement.mirror === 'delete') return there.forEach((mirror) => removeMirror(shop, mirror));
  const fields = fieldsToWrite(input, one);
  const spans = layout.spans.get(link.id);
  if (!spans) return there.forEach((mirror) => updateMirror(shop, mirror, mirror.base.span, fields));
  const matching = matchPieces(there, spans);
  matching.remove.forEach((mirror) => removeMirror(shop, mirror));
  matching.keep.forEach((mirror) => updateMirror(shop, mirror, mirror.base.span, fields));
  matching.move.forEach(({ mirror, span }) => updateMirror(shop, mirror, span, fields));
  for (const span of matching.create) {
    const at = pending.findIndex((mirror) => sameSpan(mirror.base.span, span));
    createMirror(shop, span, pending.splice(at < 0 ? 0 : at, 1)[0]);
  }
};

const decisionOf = (input: PlanInput, one: Case, layout: Layout, mirrors: readonly Mirror[]): Decision => {
  const { link } = one.pair;
  if (one.judgement.rule === 'ignored-by-person')
    return {
      kind: 'skipped',
      reason: 'ignored-by-person',
      rule: 'skip.ignored-by-person',
      setting: null,
      at: input.now,
    };
  if (one.why) return skipped(input, one.why);
  if (link.decision.kind === 'adopted') return link.decision;
  const cut = layout.cuts.get(link.id);
  const at = input.now;
  const rule = one.judgement.mirror === 'leave' ? link.decision.rule : one.judgement.rule;
  const setting = one.judgement.mirror === 'leave' ? link.decision.setting : one.judgement.setting;
  if (mirrors.length > 0 || !cut) {
    return link.decision.kind === 'mirrored' && !one.isNew && one.judgement.mirror === 'leave'
      ? link.decision
      : {
          kind: cut || mirrors.length > 0 ? 'mirrored' : link.decision.kind,
          reason: null,
          rule,
          setting,
          at,
        };
  }
  if (cut.collisions.length > 0)
    return { kind: 'conflict', reason: null, rule: 'overlap', setting: null, at };
  if (cut.unbookable.length === 1 && cut.unbookable.every((part) => sameSpan(part, cut.wanted)))
    return skipped(input, { reason: 'outside-bookable-times', setting: null });
  return { kind: 'covered', reason: null, rule: 'covered', setting: null, at };
};

const guardOf = (input: PlanInput, one: Case, writes: readonly Write[]): ConflictKind | null => {
  for (const { mirror, end } of one.pair.mirrors) {
    const isWritten = writes.some(
      (write) => write.side === 'office' && write.op !== 'create' && write.target === mirror.marker,
    );
    const canEdit =
      mirror.containerId === input.connection.writeCalendarId ||
      input.connection.calendars.some((calendar) => calendar.id === mirror.containerId && calendar.canEdit) ||
      mirror.containerId === null;
    const guard = isWritten
      ? eventGuard(mirror.base, end.item as OfficeEvent | null, canEdit || mirror.containerId !== '')
      : null;
    if (guard) return guard;
  }
  return null;
};

const logOf = (one: Case, writes: readonly Write[], decision: Decision | null): LogDraft | null => {
  const { link } = one.pair;
  const item = one.pair.origin.item;
  const event = one.isNew && decision?.kind === 'skipped' ? 'skipped' : (writes[0]?.op ?? null);
  const forgotten = one.judgement.forget || one.judgement.lost !== null;
  if (!event && !forgotten && !(one.isNew && decision?.kind !== 'mirrored')) return null;
  return {
    linkId: link.id,
    event: event ?? (one.judgement.forget ? 'forget' : (decision?.kind ?? 'note')),
    side: link.origin.side,
    item: link.origin.id,
    span: item?.span ?? link.origin.base.span,
    rule: decision?.kind === 'skipped' || decision?.kind === 'covered' ? decision.rule : one.judgement.rule,
    setting: decision?.kind === 'skipped' ? decision.setting : one.judgement.setting,
    was: one.judgement.lost ?? (one.pair.origin.difference.time ? link.origin.base.span : null),
    undoable: one.judgement.lost !== null,
  };
};

const unchanged = (one: Case, after: Link): boolean =>
  !one.isNew &&
  after.origin.base.version === one.pair.link.origin.base.version &&
  after.origin.base.meaning === one.pair.link.origin.base.meaning &&
  after.decision === one.pair.link.decision &&
  after.anonymous === one.pair.link.anonymous &&
  after.mirrors.length === one.pair.link.mirrors.length &&
  after.mirrors.every(
    (mirror, at) =>
      mirror.base.version === one.pair.link.mirrors.at(at)?.base.version &&
      mirror.id === one.pair.link.mirrors.at(at)?.id,
  );

/** Null: nothing to do and nothing to note for this case. */
export const compose = (input: PlanInput, one: Case, layout: Layout, docket: Docket): Composed | null => {
  const { link } = one.pair;
  if (one.judgement.conflict) return null;
  const shop: Workshop = { input, one, writes: [], mirrors: [] };
  if (one.judgement.mirror === 'delete' && !link.madeByUs) shop.mirrors = [];
  else writeMirrors(shop, layout);
  writeOrigin(shop);
  const needsText = shop.writes.some(
    (write) =>
      write.op === 'create' ||
      (write.op === 'update' &&
        write.target !== 'origin' &&
        (write.content.title !== undefined || write.content.notes !== undefined)),
  );
  if (needsText && !one.pair.origin.item && !(one.privacy.anonymous && link.origin.side === 'office'))
    docket.wants[link.origin.side].push(link.origin.id);
  const guard = guardOf(input, one, shop.writes);
  if (guard) return { before: null, after: null, writes: [], log: null, conflict: guard };
  const decision = decisionOf(input, one, layout, shop.mirrors);
  const base = one.pair.origin.item
    ? baseOf(one.pair.origin.item, { anonymous: one.privacy.anonymous, role: 'origin', hash: input.hash })
    : { ...link.origin.base, ...(one.privacy.anonymous ? { fields: {} } : {}) };
  const item = one.pair.origin.item;
  const containerId =
    item?.side === 'office' && item.calendarId !== '' ? item.calendarId : link.origin.containerId;
  const hasCustomers = item?.side === 'timify' ? item.hasCustomers : link.origin.hasCustomers;
  const after: Link | null = one.judgement.forget
    ? null
    : {
        ...link,
        ...one.privacy,
        origin: { ...link.origin, base, containerId, hasCustomers },
        mirrors: shop.mirrors,
        decision,
        settingsVersion: input.reapply || one.isNew ? input.settingsVersion : link.settingsVersion,
      };
  if (after && shop.writes.length === 0 && unchanged(one, after)) return null;
  const intents = shop.mirrors.filter((mirror) => mirror.id === null);
  const before =
    intents.length === 0
      ? null
      : { ...link, mirrors: [...link.mirrors.filter((mirror) => mirror.id !== null), ...intents] };
  return {
    before,
    after,
    writes: shop.writes,
    log: logOf(one, shop.writes, after ? decision : null),
    conflict: null,
  };
};
