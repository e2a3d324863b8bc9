import {
  createSalesforceSimulator,
  type SimulatorOptions,
} from '@concord/connector-salesforce/simulator';

// Ctrl-C reaches the whole group of processes; this one ends with its parent, not before it.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.on('disconnect', () => process.exit(0));

const options = JSON.parse(process.argv[2] ?? '{}') as SimulatorOptions;
const simulator = await createSalesforceSimulator(options);
process.send?.({ url: simulator.url });
