import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { AuditTrail } from '../../src/contract/audit-trail';
import type { ArchivedObject, AuditArchive } from '../ports/audit-archive';
import { ServiceUnavailableError } from '../runtime/errors';
import { callService } from '../runtime/service-call';

const SERVICE = 'audit bucket';
const CONTENT_TYPES = { json: 'application/json', jsonl: 'application/jsonl' };
/** There already, or being written by another at this moment. */
const TAKEN = [409, 412];

/** Objects of a bucket; a condition on every write keeps what is there. */
export class S3AuditArchive implements AuditArchive {
  constructor(
    private readonly client: S3Client,
    private readonly bucketName: string,
  ) {}

  async putOnce(object: ArchivedObject): Promise<ArchivedObject | undefined> {
    const { key, text, signature } = object;
    const put = new PutObjectCommand({
      Bucket: this.bucketName,
      Key: key,
      Body: text,
      ContentType: key.endsWith('.jsonl') ? CONTENT_TYPES.jsonl : CONTENT_TYPES.json,
      ChecksumAlgorithm: 'SHA256', // buckets with object lock ask for one
      IfNoneMatch: '*',
      Metadata: signature === undefined ? undefined : metadataOf(signature),
    });
    const written = await callService(SERVICE, () => this.client.send(put).then(() => true, takenOrThrow));
    if (written) return undefined;
    const found = await this.find(key);
    // the other write ended in nothing: the next run will do it
    if (!found) throw new ServiceUnavailableError(`${SERVICE} was written by another at the same moment`);
    return found;
  }

  async find(key: string): Promise<ArchivedObject | undefined> {
    const get = new GetObjectCommand({ Bucket: this.bucketName, Key: key });
    return callService(SERVICE, async () => {
      try {
        const { Body, Metadata } = await this.client.send(get);
        return { key, text: (await Body?.transformToString()) ?? '', signature: Metadata?.[AuditTrail.SIGNATURE] };
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    });
  }
}

const metadataOf = (signature: string) => ({
  [AuditTrail.SIGNATURE]: signature,
  [AuditTrail.SIGNATURE_ALGORITHM]: 'ECDSA_SHA_256',
});

function takenOrThrow(error: unknown): false {
  if (error instanceof S3ServiceException && TAKEN.includes(error.$metadata.httpStatusCode ?? 0)) return false;
  throw error;
}
