/** An element of a document: names without their prefixes, children in order, and the text straight inside. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

interface OpenElement {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: OpenElement[];
  text: string;
}

const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
};

const decode = (entity: string): string | undefined => {
  if (/^#x/iu.test(entity)) return String.fromCodePoint(Number.parseInt(entity.slice(2), 16));
  if (entity.startsWith('#')) return String.fromCodePoint(Number(entity.slice(1)));
  return Object.hasOwn(entities, entity) ? entities[entity] : undefined;
};

const unescape = (text: string): string =>
  text.replaceAll(
    /&(#x[0-9a-f]{1,5}|#\d{1,6}|\w+);/giu,
    (whole, entity: string) => decode(entity) ?? whole,
  );

const escapes: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
};

/** Text as it stands between tags. */
export const escapeXml = (text: string): string =>
  text.replaceAll(/[<>&"]/gu, (character) => escapes[character] ?? character);

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

const readAttributes = (text: string): Record<string, string> => {
  const attributes: Record<string, string> = {};
  for (const [, name = '', , value = ''] of text.matchAll(/([\w:.-]+)\s*=\s*(["'])(.*?)\2/gsu)) {
    attributes[localName(name)] = unescape(value);
  }
  return attributes;
};

const tokens =
  /<!\[CDATA\[(.*?)\]\]>|<!--.*?-->|<\?.*?\?>|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>|([^<]+)/gsu;

/** Reads a document without a type definition; null where its tags do not match or something stands outside them. */
export const parseXml = (xml: string): XmlElement | null => {
  const root: OpenElement = { name: '', attributes: {}, children: [], text: '' };
  const open: OpenElement[] = [root];
  let end = 0;
  for (const match of xml.matchAll(tokens)) {
    if (match.index !== end) return null;
    end += match[0].length;
    const [, cdata, closing, opening, attributes, isEmpty, text] = match;
    const inside = open.at(-1);
    if (!inside) return null;
    if (cdata !== undefined) inside.text += cdata;
    else if (text !== undefined) inside.text += unescape(text);
    else if (closing !== undefined) {
      if (open.pop()?.name !== localName(closing)) return null;
    } else if (opening !== undefined) {
      const name = localName(opening);
      const element = {
        name,
        attributes: readAttributes(attributes ?? ''),
        children: [],
        text: '',
      };
      inside.children.push(element);
      if (isEmpty !== '/') open.push(element);
    }
  }
  const isWhole = end === xml.length && open.length === 1 && root.text.trim() === '';
  return isWhole && root.children.length === 1 ? (root.children[0] ?? null) : null;
};

/** The first child of that name, letters of either case. */
export const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((child) => child.name.toLowerCase() === name.toLowerCase());

/** The text of every child of that name, in order. */
export const textsOf = (element: XmlElement | undefined, name: string): string[] =>
  (element?.children ?? [])
    .filter((child) => child.name.toLowerCase() === name.toLowerCase())
    .map((child) => child.text.trim());

/** The text of the first child of that name; undefined where there is none, or an empty one. */
export const textOf = (element: XmlElement | undefined, name: string): string | undefined => {
  const [text] = textsOf(element, name);
  return text === '' ? undefined : text;
};
