import type { FieldDescription } from '@concord/core/contract';
import { labelled } from './describe-property.ts';
import type { Pipeline } from './pipelines.ts';

type Choice = readonly [value: string, label: string];

/** Fields of a deal, with the account's pipelines and their stages as choices. */
export const describeStages = (
  fields: readonly FieldDescription[],
  pipelines: readonly Pipeline[],
): FieldDescription[] => {
  const choices = new Map<string, readonly Choice[]>([
    ['pipeline', pipelines.map(({ id, label }) => [id, label])],
    ['dealstage', pipelines.flatMap((pipeline) => stagesOf(pipeline, pipelines.length > 1))],
  ]);
  return fields.map((field) => {
    const own = choices.get(field.name);
    return own === undefined ? field : { ...field, ...labelled(own) };
  });
};

/** Stages of two pipelines may be called the same. */
const stagesOf = ({ label, stages }: Pipeline, isOneOfSeveral: boolean): Choice[] =>
  stages.map((stage) => [stage.id, isOneOfSeveral ? `${label}: ${stage.label}` : stage.label]);
