import type { Failure } from '../policy/index.ts';

/** Why a record whose own one answers to nothing is not made a second time. */
export const hiddenFailure: Failure = {
  class: 'hidden',
  code: 'forbidden',
  message: 'The CRM no longer shows the record that belongs to it, nor that it was removed.',
  remedy: 'Let the connected CRM user see the record again, or remove it in the CRM; then retry.',
  field: null,
};
