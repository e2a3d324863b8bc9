import { parse, validate } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { documentLimits } from './document-limits.ts';
import { hideSchema } from './hide-schema.ts';

/** Tokens of one document; a large screen's query has some hundreds. */
const maxTokens = 1000;

/** Bounds documents, and in production shows nothing of the schema. */
export const limitDocument = (mode: 'production' | 'development'): Plugin => ({
  onParse: ({ setParseFn }) => {
    setParseFn((source: string) => parse(source, { maxTokens }));
  },
  onValidate: ({ addValidationRule, setValidationFn }) => {
    addValidationRule(documentLimits);
    if (mode === 'development') return;
    addValidationRule(hideSchema);
    setValidationFn((...[schema, document, rules]: Parameters<typeof validate>) =>
      validate(schema, document, rules, { hideSuggestions: true }),
    );
  },
});
