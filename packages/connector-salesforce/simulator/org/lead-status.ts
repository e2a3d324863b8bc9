import { refuse } from './record-error.ts';
import type { Rules } from './rules.ts';
import type { SaveRule } from './save-rule.ts';

/** Gives a new lead the status that leads begin with. */
export const saveLead: SaveRule = ({ work, isNew, given, put }) => {
  if (!isNew || given('Status') !== undefined) return undefined;
  const statuses = work.org.rules.leadStatuses;
  put('Status', (statuses.find((one) => one.isDefault) ?? statuses[0])?.apiName ?? null);
  return undefined;
};

/** The status of a lead converted with `wanted`, a name or a label; by default the first that a conversion takes. */
export const convertedStatus = (rules: Rules, wanted: string | undefined): string => {
  const known = rules.leadStatuses.filter((one) => one.isConverted);
  const found =
    wanted === undefined
      ? known[0]
      : known.find(({ apiName, label }) => apiName === wanted || label === wanted);
  return (
    found?.apiName ??
    refuse('INVALID_STATUS', `invalid convertedStatus: ${wanted ?? ''}`, { fields: ['Status'] })
  );
};
