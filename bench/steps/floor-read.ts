import { once } from 'node:events';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { measure, report, setting } from './measure.ts';
import { connectPlainly, contactFields } from './plain-salesforce.ts';

const escape = (text: string) => text.replace(/[\\\t\n\r]/gu, (one) => `\\${one}`);

/** What a plain script does: pages with jsforce, and COPYs each page into a table. */
async function readPlainly(database: Client): Promise<number> {
  const connection = connectPlainly();
  await database.query('CREATE TABLE plain_contact (id text, modified_at text, fields json)');
  const described = await connection.describe('Contact');
  const known = new Set(described.fields.map(({ name }) => name));
  const fields = contactFields.filter((name) => known.has(name));
  let count = 0;
  const store = async (records: readonly Record<string, unknown>[]) => {
    const stream = database.query(copyFrom('COPY plain_contact FROM STDIN'));
    const lines = records.map((one) =>
      [one['Id'], one['SystemModstamp'], escape(JSON.stringify(one))].join('\t'),
    );
    stream.end(`${lines.join('\n')}\n`);
    await once(stream, 'finish');
    count += records.length;
  };
  let page = await connection.query(`SELECT ${fields.join(', ')} FROM Contact`, {
    autoFetch: false,
  });
  await store(page.records);
  while (!page.done && page.nextRecordsUrl !== undefined) {
    page = await connection.queryMore(page.nextRecordsUrl);
    await store(page.records);
  }
  return count;
}

const database = new Client({ connectionString: setting('DATABASE_URL') });
await database.connect();
report({ read: await measure(() => readPlainly(database)) });
await database.end();
