type Values = Readonly<Record<string, unknown>>;

/** The rep who sends and calls: the person's own address in Salesforce. */
export const rep = 'sim.person@sim.example';

export const ada = 'ada@analytical.example';

/** An email that a sequence sends to Ada. */
export const anEmail = (values: Values = {}): Values => ({
  id: 'email-1',
  person: ada,
  messageId: '<one@platform.example>',
  threadId: 'thread-1',
  direction: 'OUTBOUND',
  origin: 'AUTOMATIC',
  sender: rep,
  recipients: ada,
  subject: 'Engines',
  html: '<p>Dear Ada, engines.</p>',
  text: 'Dear Ada, engines.',
  template: 'Dear {{person.firstName}}, engines.',
  sentAt: '2026-06-01T08:30:15.000Z',
  sequenceName: 'Engines first',
  ...values,
});

/** Ada's answer to it. */
export const aReply = (values: Values = {}): Values =>
  anEmail({
    id: 'email-2',
    messageId: '<two@analytical.example>',
    inReplyTo: '<one@platform.example>',
    direction: 'REPLY',
    sender: ada,
    recipients: rep,
    subject: 'Re: Engines',
    html: '<p>Tell me more.</p>',
    text: 'Tell me more.',
    template: null,
    sentAt: '2026-06-01T08:45:00.000Z',
    ...values,
  });

/** Something for the rep to do about Ada. */
export const aTask = (values: Values = {}): Values => ({
  id: 'task-1',
  person: ada,
  type: 'PHONE_CALL',
  status: 'READY',
  subject: 'Call about engines',
  note: 'Mention the notes',
  priority: 'URGENT',
  dueAt: '2026-06-03T10:00:00.000Z',
  assignee: rep,
  ...values,
});
