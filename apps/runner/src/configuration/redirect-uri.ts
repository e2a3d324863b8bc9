/** Whether a browser may be sent to the address with a code: a page, and nothing that runs. */
export const isRedirectUri = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, hash } = new URL(text);
  const isPage = protocol === 'https:' || protocol === 'http:';
  return isPage && `${username}${password}${hash}` === '' && !text.endsWith('#');
};
