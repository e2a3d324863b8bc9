import { createSalesforceSimulator } from '@concord/connector-salesforce/simulator';

// Ctrl-C reaches the whole group of processes; this one ends with its parent, not before it.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.on('disconnect', () => process.exit(0));

const [seed = '1', accounts = '2000', contacts = '10000'] = process.argv.slice(2);
const simulator = await createSalesforceSimulator({
  seed: Number(seed),
  accounts: Number(accounts),
  contacts: Number(contacts),
});
process.send?.({ url: simulator.url });
