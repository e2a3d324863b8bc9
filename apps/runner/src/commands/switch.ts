import { print } from '../screen/print.ts';
import { chooseConnections } from './choose-connection.ts';
import type { Command } from './command.ts';
import { takeAnswer } from './take-answer.ts';

/** The two switches of a connection; an absent one stays as it is. */
export interface SwitchOptions {
  readonly reading?: 'on' | 'off';
  readonly writing?: 'on' | 'off';
}

/** `concord switch`: turns reading and writing of a connection on or off. */
export const switchConnection =
  (named: string, options: SwitchOptions): Command =>
  async ({ engine, store }) => {
    for (const { id } of await chooseConnections(store, named)) {
      const { name, reading, writing } = takeAnswer(
        await engine.setSwitches(id, {
          ...(options.reading === undefined ? {} : { reading: options.reading === 'on' }),
          ...(options.writing === undefined ? {} : { writing: options.writing === 'on' }),
        }),
      );
      print(`${name}: reading is ${reading ? 'on' : 'off'}, writing is ${writing ? 'on' : 'off'}.`);
    }
  };
