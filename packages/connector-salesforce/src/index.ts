export { renewTokens } from './authorise.ts';
