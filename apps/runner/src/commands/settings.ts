import { defaultSettings, type Connection, type ConnectionSettings } from '@concord/core/platform';
import type { Runner } from '../open-runner.ts';
import { formatTable } from '../screen/format-table.ts';
import { print } from '../screen/print.ts';
import { chooseConnections } from './choose-connection.ts';
import type { Command } from './command.ts';
import { isSetting, parseSettings } from './parse-settings.ts';
import { takeAnswer } from './take-answer.ts';

const show = ({ name, id, settings }: Connection): void => {
  print(`${name} (${id})`);
  const rows = Object.entries(settings).map(([key, value]) => [
    key,
    String(value),
    value === defaultSettings[key as keyof ConnectionSettings] ? '' : 'changed',
  ]);
  print(formatTable(['setting', 'value', ''], rows));
};

const change = async (
  { engine }: Runner,
  connection: Connection,
  texts: readonly string[],
): Promise<Connection> =>
  texts.length === 0
    ? connection
    : takeAnswer(await engine.updateSettings(connection.id, parseSettings(texts)));

/** `concord settings`: shows the settings of a connection, and changes those given as `key=value`. */
export const settings =
  (words: readonly string[]): Command =>
  async (runner) => {
    const named = words[0] === undefined || isSetting(words[0]) ? undefined : words[0];
    const texts = named === undefined ? words : words.slice(1);
    const connections = await chooseConnections(runner.store, named);
    for (const connection of connections) show(await change(runner, connection, texts));
  };
