import {
  CredentialRotation,
  GetPaymentFunction,
  LedgerMigration,
  NotifyPaymentFunction,
  PaymentAlerts,
  PaymentAuroraCluster,
  PaymentBucket,
  PaymentConfiguration,
  PaymentQueue,
  PaymentRestApi,
  PaymentTopic,
  PaymentWebAcl,
  PciVpc,
  ProcessPaymentFunction,
  ProjectPaymentFunction,
  RelayOutboxFunction,
  TransactionTable,
  ValidatePaymentFunction,
  VpcEgress,
} from '@org/payment-constructs';
import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
