import type { Configuration } from '../configuration/configuration.ts';
import type { Runner } from '../open-runner.ts';

/** What a command line asks for, to be done with an opened runner. */
export type Command = (runner: Runner, configuration: Configuration) => Promise<void>;
