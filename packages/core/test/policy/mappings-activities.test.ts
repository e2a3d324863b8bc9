import { describe, expect, it } from 'vitest';
import type { FieldDescription, RemoteObject } from '../../src/contract/index.ts';
import {
  type FieldMapping,
  type PlatformObject,
  replyClassifications,
  sequenceStatuses,
} from '../../src/platform/index.ts';
import { checkMappings, prepareMappings } from '../../src/policy/index.ts';
import { description, field, mapping, remote } from './given.ts';

const email = remote({
  represents: 'email',
  company: null,
  activities: { email: ({ subject }) => ({ Subject: subject }) },
});
const { write: _, ...readOnly } = remote({ represents: 'opportunity' });

const lead = remote({
  company: null,
  companyText: { name: 'Company', domain: 'Website' },
});

const checkIn = (
  crmObject: string,
  remoteObject: RemoteObject,
  given: { readonly mappings: readonly FieldMapping[]; readonly fields: FieldDescription[] },
) =>
  checkMappings({
    mappings: given.mappings,
    descriptions: { [crmObject]: description(...given.fields) },
    remotes: { [crmObject]: remoteObject },
    brandPrefix: 'Unify',
  });

describe('checkMappings: emails', () => {
  const onEmail = { object: 'emailMessage', crmObject: 'EmailMessage' } as const;
  const check = (other: Partial<FieldMapping>, ...fields: FieldDescription[]) =>
    checkIn('EmailMessage', email, {
      mappings: [mapping('clickCount', 'Clicks__c', { ...onEmail, direction: 'write', ...other })],
      fields: [field('Clicks__c', { type: 'number' }), ...fields],
    });

  it('may be written to fields that fit (R-EMAIL-6)', () => {
    expect(check({})).toEqual([]);
    expect(check({ platformField: 'isBounced' })).toMatchObject([{ code: 'type-mismatch' }]);
    expect(check({ crmField: 'Gone__c' })).toMatchObject([{ code: 'unknown-field' }]);
  });

  it.each(['read', 'readWrite'] as const)('are never read: %s (R-EMAIL-2)', (direction) => {
    expect(check({ direction })).toMatchObject([
      { code: 'never-read', severity: 'error', remedy: 'Set the direction to write.' },
    ]);
  });

  it('need no mapping for what the layout fills (R-EMAIL-9, R-MAP-6)', () => {
    expect(check({}, field('Subject', { required: true }))).toEqual([]);
    expect(check({}, field('Case__c', { required: true }))).toMatchObject([
      { code: 'required-not-mapped', crmField: 'Case__c', object: 'emailMessage' },
    ]);
  });
});

describe('checkMappings: opportunities and tasks', () => {
  const onOpportunity = { object: 'opportunity', crmObject: 'Opportunity' } as const;
  const check = (other: Partial<FieldMapping>) =>
    checkIn('Opportunity', readOnly, {
      mappings: [mapping('name', 'Name', { ...onOpportunity, direction: 'read', ...other })],
      fields: [field('Name', { required: true }), field('StageName', { required: true })],
    });

  it('may be read (R-OPP-1)', () => {
    expect(check({})).toEqual([]);
  });

  it.each([
    { direction: 'write' },
    { direction: 'readWrite' },
    { direction: 'read', defaultValue: 'Deal' },
  ] as const)('are the CRM’s own: $direction, $defaultValue (R-OPP-2)', (other) => {
    expect(check(other)).toMatchObject([
      {
        code: 'crm-owned',
        severity: 'error',
        remedy: 'Set the direction to read, without a default value.',
      },
    ]);
  });

  it('leave tasks to their one layout (R-TASK-3)', () => {
    const mappings = [mapping('subject', 'Subject', { object: 'task', crmObject: 'Task' })];
    const task = remote({ represents: 'task' });
    expect(checkIn('Task', task, { mappings, fields: [field('Subject')] })).toMatchObject([
      { code: 'not-mappable', severity: 'error', remedy: 'Remove the mapping.' },
    ]);
  });
});

describe('checkMappings: lists of choices', () => {
  const choice = (choices: readonly string[], other: Partial<FieldDescription> = {}) =>
    field('Choice__c', { type: 'choice', choices, restricted: true, ...other });
  const check = (platformField: string, crmField: FieldDescription) =>
    checkIn('Contact', remote(), {
      mappings: [mapping(platformField, crmField.name, { direction: 'write' })],
      fields: [crmField],
    });

  it.each([
    ['mostRecentSequenceStatus', sequenceStatuses],
    ['initialReplyClassification', replyClassifications],
    ['mostRecentReplyClassification', replyClassifications],
  ])('may hold %s as text or where all values are there (R-MAP-7)', (key, values) => {
    expect(check(key, field('Text__c'))).toEqual([]);
    expect(check(key, choice(['Other', ...values]))).toEqual([]);
    const codes = values.map((_value, index) => `C${index}`);
    expect(check(key, choice(codes, { choiceLabels: values }))).toEqual([]);
  });

  it('names the values that a restricted list lacks (R-MAP-7)', () => {
    const [finding, ...others] = check(
      'mostRecentReplyClassification',
      choice(['Positive', 'Neutral', 'Automated']),
    );
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ code: 'missing-choices', severity: 'error' });
    expect(finding?.message).toContain('Objection, Negative');
    expect(finding?.remedy).toContain('Choice__c');
  });

  it('lets a list grow that is not restricted (R-MAP-7)', () => {
    const open = choice(['Positive'], { restricted: false });
    expect(check('mostRecentReplyClassification', open)).toEqual([]);
  });

  it.each(['initialReplyTags', 'mostRecentReplyTags'])('never holds %s (R-MAP-7)', (key) => {
    for (const restricted of [true, false]) {
      expect(check(key, choice(['Pricing'], { restricted }))).toMatchObject([
        { code: 'type-mismatch', severity: 'error' },
      ]);
    }
    expect(check(key, field('Text__c'))).toEqual([]);
  });

  it('asks before a status may overwrite a standard list (R-MAP-8)', () => {
    const standard = choice([...sequenceStatuses], { name: 'Status', custom: false });
    expect(check('mostRecentSequenceStatus', standard)).toMatchObject([
      { code: 'needs-confirmation' },
    ]);
  });
});

describe('checkMappings: what a lead requires', () => {
  it('takes its company from the company text (R-MAP-6)', () => {
    const mappings = [mapping('email', 'Email', { crmObject: 'Lead' })];
    const fields = [
      field('Email'),
      field('LastName', { required: true }),
      field('Company', { required: true }),
    ];
    expect(checkIn('Lead', lead, { mappings, fields })).toMatchObject([
      { code: 'required-not-mapped', crmField: 'LastName', crmObject: 'Lead' },
    ]);
  });
});

describe('prepareMappings: emails, opportunities and tasks', () => {
  const prepare = (
    object: PlatformObject,
    defaultMapping: RemoteObject['defaultMapping'],
    ...fields: FieldDescription[]
  ) =>
    prepareMappings({
      object,
      crmObject: 'Thing',
      remote: remote({ defaultMapping }),
      description: description(...fields),
    });

  it('write emails only (R-MAP-2, R-EMAIL-2)', () => {
    const names = { clickCount: 'Clicks__c', isOpened: 'Opened__c' };
    const locked = { creatable: false, updatable: false };
    const fields = [
      field('Clicks__c', { type: 'number' }),
      field('Opened__c', { type: 'boolean', ...locked }),
    ];
    expect(prepare('emailMessage', names, ...fields)).toMatchObject([
      { platformField: 'clickCount', crmField: 'Clicks__c', direction: 'write' },
    ]);
  });

  it('read opportunities only (R-MAP-2, R-OPP-2)', () => {
    const names = { name: 'Name', isClosed: 'IsClosed' };
    const fields = [field('Name'), field('IsClosed', { type: 'boolean', creatable: false })];
    expect(prepare('opportunity', names, ...fields)).toMatchObject([
      { crmField: 'Name', direction: 'read' },
      { crmField: 'IsClosed', direction: 'read' },
    ]);
  });

  it('leave tasks alone (R-TASK-3)', () => {
    expect(prepare('task', { subject: 'Subject' }, field('Subject'))).toEqual([]);
  });

  it('leave a list alone that lacks values (R-MAP-2, R-MAP-7)', () => {
    const list = (...choices: string[]) =>
      field('Reply__c', { type: 'choice', choices, restricted: true });
    const names = { mostRecentReplyClassification: 'Reply__c' };
    expect(prepare('person', names, list('Positive'))).toEqual([]);
    expect(prepare('person', names, list(...replyClassifications))).toHaveLength(1);
  });
});
