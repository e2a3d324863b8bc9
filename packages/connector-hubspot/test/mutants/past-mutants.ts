import type { FieldHistory, FieldVersion, Guard, HistoryRequest } from '@concord/core/contract';
import { changeWrite, type Mutant } from './mutant.ts';

type Compensating = Extract<Guard, { kind: 'compensating' }>;

const changePast = (
  change: (past: (FieldHistory | null)[], request: HistoryRequest) => (FieldHistory | null)[],
): Mutant['mutate'] =>
  changeWrite(({ guard }) => {
    if (guard.kind !== 'compensating') return {};
    const history: Compensating['history'] = async (context, request) =>
      change(await guard.history(context, request), request);
    return { guard: { ...guard, history } };
  });

const changeVersions = (
  change: (versions: readonly FieldVersion[]) => readonly FieldVersion[],
): Mutant['mutate'] =>
  changePast((past) =>
    past.map(
      (one) =>
        one && Object.fromEntries(Object.entries(one).map(([name, some]) => [name, change(some)])),
    ),
  );

/** A past that leaves out what a person typed, or says that it was ours. */
export const pastMutants: readonly Mutant[] = [
  {
    audit: 'WRT-12',
    fault: 'remembers the latest value alone',
    object: 'contacts',
    mutate: changeVersions((versions) => versions.slice(0, 1)),
  },
  {
    audit: 'PAST-01',
    fault: 'takes another integration for us',
    object: 'contacts',
    mutate: changeVersions((versions) => versions.map((one) => ({ ...one, ours: true }))),
  },
  {
    audit: 'PAST-02',
    fault: 'forgets that a field was cleared',
    object: 'contacts',
    mutate: changeVersions((versions) =>
      versions.filter(({ value }) => value !== null && value !== ''),
    ),
  },
  {
    audit: 'PAST-03',
    fault: 'answers in the order of the CRM',
    object: 'contacts',
    mutate: changePast((past, { ids }) =>
      ids.toSorted().map((id) => past[ids.indexOf(id)] ?? null),
    ),
  },
];
