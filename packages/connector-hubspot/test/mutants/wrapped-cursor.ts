import { toCursor, type Cursor, type Read, type ReadPage } from '@concord/core/contract';

interface Wrapped<Note> {
  readonly inner: Cursor | null;
  readonly note: Note;
}

/** What a mutant's page knows besides the page: the note it left in the cursor before. */
export interface Noted<Note> {
  readonly page: ReadPage;
  /** What the previous page noted; `null` on the first page. */
  readonly before: Note | null;
}

/** A page that carries a note of the mutant's own within the cursor. */
export const noteInCursor =
  <Note>(
    read: Read,
    change: (noted: Noted<Note>, now: string) => { readonly page: ReadPage; readonly note: Note },
  ): Read['page'] =>
  async (context, request) => {
    const wrapped = request.after === null ? null : (JSON.parse(request.after) as Wrapped<Note>);
    const page = await read.page(context, { ...request, after: wrapped?.inner ?? null });
    const changed = change({ page, before: wrapped?.note ?? null }, context.now());
    const cursor = toCursor(JSON.stringify({ inner: page.cursor, note: changed.note }));
    return { ...changed.page, cursor };
  };
