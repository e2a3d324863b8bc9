import { createInvalidArgument } from '../invalid-argument.ts';

/** Longer than any address, and than any piece of a message that somebody looks for. */
const lengthMax = 500;

/** What a text of a filter narrows a list to, in any case; blank text narrows nothing. */
export const toSearch = (
  field: string,
  text: string | null | undefined,
): { readonly search?: string } => {
  const search = text?.trim().toLowerCase() ?? '';
  if (search.length <= lengthMax) return search === '' ? {} : { search };
  throw createInvalidArgument(
    field,
    `\`${field}\` has ${search.length} characters; a list looks for ${lengthMax} at most.`,
    'Give a shorter piece of the text.',
  );
};
