/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Whether a connection can work. */
export type ConnectionState =
  /** Ready to read and write as its switches say. */
  | 'ACTIVE'
  /** The credentials no longer work; work waits until somebody reconnects. */
  | 'NEEDS_RECONNECT'
  /** Stopped by a person; work waits. */
  | 'PAUSED'
  /** Connected; its mappings are not confirmed yet. */
  | 'SETUP';

/** What a run does. */
export type RunKind =
  /** Asks the CRM what records belong to, where it keeps that apart from them. */
  | 'ASSOCIATIONS'
  /** Brings changes from the CRM to the platform. */
  | 'READ'
  /** Compares what is here with the CRM, for records that vanished without a trace. */
  | 'RECONCILE'
  /** Plans the records that are here anew, after a change of mappings. */
  | 'REPROCESS'
  /** Brings changes from the platform to the CRM. */
  | 'WRITE';

/** How far a run is. */
export type RunState =
  /** Ended; single records may have failed. */
  | 'DONE'
  /** Ended early; `failure` says why. */
  | 'FAILED'
  /** Asked for, not begun. */
  | 'QUEUED'
  /** At work. */
  | 'RUNNING';

export type ConnectionsQueryVariables = Exact<{ [key: string]: never; }>;


export type ConnectionsQuery = { crmConnections: Array<{ id: string, name: string, crm: string, state: ConnectionState, objects: Array<{ name: string, counts: { mirrored: number, waiting: number, failed: number } }> }> };

export type FailedOutcomesQueryVariables = Exact<{
  connectionId: string | number;
  after?: string | null | undefined;
}>;


export type FailedOutcomesQuery = { outcomes: { edges: Array<{ node: { id: string, crmObject: string, message: string | null, remedy: string | null } }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type RetryMutationVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type RetryMutation = { retryOutcomes:
    | { __typename: 'InvalidInput', problems: Array<{ message: string, remedy: string }> }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'RetryOutcomesSuccess', count: number }
   };

export type RunProgressSubscriptionVariables = Exact<{
  connectionId: string | number;
}>;


export type RunProgressSubscription = { runProgress: { run: { id: string, kind: RunKind, state: RunState, counts: Array<{ object: string, read: number, created: number, updated: number, failed: number }> } } };

export type StartConnectMutationVariables = Exact<{
  crm: string;
  redirectUri: string;
  loginUrl?: string | null | undefined;
}>;


export type StartConnectMutation = { startConnectCrm:
    | { __typename: 'InvalidInput', problems: Array<{ message: string, remedy: string }> }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'StartConnectCrmSuccess', authorisation: { authorizeUrl: string, state: string } }
   };

export type FinishConnectMutationVariables = Exact<{
  state: string;
  code?: string | null | undefined;
  error?: string | null | undefined;
}>;


export type FinishConnectMutation = { finishConnectCrm:
    | { __typename: 'FinishConnectCrmSuccess', connection: { name: string } }
    | { __typename: 'InvalidInput', problems: Array<{ message: string, remedy: string }> }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'Refused', failure: { message: string, remedy: string } }
   };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const ConnectionsDocument = new TypedDocumentString(`
    query Connections {
  crmConnections {
    id
    name
    crm
    state
    objects {
      name
      counts {
        mirrored
        waiting
        failed
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ConnectionsQuery, ConnectionsQueryVariables>;
export const FailedOutcomesDocument = new TypedDocumentString(`
    query FailedOutcomes($connectionId: ID!, $after: String) {
  outcomes(
    filter: { connectionId: $connectionId, status: [FAILED] }
    first: 20
    after: $after
  ) {
    edges {
      node {
        id
        crmObject
        message
        remedy
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<FailedOutcomesQuery, FailedOutcomesQueryVariables>;
export const RetryDocument = new TypedDocumentString(`
    mutation Retry($ids: [ID!]!) {
  retryOutcomes(input: { ids: $ids }) {
    __typename
    ... on RetryOutcomesSuccess {
      count
    }
    ... on InvalidInput {
      problems {
        message
        remedy
      }
    }
    ... on NotFound {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RetryMutation, RetryMutationVariables>;
export const RunProgressDocument = new TypedDocumentString(`
    subscription RunProgress($connectionId: ID!) {
  runProgress(connectionId: $connectionId) {
    run {
      id
      kind
      state
      counts {
        object
        read
        created
        updated
        failed
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RunProgressSubscription, RunProgressSubscriptionVariables>;
export const StartConnectDocument = new TypedDocumentString(`
    mutation StartConnect($crm: String!, $redirectUri: String!, $loginUrl: String) {
  startConnectCrm(
    input: { crm: $crm, redirectUri: $redirectUri, loginUrl: $loginUrl }
  ) {
    __typename
    ... on StartConnectCrmSuccess {
      authorisation {
        authorizeUrl
        state
      }
    }
    ... on InvalidInput {
      problems {
        message
        remedy
      }
    }
    ... on NotFound {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<StartConnectMutation, StartConnectMutationVariables>;
export const FinishConnectDocument = new TypedDocumentString(`
    mutation FinishConnect($state: String!, $code: String, $error: String) {
  finishConnectCrm(input: { state: $state, code: $code, error: $error }) {
    __typename
    ... on FinishConnectCrmSuccess {
      connection {
        name
      }
    }
    ... on InvalidInput {
      problems {
        message
        remedy
      }
    }
    ... on NotFound {
      message
    }
    ... on Refused {
      failure {
        message
        remedy
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FinishConnectMutation, FinishConnectMutationVariables>;