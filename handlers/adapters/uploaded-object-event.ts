import * as v from 'valibot';
import type { SettlementFileName } from '../ports/settlement-files';
import { EventRefusedError } from '../runtime/errors';

const eventSchema = v.object({
  source: v.literal('aws.s3'),
  detail: v.object({
    object: v.object({ key: v.pipe(v.string(), v.minLength(1)), 'version-id': v.optional(v.string()) }),
  }),
});

/** Whether a schedule calls, and no object. */
export function isScheduled(event: unknown): boolean {
  return v.is(v.object({ source: v.literal('aws.events') }), event);
}

/** What EventBridge says of an object that was put into a bucket; unlike in notifications of S3 itself, the key is as it is. */
export function readUploadedObject(event: unknown): SettlementFileName {
  const parsed = v.safeParse(eventSchema, event);
  if (!parsed.success) throw new EventRefusedError('event must tell of an object in a bucket, and does not');
  const { object } = parsed.output.detail;
  return { key: object.key, versionId: object['version-id'] };
}
