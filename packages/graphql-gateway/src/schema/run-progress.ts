import type { Run } from '@concord/core/ports';
import { describeError } from '../describe-error.ts';
import { followRun } from '../follow-run.ts';
import { createInvalidArgument } from '../invalid-argument.ts';
import { findEstimate } from '../find-estimate.ts';
import { openStream } from '../live/open-stream.ts';
import { builder, type GatewayContext } from './builder.ts';
import { RunEstimateType } from './run-estimate-type.ts';
import { RunType } from './run-type.ts';

const RunProgressType = builder.objectRef<Run>('RunProgress').implement({
  description: 'How far a run is.',
  fields: (t) => ({
    run: t.field({ type: RunType, description: 'The run as it is.', resolve: (run) => run }),
    estimate: t.field({
      type: RunEstimateType,
      nullable: true,
      description: 'How far it is; null before it begins and once it has ended.',
      resolve: (run, _args, context) => findEstimate(run, context),
    }),
  }),
});

const openProgress = async (connectionId: string, context: GatewayContext) => {
  if (!(await context.loaders.connection(connectionId))) {
    throw createInvalidArgument(
      'connectionId',
      'There is no connection with this id.',
      'Take an id from `crmConnections`.',
    );
  }
  const { store, clock, log, live } = context;
  const onMiss = (error: unknown) =>
    log({ event: 'run-follow-fail', correlationId: null, ...describeError(error) });
  return openStream(context, ({ signal }) =>
    followRun({ ...live, connectionId, store, clock, signal, onMiss }),
  );
};

builder.subscriptionField('runProgress', (t) =>
  t.field({
    type: RunProgressType,
    description:
      "Follows the connection's newest run: at once, whenever it changed, and a last time when it ends.",
    args: {
      connectionId: t.arg.id({ required: true, description: 'Id of the connection.' }),
    },
    subscribe: (_root, { connectionId }, context) => openProgress(connectionId, context),
    resolve: (run) => run,
  }),
);
