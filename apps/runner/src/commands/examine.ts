import type { Connection } from '@concord/core/platform';
import type { Runner } from '../open-runner.ts';
import type { Crm } from '../registry/crm.ts';
import { print } from '../screen/print.ts';
import { describeFinding } from './describe-finding.ts';
import { describePromises, describeWeaknesses } from './describe-guarantees.ts';
import { describePermission } from './describe-permission.ts';
import { guaranteesOf } from './guarantees-of.ts';
import { howToCreate } from './how-to-create.ts';
import { takeAnswer } from './take-answer.ts';

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

const showGuarantees = (runner: Runner, connection: Connection): void => {
  print(' Guarantees');
  const guarantees = guaranteesOf(runner, connection);
  for (const line of describePromises(guarantees)) print(`  ${line}`);
  const weaknesses = describeWeaknesses(guarantees);
  if (weaknesses.length > 0) print(' Why they are not stronger');
  for (const line of weaknesses) print(`  ${line}`);
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
  showGuarantees(runner, connection);
  return lacking + missing + findings;
};
