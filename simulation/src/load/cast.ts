/** Few companies and few people, so that everybody's changes meet. */
export const domains = ['acme.com', 'birch.com', 'cedar.com'] as const;

export const emails = [
  'ada@acme.com',
  'ben@acme.com',
  'cleo@birch.com',
  'dan@birch.com',
  'eve@cedar.com',
] as const;

/** Spellings of an email or a website that mean the same. */
export const spellingsOf = {
  email: (email: string): string[] => [email, email.toUpperCase()],
  domain: (domain: string): string[] => [domain, `https://www.${domain}/about`, `WWW.${domain}`],
};

/** The company that an email address belongs to. */
export const domainOf = (email: string): string => email.slice(email.indexOf('@') + 1);
