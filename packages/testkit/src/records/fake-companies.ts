import { domainToASCII } from 'node:url';
import type { SeededRandom } from '../simulator/seeded-random.ts';

const starts =
  'Amber Apex Aster Atlas Beacon Birch Blue Bright Cedar Cinder Clear Cobalt Coral Crest Delta Drift Echo Ember Fern First Flint Forge Gale Glen Granite Harbor Hazel Helix Indigo Iron Ivory Juniper Kestrel Keystone Lark Linden Lumen Maple Meridian Mistral North Oak Onyx Orbit Osprey Pine Pioneer Quartz Quill Raven Ridge River Sable Sage Silver Slate Solstice Summit Tidal Timber Umber Vale Vector Velvet Willow Zephyr'.split(
    ' ',
  );

const ends =
  'Analytics,Bakery,Biotech,Brewing,Capital,Clinics,Consulting,Data,Design,Dynamics,Energy,Foods,Freight,Health,Holdings,Insurance,Labs,Logistics,Machines,Media,Metals,Networks,Optics,Outfitters,Partners,Payments,Pharma,Robotics,Security,Software,Studios,Supply,Systems,Textiles,Travel,Ventures,Works'.split(
    ',',
  );

const forms = ['', '', '', ' Inc', ' LLC', ' Ltd', ' GmbH', ' AB', ' S.A.', ' & Sons'];

const industries =
  'Agriculture,Banking,Biotechnology,Construction,Consulting,Education,Energy,Finance,Healthcare,Insurance,Manufacturing,Media,Retail,Technology,Transportation'.split(
    ',',
  );

/** City, state, postal code and country that belong together. */
export interface FakePlace {
  readonly city: string;
  readonly stateCode: string | null;
  readonly state: string | null;
  readonly postalCode: string;
  readonly countryCode: string;
  readonly country: string;
}

const orNull = (value: string): string | null => (value === '' ? null : value);

const place = (text: string): FakePlace => {
  const [city = '', stateCode = '', state = '', postalCode = '', countryCode = '', country = ''] =
    text.split('|');
  return {
    city,
    stateCode: orNull(stateCode),
    state: orNull(state),
    postalCode,
    countryCode,
    country,
  };
};

const places = [
  'San Francisco|CA|California|94105|US|United States',
  'Austin|TX|Texas|78701|US|United States',
  'New York|NY|New York|10001|US|United States',
  'Seattle|WA|Washington|98101|US|United States',
  'Toronto|ON|Ontario|M5H 2N2|CA|Canada',
  'Vancouver|BC|British Columbia|V6B 1A1|CA|Canada',
  'Sydney|NSW|New South Wales|2000|AU|Australia',
  'London|||EC1A 1BB|GB|United Kingdom',
  'Berlin|||10115|DE|Germany',
  'Paris|||75001|FR|France',
  'Stockholm|||111 20|SE|Sweden',
  'Tallinn|||10111|EE|Estonia',
].map(place);

/** A made-up company. Its domain lies under a name reserved for examples. */
export interface FakeCompany {
  readonly name: string;
  /** Registrable domain in ASCII, unique by `index`. */
  readonly domain: string;
  readonly industry: string;
  readonly employees: number;
  readonly street: string;
  readonly place: FakePlace;
}

// RFC 2606: these end no real name, so a look-up of one reaches nobody.
const zones = ['example', 'example', 'test', 'invalid'];

/** The company of that index; the generator decides everything else. */
export const fakeCompany = (random: SeededRandom, index: number): FakeCompany => {
  const start = random.pick(starts);
  const end = random.pick(ends);
  const isForeign = random.chance(0.02);
  const label = `${isForeign ? 'Grün' : ''}${start}${end}`.toLowerCase();
  return {
    name: `${start} ${end}${random.pick(forms)}`,
    domain: domainToASCII(`${label}${index.toString(36)}.${random.pick(zones)}`),
    industry: random.pick(industries),
    employees: 1 + Math.floor(random.next() ** 4 * 20_000),
    street: `${1 + random.below(900)} ${random.pick(starts)} Street`,
    place: random.pick(places),
  };
};
