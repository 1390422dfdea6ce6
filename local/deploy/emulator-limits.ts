import type { Resource } from './template';

/** Something the emulator does not take as the template says it. */
export interface Limit {
  readonly types: readonly string[];
  /** Only resources for which this holds. @default - all of the types */
  readonly when?: (resource: Resource) => boolean;
  readonly why: string;
  /** What happens in the local cloud instead. */
  readonly instead: string;
}

const usesMetricQueries = ({ Properties = {} }: Resource): boolean => 'Metrics' in Properties;

const isInForeignZone = ({ Properties = {} }: Resource): boolean => typeof Properties.HostedZoneId === 'string';

/**
 * MiniStack 1.5.33 refuses a whole template that has one of these, even below a false condition.
 * They are taken out of a copy; whatever names them gets a word in their place.
 */
export const REFUSED: readonly Limit[] = [
  {
    types: ['AWS::EC2::EIP', 'AWS::EC2::NatGateway'],
    why: 'no address translation',
    instead: 'functions reach local processes by name',
  },
  {
    types: ['AWS::EC2::NetworkAcl', 'AWS::EC2::NetworkAclEntry', 'AWS::EC2::SubnetNetworkAclAssociation'],
    why: 'no packet filter',
    instead: 'all traffic stays on this machine',
  },
  {
    types: ['AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress'],
    why: 'no packet filter',
    instead: 'all traffic stays on this machine',
  },
  { types: ['AWS::EC2::FlowLog'], why: 'no packets to log', instead: 'nothing' },
  { types: ['AWS::EC2::VPCPeeringConnection'], why: 'no network', instead: 'regions reach each other by name' },
  { types: ['AWS::EC2::Instance'], why: 'no machines', instead: 'nothing' },
  {
    types: ['AWS::RDS::DBProxy', 'AWS::RDS::DBProxyTargetGroup'],
    why: 'no proxy',
    instead: 'sessions go to PostgreSQL itself',
  },
  {
    types: ['AWS::SecretsManager::RotationSchedule'],
    why: 'no schedule',
    instead: "rotated by hand: 'local -- rotate'",
  },
  { types: ['AWS::SecretsManager::ResourcePolicy'], why: 'type unknown', instead: 'role policies alone decide' },
  { types: ['AWS::ApiGateway::VpcLink', 'AWS::ApiGatewayV2::VpcLink'], why: 'no network', instead: 'nothing' },
  {
    types: [
      'AWS::WAFv2::WebACLAssociation',
      'AWS::WAFv2::LoggingConfiguration',
      'AWS::WAFv2::IPSet',
      'AWS::WAFv2::RegexPatternSet',
      'AWS::WAFv2::RuleGroup',
    ],
    why: 'no web firewall',
    instead: 'requests reach the API unfiltered',
  },
  {
    types: [
      'AWS::CodeDeploy::Application',
      'AWS::CodeDeploy::DeploymentConfig',
      'AWS::CodeDeploy::DeploymentGroup',
      'AWS::ApplicationAutoScaling::ScalableTarget',
      'AWS::ApplicationAutoScaling::ScalingPolicy',
      'AWS::ECS::CapacityProvider',
      'AWS::ECS::TaskSet',
    ],
    why: 'service unknown',
    instead: 'nothing',
  },
  {
    types: ['AWS::ElasticLoadBalancingV2::TrustStore', 'AWS::ElasticLoadBalancingV2::ListenerCertificate'],
    why: 'type unknown',
    instead: 'nothing',
  },
  {
    types: ['AWS::CloudWatch::CompositeAlarm', 'AWS::CloudWatch::AnomalyDetector'],
    why: 'type unknown',
    instead: 'nothing',
  },
  { types: ['AWS::CloudWatch::Alarm'], when: usesMetricQueries, why: 'no metric math', instead: 'nothing' },
  { types: ['AWS::SNS::TopicInlinePolicy', 'AWS::SQS::QueueInlinePolicy'], why: 'type unknown', instead: 'nothing' },
  { types: ['AWS::IAM::Group', 'AWS::IAM::RolePolicy'], why: 'type unknown', instead: 'nothing' },
  { types: ['AWS::KMS::ReplicaKey'], why: 'one region a key', instead: 'nothing' },
  { types: ['AWS::SSM::Document', 'AWS::Logs::QueryDefinition'], why: 'type unknown', instead: 'nothing' },
  {
    types: ['AWS::Route53::RecordSet'],
    when: isInForeignZone,
    why: 'its zone is not in the template',
    instead: 'addresses of this machine',
  },
  { types: ['AWS::Route53::HealthCheck', 'AWS::Route53::RecordSetGroup'], why: 'type unknown', instead: 'nothing' },
];
