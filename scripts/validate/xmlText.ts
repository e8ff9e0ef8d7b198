/** XML as a tree that still knows its lines. */
import { SaxesParser } from 'saxes';

export interface Element {
  /** As written, with its prefix: `bt:Image`. */
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
  line: number;
  parent: Element | null;
}

export interface XmlText {
  root: Element | null;
  broken: { line: number; message: string } | null;
}

export const readXml = (text: string): XmlText => {
  const parser = new SaxesParser({ xmlns: true });
  let root: Element | null = null;
  let open: Element | null = null;
  let broken: XmlText['broken'] = null;
  let line = 1;
  parser.on('error', (error) => {
    broken ??= { line: parser.line, message: error.message.replace(/^\d+:\d+: /, '') };
  });
  parser.on('opentagstart', () => {
    line = parser.line;
  });
  parser.on('opentag', (tag) => {
    const attributes = Object.fromEntries(
      Object.entries(tag.attributes).map(([name, attribute]) => [name, attribute.value]),
    );
    const element: Element = { name: tag.name, attributes, children: [], text: '', line, parent: open };
    open?.children.push(element);
    root ??= element;
    open = element;
  });
  parser.on('text', (part) => {
    if (open !== null) open.text += part;
  });
  parser.on('closetag', () => {
    if (open !== null) open = open.parent;
  });
  parser.write(text).close();
  return { root, broken };
};

/** The element and everything in it, in the order of the document. */
export const all = (element: Element): Element[] => [element, ...element.children.flatMap(all)];

/** All below that bear the name. */
export const named = (element: Element, name: string): Element[] =>
  all(element).filter((one) => one.name === name);

export const child = (element: Element | null | undefined, name: string): Element | undefined =>
  element?.children.find((one) => one.name === name);

export const attribute = (element: Element | undefined, name: string): string =>
  element?.attributes[name] ?? '';
