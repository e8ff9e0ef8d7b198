/** What `resid` points to. Each `VersionOverrides` stands alone: nothing is inherited from the outer one (addin §1.3). */
import { addressFault, servedIconFault } from './addresses.ts';
import type { Fault } from './fault.ts';
import { attribute, child, named, type Element } from './xmlText.ts';

type Found = Omit<Fault, 'file'>;

const RESID_LIMIT = 32;
const SHORT_LIMIT = 125;
const LONG_LIMIT = 250;
const GERMAN = 'de-DE';

/** Without the inner `VersionOverrides`, which has resources of its own. */
const ownParts = (overrides: Element): Element[] =>
  overrides.children.filter(({ name }) => name !== 'VersionOverrides');

const below = (overrides: Element, name: string): Element[] =>
  ownParts(overrides).flatMap((part) => named(part, name));

const KIND_OF: Record<string, string> = { 'bt:Image': 'bt:Image', SourceLocation: 'bt:Url' };

const defined = (overrides: Element): Element[] => {
  const resources = child(overrides, 'Resources');
  return (resources?.children ?? []).flatMap(({ children }) => children);
};

const residFaults = (overrides: Element): Found[] => {
  const known = defined(overrides);
  const users = ownParts(overrides)
    .flatMap((part) =>
      ['bt:Image', 'SourceLocation', 'Label', 'Title', 'Description'].flatMap((name) => named(part, name)),
    )
    .filter((element) => element.attributes['resid'] !== undefined);
  return users.flatMap((element) => {
    const resid = attribute(element, 'resid');
    const kind = KIND_OF[element.name] ?? 'bt:String';
    if (resid.length > RESID_LIMIT)
      return [
        {
          line: element.line,
          fault: `the resid "${resid}" has ${String(resid.length)} characters`,
          mend: `Shorten it to ${String(RESID_LIMIT)}, here and where it is defined.`,
        },
      ];
    if (known.some((one) => one.name === kind && attribute(one, 'id') === resid)) return [];
    return [
      {
        line: element.line,
        fault: `no ${kind} has the id "${resid}" in the same VersionOverrides`,
        mend: `Define it under Resources of this VersionOverrides, or name one that is there: ${known
          .filter(({ name }) => name === kind)
          .map((one) => attribute(one, 'id'))
          .join(', ')}.`,
      },
    ];
  });
};

const doubledIds = (overrides: Element): Found[] => {
  const groups = [defined(overrides), [...below(overrides, 'Group'), ...below(overrides, 'Control')]];
  return groups.flatMap((elements) =>
    elements
      .filter(
        (one, index) =>
          elements.findIndex((other) => attribute(other, 'id') === attribute(one, 'id')) < index,
      )
      .map((element) => ({
        line: element.line,
        fault: `the id "${attribute(element, 'id')}" is there twice`,
        mend: 'Give each its own id.',
      })),
  );
};

const textFaults = (overrides: Element): Found[] =>
  defined(overrides)
    .filter(({ name }) => name === 'bt:String')
    .flatMap((text) => {
      const isLong = text.parent?.name === 'bt:LongStrings';
      const limit = isLong ? LONG_LIMIT : SHORT_LIMIT;
      const german = text.children.find((one) => attribute(one, 'Locale') === GERMAN);
      const tooLong = [text, ...text.children].filter(
        (one) => (one.attributes['DefaultValue'] ?? attribute(one, 'Value')).length > limit,
      );
      return [
        ...tooLong.map(({ line }) => ({
          line,
          fault: `the text of "${attribute(text, 'id')}" is too long`,
          mend: `Shorten it to ${String(limit)} characters.`,
        })),
        ...(german === undefined
          ? [
              {
                line: text.line,
                fault: `"${attribute(text, 'id')}" has no German text`,
                mend: `Add <bt:Override Locale="${GERMAN}" Value="…"/>.`,
              },
            ]
          : []),
      ];
    });

const addressFaults = (overrides: Element, domains: readonly string[]): Found[] =>
  defined(overrides)
    .filter(({ name }) => name === 'bt:Image' || name === 'bt:Url')
    .flatMap((element) => {
      const fault = addressFault(attribute(element, 'DefaultValue'), domains);
      return fault === null ? [] : [{ line: element.line, ...fault }];
    });

/** The picture must have the pixels that the button asks for: size times scale. */
const iconFaults = (overrides: Element, served: ReadonlyMap<string, Uint8Array>): Found[] => {
  const images = defined(overrides);
  return below(overrides, 'bt:Image')
    .filter(({ attributes }) => attributes['resid'] !== undefined)
    .flatMap((use) => {
      const image = images.find((one) => attribute(one, 'id') === attribute(use, 'resid'));
      if (image === undefined) return [];
      const size = Number(attribute(use, 'size')) * Number(use.attributes['scale'] ?? 1);
      const fault = servedIconFault(attribute(image, 'DefaultValue'), size, served);
      return fault === null ? [] : [{ line: use.line, ...fault }];
    });
};

export const resourceFaults = (
  root: Element,
  domains: readonly string[],
  served: ReadonlyMap<string, Uint8Array>,
): Found[] =>
  named(root, 'VersionOverrides').flatMap((overrides) => [
    ...residFaults(overrides),
    ...doubledIds(overrides),
    ...textFaults(overrides),
    ...addressFaults(overrides, domains),
    ...iconFaults(overrides, served),
  ]);
