/** Who changes something, as property histories name them. */
export interface Actor {
  /** As the simulator's history names them: an app's or a user's id, or `hubspot`. */
  readonly id: string;
  readonly sourceType: string;
  readonly sourceId: string | null;
  readonly sourceLabel: string | null;
  readonly userId: number | null;
}

// HubSpot: an integration's changes carry its app id, a person's carry `userId:` and the user's id. Recorded answers, 2026.
/** An app, by its id. */
export const appActor = (appId: string, label: string): Actor => ({
  id: appId,
  sourceType: 'INTEGRATION',
  sourceId: appId,
  sourceLabel: label,
  userId: null,
});

/** A person at work in HubSpot, by their user id. */
export const personActor = (userId: string): Actor => ({
  id: userId,
  sourceType: 'CRM_UI',
  sourceId: `userId:${userId}`,
  sourceLabel: null,
  userId: Number(userId),
});

/** HubSpot itself, working out a value or enriching a record. */
export const hubspotActor: Actor = {
  id: 'hubspot',
  sourceType: 'CALCULATED',
  sourceId: null,
  sourceLabel: null,
  userId: null,
};

/** HubSpot itself, making a company of a contact's address. */
export const companiesActor: Actor = {
  id: 'hubspot',
  sourceType: 'COMPANIES',
  sourceId: 'CRM_SETTING',
  sourceLabel: 'CRM_SETTING',
  userId: null,
};
