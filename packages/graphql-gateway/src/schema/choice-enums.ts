import type { EmailContent } from '@concord/core/contract';
import type {
  PlatformField,
  PlatformObject,
  replyClassifications,
  sequenceStatuses,
  taskPriorities,
  taskStatuses,
  taskTypes,
} from '@concord/core/platform';
import { defineEnum } from './define-enum.ts';

const TaskTypeEnum = defineEnum<(typeof taskTypes)[number]>('TaskType', 'What a task is about.', {
  EMAIL: 'An email to send.',
  REPLY_TO_EMAIL: 'An email to answer.',
  ACTION_ITEM: 'Anything else to do.',
  PHONE_CALL: 'A call to make.',
  LINKEDIN_SEND_MESSAGE: 'A message to send on LinkedIn.',
  LINKEDIN_SEND_CONNECTION_REQUEST: 'A connection to ask for on LinkedIn.',
  LINKEDIN_VIEW_PROFILE: 'A profile to look at on LinkedIn.',
});

const TaskStatusEnum = defineEnum<(typeof taskStatuses)[number]>(
  'TaskStatus',
  'How far a task is.',
  {
    NOT_READY: 'Not to be done yet; it is not written to CRMs.',
    READY: 'To be done.',
    COMPLETED: 'Done.',
    SKIPPED: 'Left out; what we wrote of it is removed.',
    CANCELED: 'Called off; what we wrote of it is removed.',
    DELETED: 'No longer on the platform; what we wrote of it is removed.',
  },
);

const TaskPriorityEnum = defineEnum<(typeof taskPriorities)[number]>(
  'TaskPriority',
  'How urgent a task is.',
  {
    LOW: 'It can wait.',
    MEDIUM: 'As usual.',
    HIGH: 'Before others.',
    URGENT: 'At once; CRMs show it as high.',
  },
);

const EmailDirectionEnum = defineEnum<EmailContent['direction']>(
  'EmailDirection',
  'Which way an email went.',
  { outbound: 'From us to the person.', reply: 'From the person to us.' },
);

const EmailOriginEnum = defineEnum<'automatic' | 'manual' | 'outside'>(
  'EmailOrigin',
  'Who sent an email.',
  {
    automatic: 'A sequence of the platform.',
    manual: 'A person, as an email task of the platform.',
    outside: 'Somebody outside the platform; it is not recorded.',
  },
);

export const SequenceStatusEnum = defineEnum<(typeof sequenceStatuses)[number]>(
  'SequenceStatus',
  'Where a person stands in a sequence.',
  {
    'In Progress – Queued': 'In progress; the next step waits for its turn.',
    'In Progress – Started': 'In progress.',
    'In Progress – Paused': 'In progress; somebody paused it.',
    'In Progress – Blocked': 'In progress; something keeps the next step from running.',
    Completed: 'Every step was done.',
    Finished: 'It ended.',
    Replied: 'It ended with a reply.',
    Excluded: 'The person was left out.',
    'Opted Out': 'The person opted out.',
    Bounced: 'An email came back.',
    'Bounce Stopped (Email Invalid)': 'It was stopped before an email to an invalid address.',
    Canceled: 'Somebody called it off.',
  },
);

export const ReplyClassificationEnum = defineEnum<(typeof replyClassifications)[number]>(
  'ReplyClassification',
  'What a reply is taken for.',
  {
    Positive: 'Interest.',
    Objection: 'An objection.',
    Neutral: 'Neither for nor against.',
    Automated: 'An automatic answer, as an absence note.',
    Negative: 'A refusal.',
  },
);

const choiceEnums = {
  'task.type': TaskTypeEnum,
  'task.status': TaskStatusEnum,
  'task.priority': TaskPriorityEnum,
  'emailMessage.direction': EmailDirectionEnum,
  'emailMessage.origin': EmailOriginEnum,
  'person.mostRecentSequenceStatus': SequenceStatusEnum,
  'person.initialReplyClassification': ReplyClassificationEnum,
  'person.mostRecentReplyClassification': ReplyClassificationEnum,
};

/** The enum of a field whose values are a fixed list of words; `null` for other fields. */
export const choiceEnumOf = (object: PlatformObject, { key }: PlatformField) => {
  const path = `${object}.${key}`;
  return Object.hasOwn(choiceEnums, path) ? choiceEnums[path as keyof typeof choiceEnums] : null;
};
