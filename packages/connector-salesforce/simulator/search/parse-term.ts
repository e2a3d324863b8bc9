import { refuse } from '../org/record-error.ts';

/** Whether any of a record's texts has a word that matches. */
export type TermTest = (texts: readonly string[]) => boolean;

// Salesforce: `*` stands for any characters of a word, `?` for one. SOQL and SOSL reference, read 2026-11-22
const letter = String.raw`[\p{L}\p{N}]`;
const wildcards: Readonly<Record<string, string>> = { '*': `${letter}*`, '?': letter };

const tokenPattern = /"((?:[^"\\]|\\.)*)"|[()]|(?:[^\s()"\\]|\\.)+/gsu;

const malformed = (message: string): never => refuse('MALFORMED_SEARCH', message);

const wordSource = (text: string): string[] =>
  text
    .split(/[^\p{L}\p{N}*?]+/u)
    .filter((part) => part !== '')
    .map((part) => [...part].map((one) => wildcards[one] ?? one).join(''));

/** A test for words that follow each other, as whole words, in any letters. */
const phraseTest = (text: string): TermTest => {
  const words = wordSource(text.replaceAll(/\\(.)/gsu, '$1'));
  if (words.length === 0) return () => false;
  const source = words.join(String.raw`[^\p{L}\p{N}]+`);
  const pattern = new RegExp(`(?<!${letter})${source}(?!${letter})`, 'iu');
  return (texts) => texts.some((one) => pattern.test(one));
};

class TermParser {
  readonly #tokens: string[];
  #at = 0;

  constructor(text: string) {
    this.#tokens = text.match(tokenPattern) ?? [];
  }

  whole(): TermTest {
    const test = this.#either();
    return this.#at < this.#tokens.length ? malformed('unexpected token: )') : test;
  }

  #next(word: string): boolean {
    const isNext = this.#tokens[this.#at]?.toUpperCase() === word;
    if (isNext) this.#at += 1;
    return isNext;
  }

  #either(): TermTest {
    const tests = [this.#both()];
    while (this.#next('OR')) tests.push(this.#both());
    return (texts) => tests.some((test) => test(texts));
  }

  /** Salesforce: words beside each other have to be there both. */
  #both(): TermTest {
    const tests = [this.#unit()];
    for (;;) {
      const isJoined = this.#next('AND');
      const isNot = this.#next('NOT');
      const token = this.#tokens[this.#at];
      if (!isJoined && !isNot && (token === undefined || token === ')')) break;
      if (!isJoined && token?.toUpperCase() === 'OR') break;
      const test = this.#unit();
      tests.push(isNot ? (texts) => !test(texts) : test);
    }
    return (texts) => tests.every((test) => test(texts));
  }

  #unit(): TermTest {
    const token = this.#tokens[this.#at];
    if (token === undefined || token === ')') return malformed('unexpected end of search term');
    this.#at += 1;
    if (token !== '(') return phraseTest(token.replace(/^"(.*)"$/su, '$1'));
    const inner = this.#either();
    return this.#next(')') ? inner : malformed('missing ) in search term');
  }
}

/** Compiles what stands between the braces of FIND; refuses a term of fewer than two characters. */
export const parseTerm = (text: string): TermTest => {
  // [MEM] The wording.
  if (text.trim().length < 2)
    malformed(`search term must be longer than one character: ${text.trim()}`);
  return new TermParser(text).whole();
};
