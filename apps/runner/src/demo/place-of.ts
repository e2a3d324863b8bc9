/** A record by name: ids alone are not enough where objects count theirs apart. */
export const placeOf = ({ object, id }: { readonly object: string; readonly id: string }): string =>
  `${object} ${id}`;
