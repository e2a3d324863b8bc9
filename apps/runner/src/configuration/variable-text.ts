/** What a variable is for and what to do when it is wrong; the table in the docs is this text. */
export type VariableText = {
  readonly description: string;
  readonly remedy: string;
};

/** The text of a variable. */
export const explain = (description: string, remedy: string): VariableText => ({
  description,
  remedy,
});
