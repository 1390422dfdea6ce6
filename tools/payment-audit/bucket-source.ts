import { GetObjectCommand, ListObjectVersionsCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import { AuditTrail } from '../../src/contract/audit-trail';
import type { TrailObject, TrailSource } from './trail-source';

interface Versions {
  /** The newest first, as S3 lists them; without an id where the bucket never had versions. */
  readonly ids: (string | undefined)[];
  /** Of the first. */
  writtenAt?: string;
  deletions: number;
}

/**
 * A bucket with versions. Each object was written once, so its first version is the one that counts, and object lock keeps it;
 * whatever came after is a change, also where it looks right.
 */
export class BucketSource implements TrailSource {
  private listed?: Promise<ReadonlyMap<string, Versions>>;

  constructor(
    private readonly client: S3Client,
    private readonly bucket: string,
    private readonly prefix: string,
  ) {}

  async keys(): Promise<readonly string[]> {
    return [...(await this.versions()).keys()].sort();
  }

  async read(key: string): Promise<TrailObject | undefined> {
    const versions = (await this.versions()).get(key);
    if (!versions || versions.ids.length === 0) return undefined;
    try {
      const get = new GetObjectCommand({ Bucket: this.bucket, Key: key, VersionId: versions.ids.at(-1) });
      const { Body, Metadata } = await this.client.send(get);
      return { text: (await Body?.transformToString()) ?? '', signature: Metadata?.[AuditTrail.SIGNATURE] };
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error instanceof Error && error.name === 'InvalidObjectState'
        ? new Error(`'${key}' lies in the archive: restore it first (aws s3api restore-object)`, { cause: error })
        : error;
    }
  }

  async writtenAt(key: string): Promise<string | undefined> {
    return (await this.versions()).get(key)?.writtenAt;
  }

  async changes(): Promise<readonly { readonly key: string; readonly what: string }[]> {
    const versions = await this.versions();
    return (await this.keys()).flatMap((key) => {
      const { ids, deletions } = versions.get(key) ?? { ids: [], deletions: 0 };
      const later = ids.length - 1;
      return [
        ...(later > 0 ? [{ key, what: `it was written over: ${later} later version${later === 1 ? '' : 's'}` }] : []),
        ...(deletions > 0 ? [{ key, what: 'it was deleted' }] : []),
      ];
    });
  }

  private versions(): Promise<ReadonlyMap<string, Versions>> {
    this.listed ??= this.list();
    return this.listed;
  }

  private async list(): Promise<ReadonlyMap<string, Versions>> {
    const found = new Map<string, Versions>();
    const of = (key: string) => {
      const versions = found.get(key) ?? { ids: [], deletions: 0 };
      found.set(key, versions);
      return versions;
    };
    let next: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {};
    while (next) {
      const page: ListObjectVersionsCommand = new ListObjectVersionsCommand({
        Bucket: this.bucket,
        Prefix: this.prefix,
        ...next,
      });
      const { Versions = [], DeleteMarkers = [], ...rest } = await this.client.send(page);
      for (const { Key = '', LastModified, VersionId } of Versions) {
        of(Key).ids.push(VersionId);
        of(Key).writtenAt = LastModified?.toISOString();
      }
      for (const { Key = '' } of DeleteMarkers) of(Key).deletions += 1;
      next = rest.IsTruncated
        ? { KeyMarker: rest.NextKeyMarker, VersionIdMarker: rest.NextVersionIdMarker }
        : undefined;
    }
    return found;
  }
}
