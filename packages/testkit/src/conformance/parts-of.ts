import type { Parts, Subject } from './audit.ts';
import type { Sandbox } from './sandbox.ts';

const objectParts = ({ object }: Subject): Partial<Parts> => {
  const { read, write } = object;
  return {
    ...(read && { read }),
    ...(write && { write }),
    ...(write?.update && { update: write.update }),
    ...(write?.guard.kind === 'atomic' && { guard: write.guard }),
    ...(write?.signals && { signals: write.signals.bind(write) }),
  };
};

/** Users are neither removed nor merged, so these parts come with objects that people create. */
const lifeParts = (sandbox: Sandbox): Partial<Parts> => ({
  remove: sandbox.remove.bind(sandbox),
  ...(sandbox.restore && { restore: sandbox.restore.bind(sandbox) }),
  ...(sandbox.merge && { merge: sandbox.merge.bind(sandbox) }),
  ...(sandbox.hideRecord && { hideRecord: sandbox.hideRecord.bind(sandbox) }),
  ...(sandbox.refuseDuplicates && { refuseDuplicates: sandbox.refuseDuplicates.bind(sandbox) }),
});

const crmParts = (sandbox: Sandbox): Partial<Parts> => ({
  ...(sandbox.hideField && { hideField: sandbox.hideField.bind(sandbox) }),
  ...(sandbox.openTransaction && { openTransaction: sandbox.openTransaction.bind(sandbox) }),
});

/** The parts that the object has by its connector, and the CRM by its sandbox. */
export const partsOf = (subject: Subject, sandbox: Sandbox): Partial<Parts> => ({
  ...objectParts(subject),
  ...crmParts(sandbox),
  ...(subject.object.write && lifeParts(sandbox)),
});
