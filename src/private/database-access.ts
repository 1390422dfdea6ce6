import { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { type Construct, Dependable, type IConstruct, type IDependable } from 'constructs';
import { LedgerDatabase } from '../contract/database';

/**
 * Opens PostgreSQL's port from one security group to a database and nothing else.
 * The rules stand in the caller's scope, so that what needs the way can wait for exactly these two and not for
 * every other client's; and the port is literal, since checks of a rule cannot read a token.
 */
export function openDatabase(
  scope: Construct,
  client: ec2.ISecurityGroup,
  database: ec2.IConnectable,
  description: string,
): IDependable[] {
  return database.connections.securityGroups.flatMap((server, position) => {
    const rule = { ipProtocol: 'tcp', fromPort: LedgerDatabase.PORT, toPort: LedgerDatabase.PORT, description };
    const number = position === 0 ? '' : `${position + 1}`;
    return [
      new ec2.CfnSecurityGroupIngress(scope, `DatabaseIngress${number}`, {
        ...rule,
        groupId: server.securityGroupId,
        sourceSecurityGroupId: client.securityGroupId,
      }),
      new ec2.CfnSecurityGroupEgress(scope, `DatabaseEgress${number}`, {
        ...rule,
        groupId: client.securityGroupId,
        destinationSecurityGroupId: server.securityGroupId,
      }),
    ];
  });
}

/**
 * What must stand before a function in these subnets reaches AWS: the route out, and the VPC's endpoints.
 * Looked up when dependencies are rendered, so that endpoints count that are added later.
 */
export function networkReady(vpc: ec2.IVpc, subnets?: ec2.SubnetSelection): IDependable[] {
  const endpoints: IDependable = {};
  Dependable.implement(endpoints, {
    get dependencyRoots() {
      const inVpc = (child: IConstruct) => child instanceof ec2.CfnVPCEndpoint && child.vpcId === vpc.vpcId;
      return Stack.of(vpc).node.findAll().filter(inVpc);
    },
  });
  return [vpc.selectSubnets(subnets).internetConnectivityEstablished, endpoints];
}

/** Subnets for functions that call AWS and a database: those with a way out, else those that need endpoints. */
export function functionSubnets(vpc: ec2.IVpc): ec2.SubnetSelection {
  const { PRIVATE_WITH_EGRESS, PRIVATE_ISOLATED } = ec2.SubnetType;
  return { subnetType: vpc.privateSubnets.length > 0 ? PRIVATE_WITH_EGRESS : PRIVATE_ISOLATED };
}
