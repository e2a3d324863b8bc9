import { print } from '../screen/print.ts';
import { createProblem } from '../screen/problem.ts';
import { chooseConnections } from './choose-connection.ts';
import type { Command } from './command.ts';
import { describeBasis, describeWhole } from './describe-plan.ts';
import { findRecord } from './find-record.ts';
import { takeAnswer } from './take-answer.ts';

/** A connection and a record, or the record alone. */
const parseWords = (words: readonly string[]) => {
  const [first = '', second, ...others] = words;
  if (others.length > 0) throw createProblem(`${others.join(' ')} is too much`, 'name one record');
  return second === undefined
    ? { named: undefined, record: first }
    : { named: first, record: second };
};

/** `concord explain`: why a record is, or is not, written to a connection as it is. */
export const explain =
  (words: readonly string[]): Command =>
  async ({ engine, store }) => {
    const { named, record } = parseWords(words);
    const connections = await chooseConnections(store, named);
    const { id: recordId } = await findRecord(store, record);
    for (const { id, name } of connections) {
      print(`${name} (${id})`);
      const explanation = takeAnswer(await engine.explain(id, recordId));
      print(describeBasis(explanation.basis));
      describeWhole(explanation).forEach(print);
    }
  };
