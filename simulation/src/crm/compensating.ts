import type { SimulatedOrg } from '@concord/connector-salesforce/simulator';
import type { Connector, FieldHistory, FieldValue, Guard, Write } from '@concord/core/contract';
import { toInstant } from '@concord/core/contract';
import { withWrites } from '../planted/wrap.ts';

type History = Extract<Guard, { kind: 'compensating' }>['history'];

/** What the CRM itself noted of a field, newest first; asked for over the network like all else. */
const historyIn =
  (org: SimulatedOrg, write: Write): History =>
  async (context, { ids, fields }) => {
    await write.get(context, { ids, fields: [] });
    return ids.map((id): FieldHistory => {
      const changes = org.history.list({ id }).toReversed();
      const versions = fields.map((field) => [
        field,
        changes
          .filter((change) => change.field === field)
          .map(({ after, time, user }) => ({
            value: (after ?? null) as FieldValue,
            at: toInstant(time),
            ours: user === org.report.users.integration,
          })),
      ]);
      return Object.fromEntries(versions) as FieldHistory;
    });
  };

/** The connector of a CRM that refuses no update, and remembers what it replaced. */
export const compensating = (connector: Connector, org: SimulatedOrg): Connector =>
  withWrites(connector, (write) =>
    write.guard.kind === 'atomic' && write.update !== undefined
      ? {
          ...write,
          guard: { kind: 'compensating', historyMax: 25, history: historyIn(org, write) },
        }
      : write,
  );
