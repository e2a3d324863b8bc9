import { serverAudits } from 'graphql-http';
import { describe, expect, it } from 'vitest';
import { createFixture, url } from './fixture.ts';

const { fetchFn } = await createFixture();

describe('GraphQL over HTTP', () => {
  for (const audit of serverAudits({ url, fetchFn })) {
    it(`${audit.id} ${audit.name}`, async () => {
      expect(await audit.fn()).toMatchObject({ status: 'ok' });
    });
  }
});
