import type { FieldMapping } from '@concord/core/platform';
import { formatTable } from '../screen/format-table.ts';
import { print } from '../screen/print.ts';
import { createProblem } from '../screen/problem.ts';
import { chooseConnections } from './choose-connection.ts';
import type { Command } from './command.ts';
import { describeFinding } from './describe-finding.ts';

const arrows = { read: '←', write: '→', readWrite: '↔' } as const;

const rowOf = (mapping: FieldMapping): string[] => [
  mapping.object,
  mapping.platformField ?? '',
  arrows[mapping.direction],
  `${mapping.crmObject}.${mapping.crmField}`,
  mapping.defaultValue === null ? '' : 'has a default',
];

/** `concord mapping list`: the field mappings in force. */
export const listMappings =
  (named: string | undefined): Command =>
  async ({ store }) => {
    for (const { id, name } of await chooseConnections(store, named)) {
      print(name);
      const rows = (await store.getMappings(id)).map(rowOf);
      print(formatTable(['object', 'platform field', '', 'CRM field', ''], rows));
      print(
        'Tasks have one layout for all; an email also takes its own, with or without mappings.',
      );
    }
  };

/** `concord mapping check`: what is wrong with them; fails when one cannot be used. */
export const checkMappings =
  (named: string | undefined): Command =>
  async ({ engine, store }) => {
    let errors = 0;
    for (const { id, name } of await chooseConnections(store, named)) {
      const findings = await engine.checkMappings(id);
      print(
        `${name}: ${findings.length === 0 ? 'nothing is wrong' : `${findings.length} findings`}`,
      );
      findings.map(describeFinding).forEach(print);
      errors += findings.filter(({ severity }) => severity === 'error').length;
    }
    if (errors > 0) throw createProblem(`${errors} mappings cannot be used`, 'correct them');
  };
