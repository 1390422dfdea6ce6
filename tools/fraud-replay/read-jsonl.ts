import { open } from 'node:fs/promises';
import * as v from 'valibot';
import { fraudDecisionSchema } from '../../handlers/adapters/fraud-decision-document';
import { unreadable } from './read-text';
import type { StoredPayment } from './stored-payment';

const text = v.optional(v.string());

const lineSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    paymentId: v.string(),
    decision: fraudDecisionSchema,
    identifiers: v.optional(
      v.object({ cardFingerprint: text, cardBin: text, customerId: text, email: text, ipAddress: text }),
      {},
    ),
  }),
);

/** One stored payment a line. Names the line that is wrong, and never what stands in it. */
export async function* readJsonl(file: string): AsyncGenerator<StoredPayment> {
  const handle = await open(file).catch((error: unknown) => {
    throw unreadable(file, 'a file of stored payments', error);
  });
  let number = 0;
  for await (const line of handle.readLines({ encoding: 'utf8' })) {
    number += 1;
    if (line.trim() === '') continue;
    const parsed = v.safeParse(lineSchema, line);
    if (!parsed.success) {
      const [issue] = parsed.issues;
      throw new Error(`line ${number} of '${file}' must be a stored payment: ${v.getDotPath(issue) ?? 'JSON'}`);
    }
    yield parsed.output;
  }
}
