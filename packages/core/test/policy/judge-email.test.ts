import { describe, expect, it } from 'vitest';
import { judgeEmail } from '../../src/policy/index.ts';
import { email, reply } from './given-activity.ts';

describe('judgeEmail', () => {
  it.each(['automatic', 'manual'])('records an %s email (R-EMAIL-1)', (origin) => {
    expect(judgeEmail({ email: email({ origin }), original: null })).toBeNull();
  });

  it('skips an email sent outside the platform (R-EMAIL-1)', () => {
    expect(judgeEmail({ email: email({ origin: 'outside' }), original: null })).toBe(
      'sent-outside',
    );
  });

  it('records a direct reply, addresses in any spelling (R-EMAIL-1)', () => {
    const recipients = 'x@us.com,  AL@US.COM ';
    expect(judgeEmail({ email: reply({ recipients }), original: email() })).toBeNull();
  });

  it.each([
    ['an email that is unknown', null],
    ['an email sent outside', email({ origin: 'outside' })],
    ['another reply', reply()],
  ])('skips a reply to %s (R-EMAIL-1)', (_, original) => {
    expect(judgeEmail({ email: reply(), original })).toBe('sent-outside');
  });

  it('skips a reply on another thread (R-EMAIL-1)', () => {
    const judged = (threadId: string | null) =>
      judgeEmail({ email: reply({ threadId }), original: email() });
    expect(judged('t2')).toBe('other-thread');
    expect(judged(null)).toBeNull();
  });

  it.each([
    { why: 'from an address not written to', fields: { sender: 'jo@home.com' } },
    { why: 'to an address that did not write', fields: { recipients: 'sales@us.com' } },
    { why: 'to nobody', fields: { recipients: null } },
    { why: 'from nobody', fields: { sender: 'n/a' } },
  ])('skips a reply $why (R-EMAIL-1)', ({ fields }) => {
    expect(judgeEmail({ email: reply(fields), original: email() })).toBe('other-address');
  });

  it('takes an address only as a whole (R-EMAIL-1)', () => {
    const original = email({ recipients: 'mary-jo@acme.com' });
    expect(judgeEmail({ email: reply(), original })).toBe('other-address');
  });
});
