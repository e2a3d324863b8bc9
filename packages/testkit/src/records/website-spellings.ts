import { domainToUnicode } from 'node:url';

type Spell = (domain: string) => string;

const capital: Spell = (domain) => domain.slice(0, 1).toUpperCase() + domain.slice(1);

/** Ways in which people type one domain into a website field; each names the same registrable domain. */
export const websiteSpellings: readonly Spell[] = [
  (domain) => domain,
  (domain) => `https://${domain}`,
  (domain) => domainToUnicode(domain),
  (domain) => `http://www.${domain}/`,
  (domain) => `www.${domain}`,
  (domain) => `WWW.${domain.toUpperCase()}`,
  (domain) => `http://www.${domain.toUpperCase()}/about`,
  (domain) => `https://shop.${domain}`,
  (domain) => `https://${domain}:8443/en/index.html?ref=crm#top`,
  (domain) => `${domain}.`,
  (domain) => `HTTP://${capital(domain)}/Contact_Us`,
  (domain) => `${domain}/`,
];

/** The same spelling for the same number. */
export const spellWebsite = (domain: string, spelling: number): string => {
  const spell = websiteSpellings[spelling % websiteSpellings.length];
  return spell ? spell(domain) : domain;
};
