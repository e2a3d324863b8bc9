import { Client } from 'pg';
import type { Listen } from './database.ts';

const reconnectAfterMs = 1_000;

/**
 * Listens on a connection of its own, which is made anew when it breaks; `ring` is called once
 * for all that was said meanwhile.
 */
export const listenOn =
  (url: string): Listen =>
  async (channel, ring) => {
    let client: Client | null = null;
    let timer: NodeJS.Timeout | undefined;
    let isOver = false;

    const later = (): void => {
      if (!isOver)
        timer = setTimeout(() => void open().then(ring, later), reconnectAfterMs).unref();
    };
    const open = async (): Promise<void> => {
      const next = new Client({ connectionString: url, application_name: 'concord changes' });
      // Followed by `end`; unheard, the event ends the process.
      next.on('error', () => {});
      next.on('notification', ring);
      await next.connect();
      await next.query(`listen ${next.escapeIdentifier(channel)}`);
      next.once('end', later);
      client = next;
      if (isOver) await next.end();
    };

    await open();
    return async () => {
      isOver = true;
      clearTimeout(timer);
      await client?.end();
    };
  };
