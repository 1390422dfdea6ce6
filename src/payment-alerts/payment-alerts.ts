import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as sns from 'aws-cdk-lib/aws-sns';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { createKey } from '../private/keys';
import { purposeOf } from '../private/names';
import { createTopic } from '../private/topics';
import { requirePattern } from '../private/validation';
import type { PaymentAlertsProps } from './payment-alerts-props';

/**
 * Two encrypted topics for alarms, by what is at stake: `failed-transactions` means money, `system-errors` means machines.
 * Alarms of this account may publish to both.
 */
export class PaymentAlerts extends Construct {
  /** Payments fail, wait or are in doubt: somebody's money. */
  public readonly failedTransactions: sns.ITopic;
  /** A part of the system fails; payments may still flow. */
  public readonly systemErrors: sns.ITopic;
  /** Key of both. */
  public readonly encryptionKey: kms.IKey;

  constructor(scope: Construct, id: string, props: PaymentAlertsProps = {}) {
    super(scope, id);
    for (const address of props.emailAddresses ?? []) {
      requirePattern('emailAddresses', address, /^[^@\s]+@[^@\s]+\.[^@\s]+$/, 'e-mail addresses');
    }
    for (const url of props.httpsEndpoints ?? []) {
      requirePattern('httpsEndpoints', url, /^https:\/\/[^\s/]+/, 'URLs that begin with https://');
    }
    this.encryptionKey =
      props.encryptionKey ??
      createKey(this, 'Key', { description: 'Encrypts alerts', removalPolicy: props.removalPolicy });
    this.failedTransactions = this.topic('FailedTransactions', 'failed-transactions', 'Failed transactions');
    this.systemErrors = this.topic('SystemErrors', 'system-errors', 'System errors');
    for (const topic of [this.failedTransactions, this.systemErrors]) this.subscribe(topic, props);
  }

  /** Lets a principal subscribe to both topics. */
  public grantSubscribe(grantee: iam.IGrantable): iam.Grant {
    return this.failedTransactions.grantSubscribe(grantee).combine(this.systemErrors.grantSubscribe(grantee));
  }

  private topic(id: string, purpose: string, displayName: string): sns.ITopic {
    const own = purposeOf(this).replace(/^(payment-)?alerts$|-alerts$/, '');
    return createTopic(this, id, {
      purpose: own === '' ? purpose : `${own}-${purpose}`,
      displayName,
      encryptionKey: this.encryptionKey,
      alarmsMayPublish: true,
    }).topic;
  }

  private subscribe(topic: sns.ITopic, props: PaymentAlertsProps): void {
    for (const address of props.emailAddresses ?? []) {
      topic.addSubscription(new subscriptions.EmailSubscription(address));
    }
    for (const url of props.httpsEndpoints ?? []) topic.addSubscription(new subscriptions.UrlSubscription(url));
  }
}
