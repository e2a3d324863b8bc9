import { conformance } from '@concord/testkit/conformance';
import { describe, it } from 'vitest';
import { connector, options } from './conformance-options.ts';

await conformance(connector, { ...options, runner: { describe, it } });
