/** A stage of a pipeline. */
export interface PipelineStage {
  readonly id: string;
  readonly label: string;
  readonly displayOrder: number;
  readonly isClosed: boolean;
  /** Of a deal's being won, 0 to 1; null for the stages of other objects. */
  readonly probability: number | null;
  /** ms since 1970. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly archivedAt: number | null;
}

/** An order of stages that records go through. */
export interface Pipeline {
  readonly id: string;
  readonly label: string;
  readonly displayOrder: number;
  /** Archived ones among them. */
  readonly stages: readonly PipelineStage[];
  /** ms since 1970. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly archivedAt: number | null;
}

/** The properties that say where in a pipeline a record is, by the objects that have pipelines here. */
export const pipelineProperties: ReadonlyMap<string, { pipeline: string; stage: string }> = new Map(
  [
    ['deals', { pipeline: 'pipeline', stage: 'dealstage' }],
    ['tickets', { pipeline: 'hs_pipeline', stage: 'hs_pipeline_stage' }],
  ],
);

const times = {
  createdAt: Date.UTC(2019, 7, 6, 2, 41, 8),
  updatedAt: Date.UTC(2024, 1, 11, 9, 12, 44, 21),
  archivedAt: null,
};

const stages = (
  ids: readonly (readonly [id: string, label: string, isClosed: boolean, probability?: number])[],
): PipelineStage[] =>
  ids.map(([id, label, isClosed, probability = null], displayOrder) => ({
    ...times,
    id,
    label,
    displayOrder,
    isClosed,
    probability,
  }));

// HubSpot: the pipelines that every portal begins with. developers.hubspot.com, read 2026-11-21 and 2026-11-22
const sales = stages([
  ['appointmentscheduled', 'Appointment Scheduled', false, 0.2],
  ['qualifiedtobuy', 'Qualified To Buy', false, 0.4],
  ['presentationscheduled', 'Presentation Scheduled', false, 0.6],
  ['decisionmakerboughtin', 'Decision Maker Bought-In', false, 0.8],
  ['contractsent', 'Contract Sent', false, 0.9],
  ['closedwon', 'Closed Won', true, 1],
  ['closedlost', 'Closed Lost', true, 0],
]);

const support = stages([
  ['1', 'New', false],
  ['2', 'Waiting on contact', false],
  ['3', 'Waiting on us', false],
  ['4', 'Closed', true],
]);

const renewals = stages([
  ['1048210', 'Renewal due', false, 0.5],
  ['1048211', 'Renewed', true, 1],
  ['1048212', 'Churned', true, 0],
]);

/** The default pipelines, and one of the customer's with stages of its own. */
export const firstPipelines: ReadonlyMap<string, readonly Pipeline[]> = new Map([
  [
    'deals',
    [
      { ...times, id: 'default', label: 'Sales Pipeline', displayOrder: 0, stages: sales },
      { ...times, id: '704112', label: 'Renewals', displayOrder: 1, stages: renewals },
    ],
  ],
  ['tickets', [{ ...times, id: '0', label: 'Support Pipeline', displayOrder: 0, stages: support }]],
]);
