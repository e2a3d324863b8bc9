import type { SimulatorReply } from '@concord/testkit/simulator';
import type { Refusal } from '../portal/refusal.ts';

const jsonType = 'application/json;charset=utf-8';

/** A JSON answer. */
export const reply = (
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): SimulatorReply => ({
  status,
  headers: { 'content-type': jsonType, ...headers },
  body: JSON.stringify(value),
});

/** An answer without a body. */
export const noContent: SimulatorReply = { status: 204, headers: { 'content-type': jsonType } };

/** A refusal as HubSpot's body has it. */
export const refusalReply = ({ status, body }: Refusal, correlationId: string): SimulatorReply => {
  const { message, ...rest } = body;
  return reply(status, { status: 'error', message, correlationId, ...rest });
};

const serverPage = (status: number, reason: string): SimulatorReply => ({
  status,
  headers: { 'content-type': 'text/html;charset=iso-8859-1' },
  body: `<html>\n<head>\n<meta http-equiv="Content-Type" content="text/html;charset=ISO-8859-1"/>\n<title>Error ${status} ${reason}</title>\n</head>\n<body><h2>HTTP ERROR ${status} ${reason}</h2>\n</body>\n</html>\n`,
});

/** HubSpot: a path that does not exist is answered by the server's own page. Recorded answers, 2026. */
export const routeNotFound: SimulatorReply = serverPage(404, 'Not Found');

/** HubSpot: a path that lacks the method names those it has, and says no more. Recorded answer, 2019. */
export const otherMethods = (asked: string, methods: readonly string[]): SimulatorReply => ({
  status: asked === 'OPTIONS' ? 200 : 405,
  headers: { allow: [...new Set(methods), 'OPTIONS'].join(',') },
});

/** HubSpot: a body of another kind than the endpoint takes is not read (the page is assumed). Recorded status, 2021. */
export const unsupportedMedia: SimulatorReply = serverPage(415, 'Unsupported Media Type');

/** HubSpot: a malformed bearer token does not reach HubSpot. Recorded answers, 2026. */
export const malformedToken: SimulatorReply = {
  status: 530,
  headers: { 'content-type': 'text/html; charset=UTF-8' },
  body: '<!doctype html><html><head><title>Error 1016</title></head><body>Origin DNS error</body></html>',
};

/** How long a batch took, for its answer. */
export const batchTimes = (now: number): Record<string, string> => {
  const time = new Date(now).toISOString();
  return { requestedAt: time, startedAt: time, completedAt: time };
};
