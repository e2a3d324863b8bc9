import type { Failure } from '../policy/index.ts';

/** Why a record that we made is not written, although it answers to nothing. */
export const hiddenFailure: Failure = {
  class: 'hidden',
  code: 'forbidden',
  message: 'The CRM no longer shows the record that was created for it, nor that it was removed.',
  remedy: 'Let the connected CRM user see the record again, or remove it in the CRM; then retry.',
  field: null,
};
