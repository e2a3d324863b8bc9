/** The runner as a library: what a process of one's own is made of. */
export { parseConfiguration, type Configuration } from './configuration/configuration.ts';
export { connectAccount } from './connect-account.ts';
export { openRunner, type Runner } from './open-runner.ts';
export { startRoles, type Started, type StartParts } from './start.ts';
export { judgeAccount, type Judgement } from './demo/judge-account.ts';
export { demoCrms } from './registry/demo-crms.ts';
export { createLog } from './system/log.ts';
