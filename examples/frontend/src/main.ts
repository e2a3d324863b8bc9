import { createApi } from './api.ts';
import { ConnectionsDocument } from './operations.generated.ts';
import { showConnect } from './show-connect.ts';
import { showConnection } from './show-connection.ts';

const find = (selector: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`the page has no ${selector}`);
  return found;
};

const problem = find('#problem');
const form = find('form');
const connections = find('#connections');
const buttons = find('#connect');

const crms = [
  { crm: 'salesforce', label: 'Salesforce' },
  { crm: 'hubspot', label: 'HubSpot' },
];

const showError = (error: unknown): void => {
  problem.textContent = error instanceof Error ? error.message : String(error);
};

// The key lives as long as the page: a key that is stored can be stolen.
const open = async (key: string): Promise<void> => {
  const api = createApi(key);
  const { crmConnections } = await api.ask(ConnectionsDocument, {});
  problem.textContent = '';
  const sections = crmConnections.map((connection) => showConnection(api, connection, showError));
  connections.replaceChildren(...sections);
  buttons.replaceChildren(...crms.map((crm) => showConnect(api, crm, showError)));
  form.hidden = true;
};

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const key = new FormData(event.target as HTMLFormElement).get('key');
  open(typeof key === 'string' ? key.trim() : '').catch(showError);
});
