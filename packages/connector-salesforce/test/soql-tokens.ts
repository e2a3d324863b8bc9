/** The text of a SOQL string literal as Salesforce's grammar reads it; `null` where it is not one. */
export const readLiteral = (literal: string, isPattern = false): string | null => {
  if (!literal.startsWith("'")) return null;
  const plain: Readonly<Record<string, string>> = {
    n: '\n',
    r: '\r',
    t: '\t',
    b: '\b',
    f: '\f',
    '"': '"',
    "'": "'",
    '\\': '\\',
    ...(isPattern ? { '%': '%', _: '_' } : {}),
  };
  let text = '';
  for (let at = 1; at < literal.length; at += 1) {
    const sign = literal[at];
    if (sign === "'") return at === literal.length - 1 ? text : null;
    if (sign === '\n' || sign === '\r') return null;
    if (isPattern && (sign === '%' || sign === '_')) text += '\0';
    else if (sign === '\\') {
      at += 1;
      const meant = plain[literal[at] ?? ''];
      if (meant === undefined) return null;
      text += meant;
    } else text += sign;
  }
  return null;
};
