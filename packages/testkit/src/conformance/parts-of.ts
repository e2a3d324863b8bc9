import type { Read, Write } from '@concord/core/contract';
import type { Parts, Subject } from './audit.ts';
import { childrenOf } from './hang-child.ts';
import type { Sandbox } from './sandbox.ts';

const writeParts = (write: Write): Partial<Parts> => ({
  write,
  ...(write.update && { update: write.update }),
  ...(write.guard.kind === 'atomic' && { guard: write.guard }),
  ...(write.guard.kind === 'compensating' && { past: write.guard }),
  ...(write.remove && { removal: write.remove }),
  ...(write.signals && { signals: write.signals.bind(write) }),
  ...(write.findCreated && { findCreated: write.findCreated.bind(write) }),
  ...(write.touched && { touched: write.touched.bind(write) }),
});

const activityParts = ({ object: { activities, write } }: Subject): Partial<Parts> => ({
  ...(activities && { activities }),
  ...(activities?.email &&
    write?.matchKeys.includes('message-id') === true && { layOutEmail: activities.email }),
  ...(activities?.read && { readTask: activities.read }),
});

const readParts = (read: Read): Partial<Parts> => ({
  read,
  ...(read.removals && { removals: read.removals.bind(read) }),
  ...(read.removed && { proveRemoved: read.removed.bind(read) }),
  ...(read.ids && { ids: read.ids.bind(read) }),
});

const linkParts = ({ object: { associations, company, write } }: Subject): Partial<Parts> => ({
  ...(associations && { associations }),
  ...(company && write && { company }),
});

const hangingParts = (subject: Subject): Partial<Parts> => {
  const children = childrenOf(subject);
  return children.length === 0 ? {} : { children };
};

const accountParts = ({ connector }: Subject): Partial<Parts> => ({
  ...(connector.auth.scopes.length > 0 && { scopes: connector.auth.scopes }),
  ...(connector.createField && { createField: connector.createField.bind(connector) }),
  ...(connector.checkPermissions && {
    checkPermissions: connector.checkPermissions.bind(connector),
  }),
});

/** What happens to the object's records, as far as the CRM behind the sandbox lets it. */
const happenings = ({ sample }: Subject, sandbox: Sandbox): Partial<Parts> => {
  const all: Partial<Parts> = {
    remove: sandbox.remove.bind(sandbox),
    ...(sandbox.restore && { restore: sandbox.restore.bind(sandbox) }),
    ...(sandbox.merge && { merge: sandbox.merge.bind(sandbox) }),
    ...(sandbox.convert && { convert: sandbox.convert.bind(sandbox) }),
    ...(sandbox.refuseDuplicates && { refuseDuplicates: sandbox.refuseDuplicates.bind(sandbox) }),
  };
  return Object.fromEntries(sample.happens.map((kind) => [kind, all[kind]]));
};

const crmParts = ({ object, sample }: Subject, sandbox: Sandbox): Partial<Parts> => ({
  ...(sandbox.associate && { associate: sandbox.associate.bind(sandbox) }),
  ...(sandbox.dropField && { dropField: sandbox.dropField.bind(sandbox) }),
  ...(sandbox.withholdPermission && {
    withholdPermission: sandbox.withholdPermission.bind(sandbox),
  }),
  ...(sandbox.limitRate && { limitRate: sandbox.limitRate.bind(sandbox) }),
  ...(sandbox.hideField &&
    !sample.hasFixedFields && { hideField: sandbox.hideField.bind(sandbox) }),
  ...(sandbox.openTransaction && { openTransaction: sandbox.openTransaction.bind(sandbox) }),
  ...(sandbox.hangings && object.activities && { hangings: sandbox.hangings.bind(sandbox) }),
  ...(object.write && sandbox.hideRecord && { hideRecord: sandbox.hideRecord.bind(sandbox) }),
});

/** The parts that the object has by its connector, and the CRM by its sandbox. */
export const partsOf = (subject: Subject, sandbox: Sandbox): Partial<Parts> => ({
  ...(subject.object.read && readParts(subject.object.read)),
  ...linkParts(subject),
  ...hangingParts(subject),
  ...accountParts(subject),
  ...(subject.object.write && writeParts(subject.object.write)),
  ...activityParts(subject),
  ...crmParts(subject, sandbox),
  ...happenings(subject, sandbox),
});
