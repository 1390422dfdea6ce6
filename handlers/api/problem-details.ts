import * as v from 'valibot';
import { type ErrorCode, errorCatalogue } from '../domain/error-catalogue';

const text = (description: string) => v.pipe(v.string(), v.description(description));

export const errorCode = v.picklist(Object.keys(errorCatalogue) as ErrorCode[]);

/** Every error answer: RFC 9457, with our extensions. */
export const problemDetails = v.pipe(
  v.strictObject({
    type: v.pipe(v.string(), v.url(), v.description('Identifies the kind of problem and explains it.')),
    title: text('The kind of problem in words, the same each time.'),
    status: v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599), v.description('The HTTP status.')),
    detail: text('What was wrong this time, and what to do.'),
    instance: text('This occurrence; tell it to the operator.'),
    code: v.pipe(errorCode, v.description('The kind of problem for programs.')),
    retryable: v.pipe(v.boolean(), v.description('Whether the same request may succeed later, unchanged.')),
    errors: v.optional(
      v.pipe(
        v.array(
          v.strictObject({
            pointer: text('JSON pointer to the member, as URI fragment: `#/card/number`.'),
            detail: text('What is asked of it.'),
          }),
        ),
        v.description('Every member that is wrong.'),
      ),
    ),
  }),
  v.title('Problem'),
  v.description('Problem details for HTTP APIs, RFC 9457.'),
);
