import { type AttributeValue, type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { DisposableMailList, SessionKey, SessionTable } from '../../src/contract/storage-keys';
import { domainsAbove } from '../domain/fraud/mail-domain';
import type { Clock } from '../ports/clock';
import type { DisposableMail } from '../ports/disposable-mail';
import { callService } from '../runtime/service-call';

const FRESH_MILLISECONDS = 60_000;

/**
 * One item a domain, below the version of the list, and one that says which version is in force: a list is changed by changing that
 * one, after all of its domains are there. Which version it is, is asked once a minute.
 */
export class DynamoDbDisposableMail implements DisposableMail {
  private known?: { readonly version: Promise<string | undefined>; readonly readAt: number };

  constructor(
    private readonly client: DynamoDBClient,
    private readonly tableName: string,
    private readonly clock: Clock,
  ) {}

  async includes(domain: string): Promise<boolean | undefined> {
    const version = await this.version();
    if (version === undefined) return undefined;
    const keys = domainsAbove(domain).map((each) => SessionKey.disposableMailDomain(version, each));
    const items = await Promise.all(keys.map((key) => this.read(key)));
    return items.some((item) => item !== undefined);
  }

  private version(): Promise<string | undefined> {
    const now = this.clock.now().getTime();
    if (this.known && now - this.known.readAt < FRESH_MILLISECONDS) return this.known.version;
    const known = { version: this.readVersion(now), readAt: now };
    this.known = known;
    known.version.catch(() => {
      if (this.known === known) this.known = undefined;
    });
    return known.version;
  }

  /** Items that have expired are deleted some days later. */
  private async readVersion(now: number): Promise<string | undefined> {
    const head = await this.read(SessionKey.disposableMail());
    const expiresAt = Number(head?.[SessionTable.TIME_TO_LIVE]?.N);
    return expiresAt * 1_000 > now ? head?.[DisposableMailList.VERSION]?.S : undefined;
  }

  private async read(key: string): Promise<Record<string, AttributeValue> | undefined> {
    const get = new GetItemCommand({ TableName: this.tableName, Key: { [SessionTable.PARTITION_KEY]: { S: key } } });
    return (await callService('session table', () => this.client.send(get))).Item;
  }
}
