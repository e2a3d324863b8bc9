import { demoCrms } from './demo-crms.ts';

// Ctrl-C reaches the whole group of processes; this one ends with its parent, not before it.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.on('disconnect', () => process.exit(0));

const crm = demoCrms.find(({ id }) => id === process.argv[2]);
if (crm === undefined) throw new Error(`no CRM of the demo is called ${process.argv[2]}`);
const { url } = await crm.simulate();
process.send?.({ url });
