import type { Metric } from '../../tools/payment-dashboard/synthesized/dashboard';

const cluster = ['DBClusterIdentifier', 'DBClusterIdentifier,Role'];

/** Metrics of AWS that are measured here, with the dimensions under which they are written, in alphabetical order. */
export const MEASURED: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'AWS/ApiGateway': each(['Count', '4XXError', '5XXError', 'Latency', 'IntegrationLatency'], ['ApiName,Stage']),
  'AWS/DynamoDB': {
    ...each(['ConsumedReadCapacityUnits', 'ConsumedWriteCapacityUnits'], ['TableName']),
    ...each(['ConditionalCheckFailedRequests'], ['TableName']),
    ...each(['SuccessfulRequestLatency', 'SystemErrors'], ['Operation,TableName']),
    ...each(['UserErrors'], ['']),
  },
  'AWS/KMS': each(['SuccessfulRequest'], ['KeyArn,Operation']),
  'AWS/Lambda': each(['Invocations', 'Errors', 'Throttles', 'Duration', 'ConcurrentExecutions'], ['FunctionName']),
  'AWS/Logs': each(['IncomingBytes', 'IncomingLogEvents'], ['LogGroupName']),
  'AWS/RDS': {
    ...each(['CPUUtilization', 'CommitLatency', 'DatabaseConnections', 'Deadlocks', 'FreeableMemory'], cluster),
    ...each(['ReadLatency', 'WriteLatency'], cluster),
    ...each(['VolumeBytesUsed', 'VolumeReadIOPs', 'VolumeWriteIOPs'], ['DBClusterIdentifier']),
  },
  'AWS/S3': each(['BucketSizeBytes', 'NumberOfObjects'], ['BucketName,StorageType']),
  'AWS/SNS': each(
    ['NumberOfMessagesPublished', 'NumberOfNotificationsDelivered', 'NumberOfNotificationsFailed', 'PublishSize'],
    ['TopicName'],
  ),
  'AWS/SQS': {
    ...each(['ApproximateNumberOfMessagesVisible', 'ApproximateNumberOfMessagesNotVisible'], ['QueueName']),
    ...each(['ApproximateNumberOfMessagesDelayed', 'ApproximateAgeOfOldestMessage'], ['QueueName']),
    ...each(['NumberOfMessagesSent', 'NumberOfMessagesReceived', 'NumberOfMessagesDeleted'], ['QueueName']),
  },
};

function each(names: readonly string[], dimensions: readonly string[]) {
  return Object.fromEntries(names.map((name) => [name, dimensions]));
}

/** What AWS's services ask of a key for what they keep. */
const OF_SERVICES = ['Decrypt', 'Encrypt', 'GenerateDataKey', 'ReEncrypt'];

interface Reason {
  readonly of: (metric: Metric) => boolean;
  readonly why: string;
}

/** What has no truth on this machine. */
const REASONS: readonly Reason[] = [
  {
    of: ({ namespace, name }) => namespace === 'AWS/DynamoDB' && name.includes('Throttle'),
    why: 'tables have no limit here, so nothing is refused',
  },
  {
    of: ({ name }) => name === 'ServerlessDatabaseCapacity' || name === 'ACUUtilization',
    why: 'PostgreSQL has this whole machine, and no capacity units',
  },
  {
    of: ({ name }) => name.startsWith('AuroraReplicaLag'),
    why: 'one PostgreSQL is writer and reader, so nothing lags behind',
  },
  {
    of: ({ namespace, dimensions }) => namespace === 'AWS/RDS' && dimensions.Role === 'READER',
    why: 'it is counted with the writer',
  },
  {
    of: ({ namespace, dimensions }) => namespace === 'AWS/KMS' && OF_SERVICES.includes(dimensions.Operation),
    why: 'what services keep is encrypted with no key here',
  },
  { of: ({ namespace }) => namespace === 'AWS/WAFV2', why: 'requests reach the API without a web firewall' },
  {
    of: ({ namespace }) => namespace === 'AWS/NATGateway' || namespace === 'AWS/PrivateLinkEndpoints',
    why: 'functions reach each other by name, without a network between them',
  },
];

/** Why a metric of AWS has no values here and never will have; `undefined` where it is measured. */
export function whyNotMeasured(metric: Metric): string | undefined {
  const reason = REASONS.find(({ of }) => of(metric))?.why;
  if (reason !== undefined) return reason;
  const dimensions = Object.keys(metric.dimensions).sort().join(',');
  return MEASURED[metric.namespace]?.[metric.name]?.includes(dimensions) ? undefined : 'nothing here counts it';
}
