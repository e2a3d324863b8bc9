const forbidden = /[\s/\\?#:@%[\]<>^|]/;

/** A host name in lower-case ASCII, IDN included; `null` when it is none. */
export const asciiHost = (host: string): string | null => {
  if (host === '' || host.length > 1000 || forbidden.test(host)) return null;
  return URL.parse(`http://${host}`)?.hostname ?? null;
};
