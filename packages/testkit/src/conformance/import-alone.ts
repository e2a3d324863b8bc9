/** Imports one module in a thread of its own, with the traps set, and reports what it used. */
import { parentPort, workerData } from 'node:worker_threads';
import { setTraps, usesWithin } from './trap-globals.ts';

setTraps();
const uses = await usesWithin(() => import(String(workerData)));
parentPort?.postMessage(uses);
