import type { Case } from './judgement.ts';
import { matchPieces } from './cover.ts';
import { baseOf, hasGaps, isClockBound, printOf, type Hash } from './fingerprint.ts';
import type { Layout } from './layout.ts';
import type { Appointment, OfficeEvent, Span } from './items.ts';
import type { Base, Field, Mirror, Part } from './links.ts';
import type { Content, Write } from './planned.ts';
import { FIELDS } from './links.ts';
import { otherSide } from './items.ts';
import { isGroup } from './pairs.ts';
import type { PlanInput } from './planInput.ts';
import { blockerContent, contentPatch, eventContent, eventFields } from './project.ts';
import { nextMarker, partOf } from './recover.ts';
import { MINUTE, sameSpan } from './spans.ts';

const contentOf = (input: PlanInput, one: Case, span: Span, part: Part): Content => {
  const { item } = one.pair.origin;
  const voice = {
    settings: input.settings,
    language: input.connection.language,
    anonymous: one.privacy.anonymous,
  };
  return one.pair.link.origin.side === 'office'
    ? blockerContent(item as OfficeEvent | null, span, voice)
    : eventContent((item ?? EMPTY_BOOKING) as Appointment, span, part, voice);
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

type Writable = Field | 'look';

/**
 * What to write besides times: what changed at the origin, or all of it where it is decided anew. Settings applied to
 * everything reach no copy that is left alone: one that a person kept, or an item that was adopted and is skipped now.
 */
const fieldsToWrite = (input: PlanInput, one: Case): ReadonlySet<Writable> => {
  const isApplied = input.reapply && one.judgement.mirror !== 'leave';
  const changed = one.privacy.anonymous !== one.pair.link.anonymous || isApplied || one.undo !== null;
  if (changed) return new Set<Writable>([...FIELDS, 'look']);
  if (one.privacy.anonymous || one.judgement.mirror === 'leave') return new Set();
  const { settings } = input;
  const { fields } = one.pair.origin.difference;
  if (one.pair.link.origin.side === 'timify') return new Set(eventFields(fields, settings));
  return new Set([
    ...(settings.title && fields.includes('title') ? (['title'] as const) : []),
    ...(settings.notes && fields.includes('notes') ? (['notes'] as const) : []),
  ]);
};

/** Copies of a group booking are put back as a whole: what a person wrote into one goes. */
const fieldsToPutBack = (one: Case, mirror: Mirror): readonly Writable[] => {
  if (one.judgement.mirror !== 'back' || !isGroup(one.pair)) return [];
  const end = one.pair.mirrors.find((entry) => entry.mirror.marker === mirror.marker)?.end;
  return FIELDS.filter((field) => end?.difference.fields.includes(field));
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

/** As it will be when the create is answered; where the answer is lost, its title helps to find it. */
const intended = ({ span, title }: Content, { privacy }: Case, hash: Hash): Base => ({
  version: '',
  span,
  busy: span,
  meaning: '',
  allDay: null,
  fields: privacy.anonymous ? {} : { title: printOf('title', title, hash) },
  hasGuests: false,
  isOrganizer: true,
  isOnlineMeeting: false,
});

interface Workshop {
  input: PlanInput;
  one: Case;
  rings: Layout['rings'];
  writes: Write[];
  mirrors: Mirror[];
}

/**
 * What stands there already is not written again, as where a text was changed beyond what is copied of it. Settings that
 * are applied write a copy whole: the preview shows it.
 */
const standsThere =
  (mirror: Mirror, content: Content, hash: Hash) =>
  (field: Writable): boolean =>
    field !== 'look' && mirror.base.fields[field] === printOf(field, content[field], hash);

/** A blocker of ours that is as young as that is what we made of it; what we adopted is not. */
const YOUNG = MINUTE;

/**
 * The version by which a copy is written; empty where none is compared. Graph takes the version with the write.
 * TIMIFY takes no precondition, so that a version costs a read there: to be moved or deleted a blocker must be what we
 * saw, for somebody may have given it a customer meanwhile (design §4, rule 5); its words do without.
 */
const versionFor = ({ input, one }: Workshop, mirror: Mirror, keepsItsTime: boolean): string => {
  const isBlocker = one.pair.link.origin.side === 'office';
  const isYoung = one.pair.link.madeByUs && input.now - mirror.intentAt < YOUNG;
  return isBlocker && (keepsItsTime || isYoung) ? '' : mirror.base.version;
};

const updateMirror = (shop: Workshop, mirror: Mirror, span: Span, fields: ReadonlySet<Writable>): void => {
  const { input, one, writes, mirrors } = shop;
  const content = contentOf(input, one, span, partOf(mirror.marker));
  // A time shift has no text (timify §3.3).
  const texts = isClockBound(mirror.base) ? [] : [...fields, ...fieldsToPutBack(one, mirror)];
  const stands = standsThere(mirror, content, input.hash);
  const wanted = new Set(texts.filter((field) => input.reapply || !stands(field)));
  const patch = contentPatch(wanted, content, mirror.base.span);
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
    version: versionFor(shop, mirror, patch.span === undefined),
    content: patch,
    notify: false,
    keepBody: mirror.base.isOnlineMeeting,
  });
};

interface New {
  span: Span;
  part: Part;
  /** The intent that is tried again. */
  pending?: Mirror | undefined;
  putBacks?: Mirror['putBacks'];
}

const createMirror = ({ input, one, writes, mirrors }: Workshop, wanted: New): void => {
  const { span, part, pending, putBacks = [] } = wanted;
  const { link } = one.pair;
  const side = otherSide(link.origin.side);
  const content = contentOf(input, one, span, part);
  const marker = pending?.marker ?? nextMarker(link.id, [...link.mirrors, ...mirrors], part);
  const intentAt = pending?.intentAt ?? input.now;
  const containerId = side === 'office' ? (pending?.containerId ?? input.connection.writeCalendarId) : null;
  mirrors.push({
    marker,
    id: null,
    containerId,
    intentAt,
    base: intended(content, one, input.hash),
    putBacks,
  });
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

const removeMirror = (shop: Workshop, mirror: Mirror): void => {
  const { one, writes } = shop;
  if (mirror.id === null) return;
  writes.push({
    op: 'delete',
    linkId: one.pair.link.id,
    side: otherSide(one.pair.link.origin.side),
    why: one.judgement.rule,
    target: mirror.marker,
    id: mirror.id,
    containerId: mirror.containerId,
    version: versionFor(shop, mirror, false),
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
  const buffers = layout.buffers.get(link.id);
  for (const part of PARTS) {
    const isOf = ({ marker }: Mirror): boolean => partOf(marker) === part;
    const wanted = part === 'service' ? spans : (buffers?.[part] ?? []);
    writePart(shop, { part, there: there.filter(isOf), pending: pending.filter(isOf), wanted, fields });
  }
};

const PARTS: readonly Part[] = ['service', 'before', 'after'];

interface PartWork {
  part: Part;
  there: Mirror[];
  pending: Mirror[];
  wanted: Span[];
  fields: ReadonlySet<Writable>;
}

const writePart = (shop: Workshop, { part, there, pending, wanted, fields }: PartWork): void => {
  const matching = matchPieces(there, wanted);
  matching.remove.forEach((mirror) => removeMirror(shop, mirror));
  for (const mirror of matching.keep) {
    if (isCutApart(shop, mirror)) remake(shop, mirror, mirror.base.span);
    else updateMirror(shop, mirror, mirror.base.span, fields);
  }
  for (const { mirror, span } of matching.move) {
    const isFixed = isClockBound(mirror.base) || shop.rings.has(mirror.marker) || isCutApart(shop, mirror);
    if (isFixed) remake(shop, mirror, span);
    else updateMirror(shop, mirror, span, fields);
  }
  for (const span of matching.create) {
    const at = pending.findIndex((mirror) => sameSpan(mirror.base.span, span));
    createMirror(shop, { span, part, pending: pending.splice(at < 0 ? 0 : at, 1)[0] });
  }
};

/** TIMIFY neither closes the gaps of an appointment nor changes its length where it has some. */
const isCutApart = ({ one }: Workshop, { marker }: Mirror): boolean =>
  one.pair.mirrors.some(
    ({ mirror, end: { item } }) => mirror.marker === marker && item !== null && hasGaps(item),
  );

/** What can't be moved is made anew, as an intent that a crash leaves behind like any other. */
const remake = (shop: Workshop, mirror: Mirror, span: Span): void => {
  const back = shop.one.judgement.mirror === 'back';
  removeMirror(shop, mirror);
  const putBacks = back ? [...mirror.putBacks, shop.input.now].slice(-3) : mirror.putBacks;
  createMirror(shop, { span, part: 'service', putBacks });
};

/** The writes that bring a case where the layout wants it, and the mirrors as they are when all have succeeded. */
export const writesOf = (
  input: PlanInput,
  one: Case,
  layout: Layout,
): { writes: Write[]; mirrors: Mirror[] } => {
  const shop: Workshop = { input, one, rings: layout.rings, writes: [], mirrors: [] };
  // What we adopted is only unlinked, never deleted (rule 10).
  const unlinks = one.judgement.mirror === 'delete' && !one.pair.link.madeByUs;
  if (!unlinks) writeMirrors(shop, layout);
  writeOrigin(shop);
  return { writes: shop.writes, mirrors: shop.mirrors };
};
