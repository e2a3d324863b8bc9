/** A stage of a pipeline. */
export interface PipelineStage {
  readonly id: string;
  readonly label: string;
  readonly displayOrder: number;
  readonly isClosed: boolean;
  /** 0 to 1. */
  readonly probability: number;
}

/** An order of stages that deals go through. */
export interface Pipeline {
  readonly id: string;
  readonly label: string;
  readonly displayOrder: number;
  readonly archived: boolean;
  readonly stages: readonly PipelineStage[];
}

const stage = (id: string, label: string, probability: number) => ({
  id,
  label,
  probability,
  isClosed: probability === 0 || probability === 1,
});

// HubSpot: the pipeline that every portal begins with. developers.hubspot.com, read 2026-11-21
const sales = [
  stage('appointmentscheduled', 'Appointment Scheduled', 0.2),
  stage('qualifiedtobuy', 'Qualified To Buy', 0.4),
  stage('presentationscheduled', 'Presentation Scheduled', 0.6),
  stage('decisionmakerboughtin', 'Decision Maker Bought-In', 0.8),
  stage('contractsent', 'Contract Sent', 0.9),
  stage('closedwon', 'Closed Won', 1),
  stage('closedlost', 'Closed Lost', 0),
];

const renewals = [
  stage('1048210', 'Renewal due', 0.5),
  stage('1048211', 'Renewed', 1),
  stage('1048212', 'Churned', 0),
];

const inOrder = (stages: readonly Omit<PipelineStage, 'displayOrder'>[]): PipelineStage[] =>
  stages.map((each, displayOrder) => ({ ...each, displayOrder }));

/** The default pipeline, and one of the customer's with stages of its own. */
export const dealPipelines: readonly Pipeline[] = [
  {
    id: 'default',
    label: 'Sales Pipeline',
    displayOrder: 0,
    archived: false,
    stages: inOrder(sales),
  },
  {
    id: '704112',
    label: 'Renewals',
    displayOrder: 1,
    archived: false,
    stages: inOrder(renewals),
  },
];
