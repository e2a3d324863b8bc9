import { randomFillSync } from 'node:crypto';
import type { Random } from '@concord/core/ports';

/** Chance is drawn in blocks: a page of a read asks for thousands of ids. */
const block = Buffer.alloc(16 * 1_024);
let used = block.length;

const draw = (): Buffer => {
  if (used === block.length) {
    randomFillSync(block);
    used = 0;
  }
  used += 16;
  return block.subarray(used - 16, used);
};

// RFC 9562, section 5.7: 48 bits of milliseconds, version 7, then chance.
const createId = (): string => {
  const bytes = draw();
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  const [high, low] = [hex.slice(0, 8), hex.slice(20)];
  return `${high}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${low}`;
};

/** The machine's own chance. */
export const systemRandom: Random = { id: createId, fraction: Math.random };
