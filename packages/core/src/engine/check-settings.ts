import { z } from 'zod';
import type { Connector } from '../contract/index.ts';
import type { ConnectionSettings } from '../platform/index.ts';
import type { InputProblem } from './engine.ts';
import { personObject } from './write-target.ts';

const shape = z.strictObject({
  createAs: z.enum(['contactsAndAccounts', 'leads']),
  emailWriteback: z.enum(['emailMessage', 'task']),
  assignLeads: z.boolean(),
  accountTieBreak: z.string(),
  readEveryMinutes: z.int().min(1).max(1_440),
  followRedirects: z.boolean(),
  brandPrefix: z.string().trim().min(1).max(40),
  quietPeriodMs: z.int().min(0).max(3_600_000),
  createWithoutKey: z.boolean(),
}) satisfies z.ZodType<ConnectionSettings>;

const remedies: Readonly<Record<keyof ConnectionSettings, string>> = {
  createAs: 'use contactsAndAccounts or leads',
  emailWriteback: 'use emailMessage or task',
  assignLeads: 'use true or false',
  accountTieBreak: 'use a tie-break of the connector',
  readEveryMinutes: 'use whole minutes from 1 to 1,440',
  followRedirects: 'use true or false',
  brandPrefix: 'use a word of at most 40 characters',
  quietPeriodMs: 'use milliseconds from 0 to 3,600,000',
  createWithoutKey: 'use true or false',
};

const unknown = (name: string): InputProblem => ({
  field: `settings.${name}`,
  message: 'there is no such setting',
  remedy: `use some of ${Object.keys(remedies).join(', ')}`,
});

const malformed = (issue: z.core.$ZodIssue): InputProblem[] => {
  if (issue.code === 'unrecognized_keys') return issue.keys.map(unknown);
  const name = String(issue.path[0] ?? '') as keyof ConnectionSettings;
  return [{ field: `settings.${name}`, message: issue.message, remedy: remedies[name] }];
};

/** New people are never written to another object than the one asked for (R-PERSON-3). */
function checkCreateAs(connector: Connector, { createAs }: ConnectionSettings): InputProblem[] {
  if (personObject(connector, createAs) !== null) return [];
  return [
    {
      field: 'settings.createAs',
      message: `new people of this CRM cannot become ${createAs}`,
      remedy: 'choose the other value of createAs',
    },
  ];
}

function checkTieBreak(connector: Connector, settings: ConnectionSettings): InputProblem[] {
  const companies = Object.values(connector.objects).filter((one) => one.represents === 'company');
  const known = companies.flatMap(({ write }) => Object.keys(write?.tieBreaks ?? {}));
  if (known.includes(settings.accountTieBreak)) return [];
  return [
    {
      field: 'settings.accountTieBreak',
      message: `${connector.label} has no tie-break "${settings.accountTieBreak}"`,
      remedy: `use one of ${known.join(', ')}`,
    },
  ];
}

/** Names every setting that is malformed or that the connector cannot honour. */
export function checkSettings(
  connector: Connector,
  settings: ConnectionSettings,
): readonly InputProblem[] {
  const parsed = shape.safeParse(settings);
  if (!parsed.success) return parsed.error.issues.flatMap(malformed);
  return [...checkCreateAs(connector, settings), ...checkTieBreak(connector, settings)];
}
