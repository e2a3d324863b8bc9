import { randomBytes } from 'node:crypto';
import type { Random } from '@concord/core/ports';

// RFC 9562, section 5.7: 48 bits of milliseconds, version 7, then chance.
const createId = (): string => {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');
};

/** The machine's own chance. */
export const systemRandom: Random = { id: createId, fraction: Math.random };
