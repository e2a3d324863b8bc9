import { Refusal, type RefusalBody } from './refusal.ts';

/** What is wrong with one property of a write. */
export interface BadValue {
  readonly name: string;
  readonly error: string;
  readonly message: string;
  readonly value?: string;
}

const inner = (portalId: number, bad: BadValue): Record<string, unknown> => ({
  isValid: false,
  message: bad.message,
  error: bad.error,
  name: bad.name,
  ...(bad.value === undefined ? {} : { propertyValue: bad.value }),
  localizedErrorMessage: bad.message,
  portalId,
});

/** The refusal of a write, with its list of problems encoded a second time inside the message. */
export const refuseValues = (
  portalId: number,
  bad: readonly BadValue[],
  more: Partial<RefusalBody> = {},
): never => {
  const list = JSON.stringify(bad.map((each) => inner(portalId, each)));
  throw new Refusal(400, {
    message: `Property values were not valid: ${list}`,
    category: 'VALIDATION_ERROR',
    errors: bad.map(({ name, error, message }) => ({
      message,
      code: error,
      context: { propertyName: [name] },
    })),
    ...more,
  });
};
