const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gsu;

/** JSON text laid out over lines as Salesforce does for `X-PrettyPrint: 1`: objects over several, lists in one (recorded in its documentation). */
export const prettyPrint = (json: string): string => {
  const open: string[] = [];
  const line = (): string => `\n${'  '.repeat(open.filter((one) => one === '{').length)}`;
  const layOut = (mark: string, at: number): string => {
    const isEmpty = /[}\]]/u.test(json.charAt(at + 1));
    if (mark === '{' || mark === '[') {
      open.push(mark);
      return mark === '{' && !isEmpty ? `{${line()}` : `${mark} `;
    }
    if (mark === '}' || mark === ']') {
      open.pop();
      const wasEmpty = /[{[]/u.test(json.charAt(at - 1));
      if (wasEmpty) return mark;
      return mark === '}' ? `${line()}}` : ' ]';
    }
    if (mark === ',') return open.at(-1) === '{' ? `,${line()}` : ', ';
    return mark === ':' ? ' : ' : mark;
  };
  return json.replaceAll(token, layOut);
};
