import { builder } from './builder.ts';
import { connected, defineConnected } from './connected.ts';
import { toInvalid } from './problem-types.ts';
import { defineCrmResult, type Refusal } from './result-union.ts';

const FinishConnectCrmSuccessType = defineConnected(
  'FinishConnectCrmSuccess',
  'The account is connected; a new one with its mappings prepared and both switches off.',
);

const FinishConnectCrmInput = builder.inputType('FinishConnectCrmInput', {
  description: "What the CRM added to the page's address when it sent the browser back.",
  fields: (t) => ({
    state: t.string({ required: true, description: 'Its parameter `state`.' }),
    code: t.string({ description: 'Its parameter `code`, if it has one.' }),
    error: t.string({ description: 'Its parameter `error`, if it has one.' }),
  }),
});

/** What is to be passed on as it came. */
const missingCode = toInvalid([
  {
    field: 'code',
    message: 'neither a code nor an error came back',
    remedy: "pass on `code` or `error` as it is in the page's address",
  },
]);

/** One state serves once, so that what would be tried again by itself elsewhere is not here. */
const remedies: Readonly<Record<string, string>> = {
  unavailable: 'Begin again in a while: what was begun is used up.',
};

const usedUp = (result: Refusal): Refusal => {
  const { failure } = result;
  const remedy =
    remedies[failure.class] ??
    'Put right what the message names, and begin again: what was begun is used up.';
  return { ...result, failure: { ...failure, remedy } };
};

const finish = async (reach: Parameters<typeof connected>[0]) => {
  const result = await connected(reach, 'code');
  return result.kind === 'refused' ? usedUp(result) : result;
};

builder.mutationField('finishConnectCrm', (t) =>
  t.field({
    type: defineCrmResult('FinishConnectCrm', FinishConnectCrmSuccessType),
    description: 'Finishes what `startConnectCrm` or `startReconnectCrm` of the same key began.',
    args: {
      input: t.arg({
        type: FinishConnectCrmInput,
        required: true,
        description: 'What the browser brought back.',
      }),
    },
    resolve: async (_root, { input: { state, code, error } }, { accounts, caller }) => {
      const returned = { state, caller: caller.id };
      if (error) return finish(() => accounts.finishConnect({ ...returned, error }));
      if (!code) return missingCode;
      return finish(() => accounts.finishConnect({ ...returned, code }));
    },
  }),
);
