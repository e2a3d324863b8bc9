import type { ObjectDescription } from './description.ts';
import type { Instant } from './brands.ts';
import type { Fields } from './record.ts';

/** A task of the platform, in words that every CRM has. */
export interface TaskContent {
  readonly kind: 'email' | 'call' | 'action' | 'linkedin';
  readonly subject: string;
  /** Plain text; `null` when there is none. */
  readonly note: string | null;
  readonly isDone: boolean;
  readonly priority: 'low' | 'medium' | 'high';
  /** `null` when it is not due at any time. */
  readonly dueAt: Instant | null;
  /** When it was completed; `null` while it is open. */
  readonly endedAt: Instant | null;
}

/** An email that the platform sent or received, as a CRM is to show it. */
export interface EmailContent {
  /** RFC 5322, with its angle brackets. */
  readonly messageId: string;
  readonly threadId: string | null;
  readonly direction: 'outbound' | 'reply';
  readonly subject: string;
  /** `null` when nothing is to be shown of it. */
  readonly html: string | null;
  readonly text: string | null;
  readonly sentAt: Instant;
  readonly sender: string;
  readonly recipients: readonly string[];
}

/** How activities look in an object, field by field; pure. An absent part is one it cannot hold. */
export interface ActivityLayout {
  /** Of an object that represents a `task`; it holds emails that are recorded as tasks, too. */
  readonly task?: (task: TaskContent, description: ObjectDescription) => Fields;
  /** Of an object that represents an `email`. */
  readonly email?: (email: EmailContent, description: ObjectDescription) => Fields;
  /** What a record of the object says of a task; `null` when it is none of ours or a dialer's. */
  readonly read?: (fields: Fields, description: ObjectDescription) => TaskState | null;
}

/** What a CRM's task says that the platform listens to (R-TASK-5, R-TASK-6). */
export interface TaskState {
  readonly isDone: boolean;
  /** When it was completed, where the CRM tells; `null` otherwise. */
  readonly endedAt: Instant | null;
  /** Whether it is a phone call, which a dialer may have made. */
  readonly isCall: boolean;
  /** Ids in the CRM of the people it is about, any object; none where its fields do not tell. */
  readonly people: readonly string[];
}
