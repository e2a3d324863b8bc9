import type { Connection } from '@concord/core/platform';
import type { Runner } from '../open-runner.ts';
import { findCrm } from '../registry/crms.ts';
import type { GuaranteeOf } from './describe-guarantees.ts';

/** What holds for each object of a connection that is written. */
export const guaranteesOf = ({ engine }: Runner, connection: Connection): GuaranteeOf[] =>
  Object.keys(findCrm(connection.crm).connector.objects).flatMap((object) => {
    const guarantee = engine.guaranteeOf(connection, object);
    return guarantee === null ? [] : [{ object, guarantee }];
  });
