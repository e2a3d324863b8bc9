import {
  type ASTVisitor,
  GraphQLError,
  isIntrospectionType,
  type ValidationContext,
} from 'graphql';

/**
 * Keeps the schema to those who have read it: nothing of it can be listed. A caller may still ask
 * whether a type of a given name exists, as a fragment does.
 */
export const hideSchema = (context: ValidationContext): ASTVisitor => ({
  Field: (node) => {
    const parent = context.getParentType();
    const lists = parent != null && isIntrospectionType(parent) && node.name.value !== 'name';
    if (node.name.value !== '__schema' && !lists) return;
    context.reportError(
      new GraphQLError('The schema is not shown here.', {
        nodes: node,
        extensions: { remedy: 'Read the published schema.graphql.' },
      }),
    );
  },
});
