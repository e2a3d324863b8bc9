import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql';

/** Names that one document may give fields anew; a page needs a few. */
const maxAliases = 15;
/** `@include` and the like. */
const maxDirectives = 50;

const createTooMany = (what: string, most: number): GraphQLError =>
  new GraphQLError(`The document has more than ${most} ${what}.`, {
    extensions: { code: 'DOCUMENT_TOO_LARGE', remedy: 'Ask for less at once.' },
  });

/** Refuses documents that ask for more than a person could read, before any of it is weighed. */
export const documentLimits = (context: ValidationContext): ASTVisitor => {
  let aliases = 0;
  let directives = 0;
  return {
    Field: ({ alias }) => {
      if (alias !== undefined) aliases += 1;
      if (aliases === maxAliases + 1) context.reportError(createTooMany('aliases', maxAliases));
    },
    Directive: () => {
      directives += 1;
      if (directives === maxDirectives + 1) {
        context.reportError(createTooMany('directives', maxDirectives));
      }
    },
  };
};
