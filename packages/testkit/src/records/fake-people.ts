import type { SeededRandom } from '../simulator/seeded-random.ts';

const firstNames =
  'Ada Agnes Aiko Alma Amara Anders Anika Anton Arjun Astrid Aurora Basil Beatriz Bela Björn Bruno Camille Carmen Celia Chidi Clara Cosmo Dalia Damien Daria Diego Edda Edgar Elena Elias Emeka Esther Farah Felix Fiona Freya Gita Greta Hana Hassan Hedda Hugo Ibrahim Ida Ines Ingrid Isla Ivo Jana Jasper Joana Jonas Juno Kaito Karim Kasia Kira Lars Leila Leon Lina Lorenzo Lucia Magnus Maja Malik Marta Mateo Maya Milan Mira Nadia Naoko Nils Noor Olga Omar Oscar Paula Pedro Petra Priya Quentin Rafael Ravi Renata Rosa Ruben Sana Sara Selma Sigrid Simon Sofia Stefan Tara Teresa Theo Tomas Uma Ursula Valeria Viktor Wanda Willem Yara Yusuf Zara Zoë'.split(
    ' ',
  );

const lastNames =
  "Abara Adler Aguilar Almeida Andersson Arslan Baker Banerjee Bauer Becker Bell Bergström Bianchi Blum Brandt Castillo Chen Clarke Costa Cruz D'Angelo Dahl De-Vries Diaz Dubois Eriksen Fernández Fischer Fontaine Fraser García Gruber Haddad Hansen Hartmann Hoffmann Horvat Hughes Ito Ivanova Jansen Johansson Kaya Keller Kim Klein Kowalski Kruger Larsen Lehmann Lindqvist López Marino Meyer Moreau Müller Nakamura Ncube Nguyen Novak O'Brien O'Neill Okafor Okonkwo Oliveira Olsen Park Patel Pereira Petrov Popescu Ramirez Rao Reyes Ricci Rossi Ruiz Sanders Santos Schmidt Schneider Sharma Silva Smith Sørensen Sousa Suzuki Svensson Tanaka Taylor Toth Turner Van-Dijk Vargas Vogel Wagner Walker Weber Wolf Wong Yamada Yılmaz Zhang Ziegler".split(
    ' ',
  );

const titles =
  'Account Executive,Chief Executive Officer,Chief Financial Officer,Chief Marketing Officer,Customer Success Manager,Data Engineer,Director of Marketing,Director of Operations,Finance Manager,Founder,Growth Manager,Head of People,Head of Revenue,Head of Sales,IT Manager,Marketing Manager,Office Manager,Operations Analyst,Product Manager,Purchasing Manager,Revenue Operations Lead,Sales Development Representative,Sales Manager,Software Engineer,Solutions Architect,VP Engineering,VP Marketing,VP Sales'.split(
    ',',
  );

const spellings = new Map<string, string>();

const ascii = (name: string): string => {
  const known = spellings.get(name);
  if (known !== undefined) return known;
  const plain = name.toLowerCase().replaceAll('ø', 'o').replaceAll('ı', 'i').normalize('NFD');
  const spelling = plain.replaceAll(/[^a-z]/gu, '');
  spellings.set(name, spelling);
  return spelling;
};

/** A made-up person. */
export interface FakePerson {
  readonly firstName: string;
  readonly lastName: string;
  readonly title: string;
  /** A North American number of the range kept for fiction. */
  readonly phone: string;
  /** What stands before the `@`, unique by `index`. */
  readonly mailbox: string;
}

/** The person of that index; the generator decides everything else. */
export const fakePerson = (random: SeededRandom, index: number): FakePerson => {
  const firstName = random.pick(firstNames);
  const lastName = random.pick(lastNames);
  const area = 200 + random.below(700);
  return {
    firstName,
    lastName,
    title: random.pick(titles),
    phone: `+1 ${area} 555 01${String(random.below(100)).padStart(2, '0')}`,
    mailbox: `${ascii(firstName)}.${ascii(lastName)}${index.toString(36)}`,
  };
};
