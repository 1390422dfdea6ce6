/** Metrics that AWS writes, with the dimensions it writes them under: of each namespace what we use, as its page says. */
export interface AwsNamespace {
  readonly source: string;
  /** Sets of dimensions, each written in alphabetical order. */
  readonly metrics: { readonly [name: string]: string[] };
}

const api = ['ApiName,Stage'];
const httpApi = ['ApiId,Stage'];
const fn = ['FunctionName'];
const queue = ['QueueName'];
const table = ['TableName', 'GlobalSecondaryIndexName,TableName'];
const topic = ['TopicName'];
const balancer = ['LoadBalancer'];
const group = ['LoadBalancer,TargetGroup'];
const service = ['ClusterName,ServiceName'];
const storage = ['BucketName,StorageType'];
const replication = ['DestinationBucket,RuleId,SourceBucket'];
const cluster = ['DBClusterIdentifier', 'DBClusterIdentifier,Role'];
const instance = ['DBInstanceIdentifier'];
const webAcl = ['Region,Rule,WebACL'];
const nat = ['NatGatewayId'];
const endpoint = ['Endpoint Type,Service Name,VPC Endpoint Id,VPC Id'];

export const awsMetrics: { readonly [namespace: string]: AwsNamespace } = {
  'AWS/ApiGateway': {
    source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html',
    metrics: {
      Count: [...api, ...httpApi],
      '4XXError': api,
      '5XXError': api,
      // those of HTTP APIs: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
      '4xx': httpApi,
      '5xx': httpApi,
      Latency: [...api, ...httpApi],
      IntegrationLatency: [...api, ...httpApi],
    },
  },
  'AWS/Lambda': {
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html',
    metrics: { Invocations: fn, Errors: fn, Throttles: fn, Duration: fn, ConcurrentExecutions: fn },
  },
  'AWS/SQS': {
    source:
      'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html',
    metrics: { ApproximateAgeOfOldestMessage: queue, ApproximateNumberOfMessagesVisible: queue },
  },
  'AWS/RDS': {
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html',
    metrics: {
      CPUUtilization: [...cluster, ...instance],
      DatabaseConnections: [...cluster, ...instance],
      CommitLatency: [...cluster, ...instance],
      AuroraReplicaLagMaximum: cluster,
      Deadlocks: [...cluster, ...instance],
      ServerlessDatabaseCapacity: [...cluster, ...instance],
      ACUUtilization: [...cluster, ...instance],
      FreeableMemory: [...cluster, ...instance],
      VolumeBytesUsed: cluster,
      VolumeReadIOPs: cluster,
      VolumeWriteIOPs: cluster,
      ReadLatency: [...cluster, ...instance],
      WriteLatency: [...cluster, ...instance],
      ReplicaLag: instance,
      FreeStorageSpace: instance,
    },
  },
  'AWS/DynamoDB': {
    source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html',
    metrics: {
      ConsumedReadCapacityUnits: table,
      ConsumedWriteCapacityUnits: table,
      ReadThrottleEvents: table,
      WriteThrottleEvents: table,
    },
  },
  'AWS/S3': {
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html',
    metrics: {
      BucketSizeBytes: storage,
      NumberOfObjects: storage,
      ReplicationLatency: replication,
      BytesPendingReplication: replication,
      OperationsPendingReplication: replication,
      OperationsFailedReplication: replication,
    },
  },
  'AWS/SNS': {
    source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html',
    metrics: {
      NumberOfMessagesPublished: topic,
      NumberOfNotificationsDelivered: topic,
      NumberOfNotificationsFailed: topic,
    },
  },
  'AWS/ApplicationELB': {
    source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    metrics: {
      RequestCount: [...balancer, ...group],
      HTTPCode_Target_5XX_Count: [...balancer, ...group],
      HTTPCode_ELB_5XX_Count: balancer,
      TargetResponseTime: [...balancer, ...group],
      RequestCountPerTarget: group,
      UnHealthyHostCount: group,
      ConsumedLCUs: balancer,
    },
  },
  'AWS/ECS': {
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html',
    metrics: { CPUUtilization: service, MemoryUtilization: service },
  },
  'ECS/ContainerInsights': {
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html',
    metrics: {
      RunningTaskCount: service,
      DesiredTaskCount: service,
      PendingTaskCount: service,
      CpuReserved: service,
      MemoryReserved: service,
    },
  },
  'AWS/WAFV2': {
    source: 'https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html',
    metrics: { AllowedRequests: webAcl, BlockedRequests: webAcl, CountedRequests: webAcl },
  },
  'AWS/NATGateway': {
    source: 'https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html',
    metrics: {
      BytesInFromSource: nat,
      BytesInFromDestination: nat,
      ConnectionAttemptCount: nat,
      ErrorPortAllocation: nat,
      PacketsDropCount: nat,
    },
  },
  'AWS/PrivateLinkEndpoints': {
    source: 'https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-cloudwatch-metrics.html',
    metrics: { BytesProcessed: endpoint },
  },
  'AWS/KMS': {
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/monitoring-cloudwatch.html',
    metrics: { SuccessfulRequest: ['KeyArn,Operation'] },
  },
  'AWS/Logs': {
    source:
      'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch-Logs-Monitoring-CloudWatch-Metrics.html',
    metrics: { IncomingBytes: ['LogGroupName'] },
  },
};
