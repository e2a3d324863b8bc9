import { catalogue, type PlatformObject } from '@concord/core/platform';
import type { ApiRole } from '@concord/core/ports';

/** What the platform holds of a record is for everybody. */
const valuesOf = (object: PlatformObject): string =>
  catalogue[object].map(({ key }) => key).join(' ');

/**
 * The role that each field of each type asks for, beside that of the operation which leads to it. One
 * that is not named here is refused to everybody: the schema does not build.
 */
export const fieldPolicy: Readonly<Record<ApiRole, Readonly<Record<string, string>>>> = {
  viewer: {
    Activity: 'hold since state',
    Basis: 'at from',
    Candidate: 'crmId isLinked modifiedAt signals',
    Capabilities: 'create read remove update',
    Checkpoint: 'at lagSeconds',
    Company: `${valuesOf('company')} fields hasOpenOpportunity id links opportunities outcomes`,
    CompanyConnection: 'edges pageInfo',
    CompanyEdge: 'cursor node',
    ConnectionSettings:
      'accountTieBreak assignLeads brandPrefix createAs createWithoutKey emailWriteback ' +
      'followRedirects quietPeriodMs readEveryMinutes',
    CrmConnection:
      'activity connectedAt createdAt crm fieldMappings findings id lastAssociatedAt ' +
      'missingFields name objects permissions quota reading schema settings state writing',
    CrmField:
      'choices creatable custom label mapInstead maxLength name remoteType required ' +
      'restricted type unique updatable',
    CrmLink: 'connection createdByUs crmId crmObject',
    CrmObject: 'capabilities checkpoint counts guarantee name represents',
    EmailMessage: `${valuesOf('emailMessage')} fields id links outcomes person platformId updatedAt`,
    EmailMessageConnection: 'edges pageInfo',
    EmailMessageEdge: 'cursor node',
    ExplainedField: 'crmField held platformField set verdict',
    Explanation:
      'action basis candidates company crmId crmObject decidedBy failure fields guarantee ' +
      'isAsked keys objectReason reason record undoes',
    Failure: 'class code field message remedy',
    FieldMapping:
      'confirmed crmField crmObject defaultValue direction findings object platformField',
    FieldVerdict: 'crmField platformField verdict',
    Finding: 'code crmField crmObject message object platformField remedy severity',
    Guarantee: 'because create update weaknesses',
    Hold: 'reason until',
    MatchKey: 'kind value',
    ObjectCounts: 'failed mirrored pending skipped waiting',
    Opportunity:
      `${valuesOf('opportunity')} companies connection fields id link links outcomes ` +
      'people updatedAt',
    OpportunityConnection: 'edges pageInfo',
    OpportunityEdge: 'cursor node',
    Outcome:
      'at attempt class code connection crmId crmObject direction field id losers message ' +
      'object reason record recordId remedy retryAt runId status undoes verdicts',
    OutcomeConnection: 'edges pageInfo totalCount',
    OutcomeCount: 'class count reason status',
    OutcomeEdge: 'cursor node',
    PageInfo: 'endCursor hasNextPage hasPreviousPage startCursor',
    Permission: 'name neededFor remedy state',
    PermissionCheck: 'failure list missing',
    Person: `${valuesOf('person')} company emailMessages emails fields hasOpenOpportunity id links opportunities outcomes tasks`,
    PersonConnection: 'edges pageInfo',
    PersonEdge: 'cursor node',
    Plan:
      'action candidates company crmId crmObject decidedBy failure fields guarantee isAsked ' +
      'keys objectReason reason record undoes',
    PlanConnection: 'apiCalls basis edges pageInfo',
    PlanEdge: 'cursor node',
    PlatformChange: 'object record recordId removed',
    ProductField: 'definedOn label maxLength name object type unique',
    Quota: 'limit reserved used',
    RecordField: 'key label source value',
    Run:
      'apiCalls connection counts endedAt failure fields id kind objects queuedAt startedAt ' +
      'state',
    RunConnection: 'edges pageInfo',
    RunCounts: 'created failed object read removed skipped unchanged updated waiting',
    RunEdge: 'cursor node',
    RunEstimate: 'done endsAt expected',
    RunProgress: 'estimate run',
    Signal: 'name value',
    Source: 'connectionId crmId crmObject',
    Task: `${valuesOf('task')} fields id links outcomes person platformId updatedAt`,
    TaskConnection: 'edges pageInfo',
    TaskEdge: 'cursor node',
    Weakness: 'message of reason remedy',
  },
  operator: {
    DeleteTaskSuccess: 'outcomeIds task',
    InputProblem: 'field message remedy',
    InvalidInput: 'problems',
    NotFound: 'id message remedy',
    NotUndone: 'outcomeId reason undoneBy',
    RecordEmailMessageSuccess: 'emailMessage outcomeIds',
    ReprocessSuccess: 'run',
    RetryOutcomesSuccess: 'count',
    SaveTaskSuccess: 'outcomeIds task',
    SetSwitchesSuccess: 'connection',
    StartReadSuccess: 'run',
    SyncCompanySuccess: 'company outcomeIds',
    SyncPersonSuccess: 'outcomeIds person',
    UndoSuccess: 'count next notUndone outcomeIds outcomes',
  },
  admin: {
    ApiKey: 'createdAt id lastUsedAt name revokedAt role',
    Authorisation: 'authorizeUrl expiresAt state',
    ConnectCrmSuccess: 'connection',
    CreateApiKeySuccess: 'apiKey secret',
    CreateProductFieldsSuccess: 'connection fields',
    DisconnectCrmSuccess: 'connection',
    FieldCreation: 'field problem',
    FinishConnectCrmSuccess: 'connection',
    ReconnectCrmSuccess: 'connection',
    Refused: 'failure',
    RevokeApiKeySuccess: 'apiKey',
    SaveFieldMappingsSuccess: 'connection findings',
    StartConnectCrmSuccess: 'authorisation',
    StartReconnectCrmSuccess: 'authorisation',
    UpdateSettingsSuccess: 'connection',
  },
};
