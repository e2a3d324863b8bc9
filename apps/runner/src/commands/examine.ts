import type { Guarantee } from '@concord/core/engine';
import type { Connection } from '@concord/core/platform';
import type { Runner } from '../open-runner.ts';
import type { Crm } from '../registry/crm.ts';
import { print } from '../screen/print.ts';
import { describeFinding } from './describe-finding.ts';
import { describePermission } from './describe-permission.ts';
import { howToCreate } from './how-to-create.ts';
import { takeAnswer } from './take-answer.ts';

const promises = {
  update: {
    atomic: 'the CRM itself refuses to replace what a person typed',
    compensating:
      'what a person types in the instant of a write is found in the history and put back',
    none: 'an edit in the instant of a write may be replaced',
  },
  create: {
    uniqueKey: 'the CRM itself refuses a second record',
    quietPeriod: 'a create with a lost answer is repeated only after a quiet period',
  },
} as const;

const showGuarantee = (object: string, { update, create, because }: Guarantee): void => {
  print(`  ${object}: ${promises.update[update]}; ${promises.create[create]}`);
  if (because !== null) print(`    because ${because}`);
};

const showPermissions = async ({ engine }: Runner, { id }: Connection): Promise<number> => {
  const permissions = takeAnswer(await engine.checkPermissions(id));
  print(' Permissions of our user');
  for (const line of permissions.flatMap(describePermission)) print(`  ${line}`);
  return permissions.filter(({ state }) => state === 'missing').length;
};

const showFields = ({ engine }: Runner, connection: Connection, crm: Crm): number => {
  const missing = engine.missingFields(connection);
  print(missing.length === 0 ? ' No product field is missing' : ' Missing product fields');
  for (const field of missing) print(`  ${howToCreate(field, crm.fieldWords)}`);
  if (missing.length > 0) print(`  or all at once: concord fields create ${connection.id}`);
  return missing.length;
};

const showFindings = async ({ engine }: Runner, { id }: Connection): Promise<number> => {
  const findings = await engine.checkMappings(id);
  print(findings.length === 0 ? ' Nothing is wrong with the mappings' : ' Mappings');
  for (const finding of findings) print(`  ${describeFinding(finding)}`);
  return findings.length;
};

const showGuarantees = (runner: Runner, connection: Connection, { connector }: Crm): void => {
  print(' Guarantees');
  for (const [name, { write }] of Object.entries(connector.objects)) {
    if (write === undefined || connection.schema[name] === undefined) continue;
    showGuarantee(name, runner.engine.guaranteeOf(connection, name));
  }
};

/** Prints what an account grants, lacks and promises; answers how many things are not in order. */
export const examine = async (
  runner: Runner,
  connection: Connection,
  crm: Crm,
): Promise<number> => {
  const lacking = await showPermissions(runner, connection);
  const missing = showFields(runner, connection, crm);
  const findings = await showFindings(runner, connection);
  showGuarantees(runner, connection, crm);
  return lacking + missing + findings;
};
