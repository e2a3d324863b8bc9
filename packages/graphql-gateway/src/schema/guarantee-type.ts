import type { Guarantee, Weakness } from '@concord/core/engine';
import type { WeaknessReason } from '@concord/core/policy';
import { builder } from './builder.ts';
import { defineEnum } from './define-enum.ts';
import { CreateGuaranteeEnum, UpdateGuaranteeEnum } from './enums.ts';

const WeaknessOfEnum = defineEnum<Weakness['of']>(
  'WeaknessOf',
  'Which half of a guarantee is weaker.',
  {
    update: 'The protection of what a person typed.',
    create: 'The protection from a second record.',
  },
);

const WeaknessReasonEnum = defineEnum<WeaknessReason>(
  'WeaknessReason',
  'What keeps a guarantee from being the stronger one.',
  {
    'unconditional-update': 'The CRM takes any update, whatever the record has become.',
    'history-hidden': 'Our user may not read the history that tells what an update replaced.',
    'own-fields-only': "Only the product's own fields are updated, which nothing protects.",
    'key-missing': 'Our unique key does not exist, or our user does not see it.',
    'key-not-unique': 'Our unique key takes the same value twice.',
    'key-not-writable': 'Our user may not fill our unique key.',
    'nothing-created': 'The CRM finds records late; without a unique key nothing is created.',
    'risk-accepted': 'The same, but a setting has records created all the same.',
  },
);

const WeaknessType = builder.objectRef<Weakness>('Weakness').implement({
  description: 'Why one half of a guarantee is not stronger, and what helps.',
  fields: (t) => ({
    of: t.expose('of', { type: WeaknessOfEnum, description: 'The half that is weaker.' }),
    reason: t.expose('reason', { type: WeaknessReasonEnum, description: 'The cause.' }),
    message: t.exposeString('message', { description: 'What is so, and what follows from it.' }),
    remedy: t.exposeString('remedy', {
      nullable: true,
      description: 'What an operator can do about it; null where nobody can.',
    }),
  }),
});

/** Which promise holds for the writes of an object. */
export const GuaranteeType = builder.objectRef<Guarantee>('Guarantee').implement({
  description: 'Which promise holds for the writes of a CRM object.',
  fields: (t) => ({
    update: t.expose('update', {
      type: UpdateGuaranteeEnum,
      description: 'What protects a value that a person typed.',
    }),
    create: t.expose('create', {
      type: CreateGuaranteeEnum,
      description: 'What protects from a second record.',
    }),
    because: t.string({
      nullable: true,
      description: 'Why it is not stronger, as one text; null when both are the strongest.',
      resolve: ({ weaknesses }) => weaknesses.map(({ message }) => message).join(' ') || null,
    }),
    weaknesses: t.expose('weaknesses', {
      type: [WeaknessType],
      description: 'Why it is not stronger, cause by cause; empty when both are the strongest.',
    }),
  }),
});
