import {
  type DocumentNode,
  getNamedType,
  getOperationAST,
  GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInputType,
  isNonNullType,
  typeFromAST,
  validateInputValue,
  type VariableDefinitionNode,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';

interface Operation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName?: string | null;
  readonly variableValues?: Readonly<Record<string, unknown>> | null;
}

/** Every variable value that does not fit, each with its path and what to give instead. */
const checkVariables = (operation: Operation): GraphQLError[] => {
  const node = getOperationAST(operation.document, operation.operationName);
  return (node?.variableDefinitions ?? []).flatMap((definition) => {
    const type = typeFromAST(operation.schema, definition.type);
    return isInputType(type) ? checkVariable(definition, type, operation) : [];
  });
};

const checkVariable = (
  definition: VariableDefinitionNode,
  type: GraphQLInputType,
  { variableValues }: Operation,
): GraphQLError[] => {
  const name = definition.variable.name.value;
  const given = Object.hasOwn(variableValues ?? {}, name);
  if (!given && (definition.defaultValue !== undefined || !isNonNullType(type))) return [];
  if (!given) return [createProblem(name, `Variable "$${name}" is missing.`, type)];
  const problems: GraphQLError[] = [];
  validateInputValue(
    variableValues?.[name],
    type,
    (error, path) => problems.push(createProblem([name, ...path].join('.'), error.message, type)),
    true,
  );
  return problems;
};

const createProblem = (field: string, message: string, type: GraphQLInputType) =>
  new GraphQLError(`${field}: ${message}`, {
    extensions: {
      code: 'INVALID_VARIABLE',
      field,
      remedy: remedyFor(field, type),
      http: { status: 400, spec: true },
    },
  });

/** Names the values of an enum, the parts of which one is to be given; of other types the name. */
const remedyFor = (field: string, type: GraphQLInputType): string => {
  const named = getNamedType(type);
  if (!field.includes('.') && isInputObjectType(named) && named.isOneOf) {
    return `Give exactly one of: ${Object.keys(named.getFields()).join(', ')}.`;
  }
  if (!field.includes('.') && isEnumType(named)) {
    return `Give one of: ${named
      .getValues()
      .map(({ name }) => name)
      .join(', ')}.`;
  }
  return `Give \`$${field.split('.')[0]}\` a value of type ${String(type)}.`;
};

/** Refuses variables that do not fit before anything runs. */
export const requireFittingVariables = (): Plugin => ({
  onExecute: (hook) => stopIfUnfit(hook.args, hook.setResultAndStopExecution),
  onSubscribe: (hook) => stopIfUnfit(hook.args, hook.setResultAndStopExecution),
});

const stopIfUnfit = (
  operation: Operation,
  stop: (result: { readonly errors: GraphQLError[] }) => void,
): void => {
  const errors = checkVariables(operation);
  if (errors.length > 0) stop({ errors });
};
