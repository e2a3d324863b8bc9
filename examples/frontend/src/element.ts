type Child = Node | string;

/** An element with text and other elements in it; text is never read as HTML. */
export const element = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] => {
  const made = document.createElement(name);
  made.append(...children);
  return made;
};

/** A table row of cells. */
export const row = (cell: 'td' | 'th', ...texts: readonly Child[]): HTMLTableRowElement =>
  element('tr', ...texts.map((text) => element(cell, text)));
