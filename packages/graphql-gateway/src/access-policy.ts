import type { ApiRole } from '@concord/core/ports';

/**
 * The role that each operation asks for. One that is not named here is refused to everybody: the
 * schema does not build.
 */
export const accessPolicy: Readonly<Record<string, Readonly<Record<string, ApiRole>>>> = {
  Query: {
    apiKeys: 'admin',
    companies: 'viewer',
    company: 'viewer',
    crmConnection: 'viewer',
    crmConnections: 'viewer',
    emailMessage: 'viewer',
    emailMessages: 'viewer',
    explain: 'viewer',
    opportunities: 'viewer',
    opportunity: 'viewer',
    outcomeCounts: 'viewer',
    outcomes: 'viewer',
    people: 'viewer',
    person: 'viewer',
    plan: 'viewer',
    runs: 'viewer',
    task: 'viewer',
    tasks: 'viewer',
  },
  Mutation: {
    connectCrm: 'admin',
    createApiKey: 'admin',
    createProductFields: 'admin',
    deleteTask: 'operator',
    disconnectCrm: 'admin',
    finishConnectCrm: 'admin',
    reconnectCrm: 'admin',
    recordEmailMessage: 'operator',
    reprocess: 'operator',
    retryOutcomes: 'operator',
    revokeApiKey: 'admin',
    saveFieldMappings: 'admin',
    saveTask: 'operator',
    setSwitches: 'operator',
    startConnectCrm: 'admin',
    startRead: 'operator',
    startReconnectCrm: 'admin',
    syncCompany: 'operator',
    syncPerson: 'operator',
    undo: 'operator',
    updateSettings: 'admin',
  },
  Subscription: {
    outcomeRecorded: 'viewer',
    platformChanged: 'viewer',
    runProgress: 'viewer',
  },
};
