import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { SettlementFault, SettlementReading } from '../domain/settlement/settlement-reading';
import type { SettlementReport } from '../domain/settlement/settlement-report';
import type { SettlementFileName, SettlementFiles } from '../ports/settlement-files';
import { callService } from '../runtime/service-call';
import { readSettlementFile } from './settlement-file/read-settlement-file';
import { reportCsv } from './settlement-file/report-csv';

export interface SettlementPlaces {
  readonly bucketName: string;
  /** Where files come in, and where reports go; each ends with a slash. */
  readonly incomingPrefix: string;
  readonly reportPrefix: string;
}

const SERVICE = 'settlement bucket';
/** More lines than a file may have take less. */
const MOST_BYTES = 32 * 1024 * 1024;

/** `incoming/2026/batch.csv` is reported on in `reports/2026/batch.csv.report.json`, `.report.csv` or `.refused.json`. */
export class S3SettlementFiles implements SettlementFiles {
  constructor(
    private readonly client: S3Client,
    private readonly places: SettlementPlaces,
  ) {}

  async read(file: SettlementFileName): Promise<SettlementReading> {
    const bytes = await callService(SERVICE, () => this.fetch(file));
    if (bytes) return readSettlementFile(file.key, bytes);
    return { faults: [{ place: 'file', rule: `must be at most ${MOST_BYTES} bytes` }] };
  }

  async writeReport(file: SettlementFileName, report: SettlementReport): Promise<void> {
    await this.write(file, 'report.csv', 'text/csv; charset=utf-8', reportCsv(report));
    await this.write(file, 'report.json', 'application/json', JSON.stringify(report, undefined, 2));
  }

  async writeRefusal(file: SettlementFileName, faults: readonly SettlementFault[]): Promise<void> {
    await this.write(file, 'refused.json', 'application/json', JSON.stringify({ faults }, undefined, 2));
  }

  /** Nothing of a file that is too large. */
  private async fetch({ key, versionId }: SettlementFileName): Promise<Uint8Array | undefined> {
    const get = new GetObjectCommand({ Bucket: this.places.bucketName, Key: key, VersionId: versionId });
    const { Body, ContentLength = 0 } = await this.client.send(get);
    if (ContentLength <= MOST_BYTES) return (await Body?.transformToByteArray()) ?? new Uint8Array();
    await Body?.transformToWebStream().cancel();
    return undefined;
  }

  private async write({ key }: SettlementFileName, ending: string, ContentType: string, Body: string): Promise<void> {
    const { bucketName, incomingPrefix, reportPrefix } = this.places;
    const name = key.startsWith(incomingPrefix) ? key.slice(incomingPrefix.length) : key;
    const Key = `${reportPrefix}${name}.${ending}`;
    const put = new PutObjectCommand({ Bucket: bucketName, Key, Body, ContentType, ChecksumAlgorithm: 'SHA256' });
    await callService(SERVICE, () => this.client.send(put));
  }
}
