import { defineConfig } from 'vite';

/** Serves the page with the gateway beside it, as a web server in front of both does. */
export default defineConfig({
  build: { rolldownOptions: { input: ['index.html', 'callback.html'] } },
  server: {
    proxy: { '/graphql': process.env['CONCORD_URL'] ?? 'http://127.0.0.1:8600' },
  },
});
