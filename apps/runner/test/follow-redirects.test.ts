import { createServer, type RequestListener } from 'node:http';
import {
  connect,
  createServer as createSocketServer,
  type AddressInfo,
  type Socket,
} from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { Agent } from 'undici';
import { followRedirects } from '../src/domain-resolver/follow-redirects.ts';
import { createWebsiteDispatcher } from '../src/domain-resolver/website-dispatcher.ts';

const address = '93.184.216.34';

interface Site {
  readonly dispatcher: Agent;
  /** Addresses that were dialled. */
  readonly dialled: string[];
  readonly asked: string[];
  close(): Promise<void>;
}

let site: Site | null = null;
afterEach(async () => {
  await site?.close();
  site = null;
});

type Names = Readonly<Record<string, readonly (readonly string[])[]>>;

/** A website on this machine behind public names: https is refused, http arrives at `listen`. */
const openSite = async (
  server: ReturnType<typeof createServer> | ReturnType<typeof createSocketServer>,
  names: Names,
): Promise<Site> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const asked: string[] = [];
  const dialled: string[] = [];
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  const answers = new Map(Object.entries(names).map(([name, turns]) => [name, turns.values()]));
  const dispatcher = createWebsiteDispatcher({
    lookup: async (host) => {
      asked.push(host);
      return answers.get(host)?.next().value ?? [address];
    },
    dial: (options, callback) => {
      if (options.protocol === 'https:') return callback(new Error('no https here'), null);
      dialled.push(options.hostname);
      const socket = connect(port, '127.0.0.1', () => callback(null, socket));
    },
  });
  return {
    dispatcher,
    dialled,
    asked,
    close: async () => {
      await dispatcher.destroy();
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

const openHttp = async (listen: RequestListener, names: Names = {}): Promise<Site> => {
  site = await openSite(createServer(listen), names);
  return site;
};

const redirects =
  (to: Readonly<Record<string, string>>): RequestListener =>
  (request, response) => {
    const location = to[`${request.headers.host}${request.url}`];
    response.writeHead(
      location === undefined ? 200 : 301,
      location === undefined ? {} : { location },
    );
    response.end();
  };

const follow = ({ dispatcher }: Site, domain: string): Promise<string | null> =>
  followRedirects(dispatcher, domain, AbortSignal.timeout(20_000));

describe('followRedirects', () => {
  it('ends where the redirects end (R-COMPANY-2)', async () => {
    const open = await openHttp(
      redirects({
        'acme.com/': 'http://www.acme.com/home',
        'www.acme.com/home': 'http://globex.com',
      }),
    );
    expect(await follow(open, 'acme.com')).toBe('globex.com');
    expect(open.dialled).toEqual([address, address, address]);
  });

  it('stays where nothing redirects (R-COMPANY-2)', async () => {
    expect(await follow(await openHttp(redirects({})), 'acme.com')).toBe('acme.com');
  });

  it('asks with GET where HEAD is refused (R-COMPANY-2)', async () => {
    const open = await openHttp((request, response) => {
      if (request.method === 'HEAD') response.writeHead(405).end();
      else if (request.headers.host === 'acme.com')
        response.writeHead(302, { location: 'http://globex.com/' }).end();
      else response.end();
    });
    expect(await follow(open, 'acme.com')).toBe('globex.com');
  });

  it('follows five redirects and not six (R-COMPANY-2)', async () => {
    const chain = (length: number): RequestListener =>
      redirects(
        Object.fromEntries(
          Array.from({ length }, (_, hop) => [`a${hop}.com/`, `http://a${hop + 1}.com/`]),
        ),
      );
    const five = await openHttp(chain(5));
    expect(await follow(five, 'a0.com')).toBe('a5.com');
    await five.close();
    expect(await follow(await openHttp(chain(6)), 'a0.com')).toBeNull();
  });

  it('gives a loop up (R-COMPANY-2)', async () => {
    const open = await openHttp(
      redirects({ 'acme.com/': 'http://globex.com/', 'globex.com/': 'http://acme.com/' }),
    );
    expect(await follow(open, 'acme.com')).toBeNull();
    expect(open.dialled.length).toBeLessThanOrEqual(6);
  });

  it.each([
    'http://127.0.0.1/',
    'http://169.254.169.254/latest',
    'http://2130706433/',
    'http://[::ffff:7f00:1]/',
    'file:///etc/passwd',
    'gopher://globex.com/',
    'data:text/plain,x',
    'http://good.com@globex.com/',
    'http://globex.com:8080/',
    'http://localhost./',
  ])('does not follow to %s (R-COMPANY-2)', async (location) => {
    const open = await openHttp(redirects({ 'acme.com/': location }));
    expect(await follow(open, 'acme.com')).toBeNull();
    expect(open.dialled).toEqual([address]);
  });

  it('reaches no private address at a later hop (R-COMPANY-2)', async () => {
    const open = await openHttp(redirects({ 'acme.com/': 'http://inside.com/' }), {
      'inside.com': [['10.0.0.7']],
    });
    expect(await follow(open, 'acme.com')).toBeNull();
    expect(open.dialled).toEqual([address]);
  });

  it('refuses a name with a private address among public ones', async () => {
    const open = await openHttp(redirects({}), {
      'acme.com': [
        [address, 'fd00::1'],
        [address, 'fd00::1'],
      ],
    });
    expect(await follow(open, 'acme.com')).toBeNull();
    expect(open.dialled).toEqual([]);
  });

  it('dials the address it checked, once looked up (rebinding)', async () => {
    const turns = [['93.184.216.34'], ['93.184.216.34'], ['127.0.0.1'], ['127.0.0.1']];
    const open = await openHttp(redirects({ 'acme.com/': 'http://acme.com/next' }), {
      'acme.com': turns,
    });
    await follow(open, 'acme.com');
    expect(open.dialled.every((dialled) => dialled === address)).toBe(true);
  });

  it.each(['localhost', 'acme.test', 'acme.example', '10.0.0.1', 'acme', '', 'a b'])(
    'asks nobody for %j (R-COMPANY-2)',
    async (domain) => {
      const open = await openHttp(redirects({}));
      expect(await follow(open, domain)).toBeNull();
      expect([open.asked, open.dialled]).toEqual([[], []]);
    },
  );

  it('reads no body, however large it unpacks', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    const open = await openHttp((request, response) => {
      if (request.method === 'HEAD') response.writeHead(405).end();
      else response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    });
    expect(await follow(open, 'acme.com')).toBe('acme.com');
  });

  it('gives up on headers without end', async () => {
    const server = createSocketServer((socket) => {
      socket.on('error', () => {});
      socket.write('HTTP/1.1 200 OK\r\n');
      const more = (): void => {
        while (!socket.destroyed && socket.write(`x-${'a'.repeat(4000)}: b\r\n`));
      };
      socket.on('drain', more);
      more();
    });
    site = await openSite(server, {});
    expect(await follow(site, 'acme.com')).toBeNull();
  });

  it('gives up on a website that sends a byte a second', async () => {
    const server = createSocketServer((socket) => {
      socket.on('error', () => {});
      const drip = setInterval(() => socket.write('H'), 1000);
      socket.on('close', () => clearInterval(drip));
    });
    site = await openSite(server, {});
    const { dispatcher } = site;
    const began = performance.now();
    expect(await followRedirects(dispatcher, 'acme.com', AbortSignal.timeout(500))).toBeNull();
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
