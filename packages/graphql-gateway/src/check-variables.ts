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
import type { GatewayParts } from './gateway-parts.ts';

interface Operation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName?: string | null;
  readonly variableValues?: Readonly<Record<string, unknown>> | null;
}

/** Every variable value that does not fit, each with its path and what to give instead. */
const checkVariables = (operation: Operation, mode: GatewayParts['mode']): GraphQLError[] => {
  const node = getOperationAST(operation.document, operation.operationName);
  return (node?.variableDefinitions ?? []).flatMap((definition) => {
    const type = typeFromAST(operation.schema, definition.type);
    return isInputType(type) ? checkVariable({ definition, type, mode }, operation) : [];
  });
};

interface Asked {
  readonly definition: VariableDefinitionNode;
  readonly type: GraphQLInputType;
  readonly mode: GatewayParts['mode'];
}

const checkVariable = (asked: Asked, { variableValues }: Operation): GraphQLError[] => {
  const { definition, type, mode } = asked;
  const name = definition.variable.name.value;
  const given = Object.hasOwn(variableValues ?? {}, name);
  if (!given && (definition.defaultValue !== undefined || !isNonNullType(type))) return [];
  if (!given) return [createProblem(name, `Variable "$${name}" is missing.`, asked)];
  const problems: GraphQLError[] = [];
  validateInputValue(
    variableValues?.[name],
    type,
    (error, path) => problems.push(createProblem([name, ...path].join('.'), error.message, asked)),
    mode === 'production',
  );
  return problems;
};

const createProblem = (field: string, message: string, asked: Asked) =>
  new GraphQLError(`${field}: ${message}`, {
    extensions: {
      code: 'INVALID_VARIABLE',
      field,
      remedy: remedyFor(field, asked),
      http: { status: 400, spec: true },
    },
  });

/**
 * Names the values of an enum, the parts of which one is to be given; of other types, and in
 * production, where nothing of the schema is listed, the type.
 */
const remedyFor = (field: string, { type, mode }: Asked): string => {
  const named = getNamedType(type);
  const byName = `Give \`$${field.split('.')[0]}\` a value of type ${String(type)}.`;
  if (mode === 'production') return byName;
  if (!field.includes('.') && isInputObjectType(named) && named.isOneOf) {
    return `Give exactly one of: ${Object.keys(named.getFields()).join(', ')}.`;
  }
  if (!field.includes('.') && isEnumType(named)) {
    return `Give one of: ${named
      .getValues()
      .map(({ name }) => name)
      .join(', ')}.`;
  }
  return byName;
};

/** Refuses variables that do not fit before anything runs. */
export const requireFittingVariables = (mode: GatewayParts['mode']): Plugin => {
  const check = (
    operation: Operation,
    stop: (result: { readonly errors: GraphQLError[] }) => void,
  ): void => {
    const errors = checkVariables(operation, mode);
    if (errors.length > 0) stop({ errors });
  };
  return {
    onExecute: (hook) => check(hook.args, hook.setResultAndStopExecution),
    onSubscribe: (hook) => check(hook.args, hook.setResultAndStopExecution),
  };
};
