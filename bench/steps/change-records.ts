import { changeAsPerson, changedObjects, idsOf } from './change-as-person.ts';
import { measure, report, setting } from './measure.ts';

/** Changes so many records of all objects, most of them contacts. */
async function changeAll(count: number): Promise<number> {
  let left = count;
  for (const object of changedObjects) {
    if (left === 0) break;
    const ids = await idsOf(object, object === 'Contact' ? left : Math.min(left, 5_000));
    await changeAsPerson(object, ids);
    left -= ids.length;
  }
  return count - left;
}

report({ changed: await measure(() => changeAll(Number(setting('COUNT')))) });
process.exit(0);
