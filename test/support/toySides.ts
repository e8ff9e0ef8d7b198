/** Both sides as the sync's ports see them, over two calendars in memory. What is not asked for here refuses. */
import type { Appointment, Item, OfficeEvent, Span } from '../../server/src/core/items.ts';
import type { Content } from '../../server/src/core/planned.ts';
import { booking, edit, event, type Toy } from '../../server/src/core/toyWorld.ts';
import type { OfficeSide, Side, TimifyCompany, TimifySide } from '../../server/src/sync/ports/sides.ts';

const overlaps = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end;

const never = (what: string) => (): Promise<never> =>
  Promise.reject(new Error(`${what} is not asked for here`));

/** What both sides do alike: read and write a map. */
const sideOver = <T extends Item>(
  world: Toy,
  name: T['side'],
  make: (id: string, span: Span, rest: Partial<Item>) => Item,
) => {
  const map = world[name] as unknown as Map<string, T>;
  const side: Omit<Side<T>, 'name'> = {
    window: (window) =>
      Promise.resolve({
        scope: 'full' as const,
        window,
        items: [...map.values()].filter((item) => overlaps(item.span, window)),
        removed: [],
        broken: [],
        containers: null,
      }),
    read: (ids) =>
      Promise.resolve({
        items: ids.flatMap((id) => map.get(id) ?? []),
        gone: ids.filter((id) => !map.has(id)),
      }),
    findByMarker: never('a marker'),
    create: ({ content: { span, title, notes }, marker }) => {
      world.counter += 1;
      return Promise.resolve(make(`made-${world.counter}`, span, { title, notes, marker }) as T);
    },
    update: ({ id, content }) => {
      const shown: Partial<Content> = { ...content };
      delete shown.look;
      edit(world, name, id, shown);
      const item = map.get(id);
      return item ? Promise.resolve(item) : Promise.reject(new Error('gone'));
    },
    remove: ({ id }) => Promise.resolve(void map.delete(id)),
    isMarked: () => true,
    release: ({ id }) => Promise.resolve(edit(world, name, id, { marker: null })),
    mark: ({ id, marker }) => Promise.resolve(edit(world, name, id, { marker })),
  };
  return side;
};

/** `news`: ids that the next delta round answers. */
export const officeOver = (world: Toy, news: Set<string>): OfficeSide => ({
  name: 'office',
  ...sideOver<OfficeEvent>(world, 'office', (id, span, rest) =>
    event(world, id, span, rest as Partial<OfficeEvent>),
  ),
  calendars: never('the list of calendars'),
  elsewhere: () => Promise.resolve([]),
  changes: ({ window }) => {
    const ids = [...news];
    news.clear();
    return Promise.resolve({
      snapshot: {
        scope: 'changes' as const,
        window,
        items: ids.flatMap((id) => world.office.get(id) ?? []),
        removed: ids.filter((id) => !world.office.has(id)),
        broken: [],
        containers: null,
      },
      cursor: 'next',
      deltaCalls: 1,
      incomplete: null,
    });
  },
  subscribe: never('a subscription'),
  renew: never('a renewal'),
  unsubscribe: never('the end of a subscription'),
});

const BLOCKER: Partial<Appointment> = { service: null, customers: [], hasCustomers: false, kind: 'blocker' };

export const timifyOver = (world: Toy): TimifyCompany => {
  const facts = ({ id, version, span, resourceIds }: Appointment) => ({
    id,
    version,
    start: span.start,
    resourceIds,
  });
  const side: Omit<Side<Appointment>, 'name'> = sideOver<Appointment>(world, 'timify', (id, span, rest) =>
    booking(world, id, span, { ...(rest as Partial<Appointment>), ...BLOCKER }),
  );
  const resource: TimifySide = {
    name: 'timify',
    ...side,
    readKnown: (wanted) => side.read(wanted.map(({ id }) => id)),
    availability: () => Promise.resolve({ bookable: 'always' }),
    forgetAvailability: () => undefined,
    longestWindow: 30 * 86_400_000,
  };
  return {
    company: never('the company'),
    resources: never('resources'),
    about: never('the company'),
    naming: never('what names somebody'),
    takesMarks: () => null,
    wroteShift: () => false,
    list: never('the poll'),
    read: (ids) =>
      Promise.resolve({
        found: ids.flatMap((id) => world.timify.get(id) ?? []).map(facts),
        gone: ids.filter((id) => !world.timify.has(id)),
      }),
    side: () => resource,
  };
};
