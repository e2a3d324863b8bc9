import { parseSource, type SourceFile } from '../source-file.ts';

/** A source as if it stood at `path`. */
export const sourceAt = (path: string, text: string): SourceFile => parseSource({ path, text });
