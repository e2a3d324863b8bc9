import type { PicklistValue } from './field.ts';

// ISO 3166-1 alpha-2.
const countryCodes =
  'AD AE AF AG AI AL AM AO AQ AR AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GW GY HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MK ML MM MN MO MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PS PT PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VN VU WF WS YE YT ZA ZM ZW';

const states: Record<string, string> = {
  AU: 'ACT:Australian Capital Territory,NSW:New South Wales,NT:Northern Territory,QLD:Queensland,SA:South Australia,TAS:Tasmania,VIC:Victoria,WA:Western Australia',
  CA: 'AB:Alberta,BC:British Columbia,MB:Manitoba,NB:New Brunswick,NL:Newfoundland and Labrador,NS:Nova Scotia,NT:Northwest Territories,NU:Nunavut,ON:Ontario,PE:Prince Edward Island,QC:Quebec,SK:Saskatchewan,YT:Yukon Territories',
  US: 'AL:Alabama,AK:Alaska,AZ:Arizona,AR:Arkansas,CA:California,CO:Colorado,CT:Connecticut,DE:Delaware,DC:District of Columbia,FL:Florida,GA:Georgia,HI:Hawaii,ID:Idaho,IL:Illinois,IN:Indiana,IA:Iowa,KS:Kansas,KY:Kentucky,LA:Louisiana,ME:Maine,MD:Maryland,MA:Massachusetts,MI:Michigan,MN:Minnesota,MS:Mississippi,MO:Missouri,MT:Montana,NE:Nebraska,NV:Nevada,NH:New Hampshire,NJ:New Jersey,NM:New Mexico,NY:New York,NC:North Carolina,ND:North Dakota,OH:Ohio,OK:Oklahoma,OR:Oregon,PA:Pennsylvania,RI:Rhode Island,SC:South Carolina,SD:South Dakota,TN:Tennessee,TX:Texas,UT:Utah,VT:Vermont,VA:Virginia,WA:Washington,WV:West Virginia,WI:Wisconsin,WY:Wyoming',
};

const names = new Intl.DisplayNames(['en'], { type: 'region' });

/** Countries by ISO code, in the order in which a dependent picklist counts them. */
export const countries: readonly PicklistValue[] = countryCodes
  .split(' ')
  .map((value) => ({ value, label: names.of(value) ?? value }));

const toState = (country: string, pair: string): PicklistValue => {
  const [value = '', label = ''] = pair.split(':');
  return { value, label, validFor: [country] };
};

const mergeStates = (all: readonly PicklistValue[]): PicklistValue[] => {
  const merged = new Map<string, PicklistValue>();
  for (const state of all) {
    const key = `${state.value}:${state.label}`;
    const known = merged.get(key);
    merged.set(key, {
      ...state,
      validFor: [...(known?.validFor ?? []), ...(state.validFor ?? [])],
    });
  }
  return [...merged.values()];
};

/** States by code, each valid for its country. One code may occur once per country. */
export const stateValues: readonly PicklistValue[] = mergeStates(
  Object.entries(states).flatMap(([country, list]) =>
    list.split(',').map((pair) => toState(country, pair)),
  ),
);
