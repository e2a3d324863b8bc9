import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

const json = /^application\/json\s*(;|$)/i;

/** Takes bodies as JSON only: forms and plain text are what foreign web pages can send. */
export const jsonOnly = (): Plugin => ({
  onRequestParse: ({ request }) => {
    if (request.method !== 'POST' || json.test(request.headers.get('content-type') ?? '')) return;
    throw new GraphQLError('The body is not JSON.', {
      extensions: {
        code: 'UNSUPPORTED_MEDIA_TYPE',
        remedy: 'Send JSON with the header `Content-Type: application/json`.',
        http: { status: 415 },
      },
    });
  },
});
