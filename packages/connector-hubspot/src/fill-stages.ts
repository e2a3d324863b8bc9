import type { Context } from '@concord/core/contract';
import type { Ask } from './client.ts';
import type { RecordBody } from './parse-answer.ts';
import { listPipelines, soonMs, type Pipeline, type Stage } from './pipelines.ts';

/**
 * Deals whose stage is what people read, and that say whether they are closed.
 *
 * HubSpot: a stage is an id, of the customer's own a number, and old deals do not say whether they
 * are closed; their pipeline does. Reports, read 2026-11-21
 */
export const fillStages =
  (ask: Ask) =>
  async (context: Context, rows: readonly RecordBody[]): Promise<readonly RecordBody[]> => {
    if (rows.every(({ properties }) => properties['dealstage'] === undefined)) return rows;
    const known = toStages(await listPipelines(context, ask));
    const stages = knowsAll(known, rows)
      ? known
      : toStages(await listPipelines(context, ask, soonMs));
    return rows.map((row) => filled(row, stages.get(stageOf(row))));
  };

type Stages = ReadonlyMap<string, Stage>;

const toStages = (pipelines: readonly Pipeline[]): Stages =>
  new Map(pipelines.flatMap((one) => one.stages.map((stage) => [stage.id, stage])));

const stageOf = ({ properties }: RecordBody): string => properties['dealstage'] ?? '';

const knowsAll = (stages: Stages, rows: readonly RecordBody[]): boolean =>
  rows.every((row) => stageOf(row) === '' || stages.has(stageOf(row)));

const filled = (row: RecordBody, stage: Stage | undefined): RecordBody => {
  if (stage === undefined) return row;
  const { properties } = row;
  return {
    ...row,
    properties: {
      ...properties,
      dealstage: stage.label,
      ...unlessTold(properties, 'hs_is_closed', stage.isClosed),
      ...unlessTold(properties, 'hs_is_closed_won', stage.isWon),
    },
  };
};

/** Only where it was asked for, too, and is empty. */
const unlessTold = (
  properties: RecordBody['properties'],
  name: string,
  value: boolean,
): RecordBody['properties'] =>
  properties[name] === null || properties[name] === '' ? { [name]: String(value) } : {};
