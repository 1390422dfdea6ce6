import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { functionSubnets, openDatabase } from '../../src/private/database-access';
import { existingVpc } from '../compliance/network';

function createGroups() {
  const stack = new Stack(new App(), 'Platform');
  const vpc = existingVpc(stack);
  const group = (id: string) => new ec2.SecurityGroup(stack, id, { vpc, allowAllOutbound: false });
  return { stack, group };
}

test('one rule on each side, on PostgreSQL’s port in literal form', () => {
  const { stack, group } = createGroups();
  const client = group('Client');
  openDatabase(stack, client, group('Database'), 'Migration');
  const template = Template.fromStack(stack);
  const rule = { IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, Description: 'Migration' };
  template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', rule);
  template.hasResourceProperties('AWS::EC2::SecurityGroupEgress', rule);
});

test('every security group of a database is opened', () => {
  const { stack, group } = createGroups();
  const database = new ec2.Connections({ securityGroups: [group('One'), group('Two')] });
  expect(openDatabase(stack, group('Client'), database, 'Migration')).toHaveLength(4);
  Template.fromStack(stack).resourceCountIs('AWS::EC2::SecurityGroupIngress', 2);
});

test('functions run where there is a way out, as long as the network has such subnets', () => {
  const { stack } = createGroups();
  const isolated = ec2.Vpc.fromVpcAttributes(stack, 'Isolated', {
    vpcId: 'vpc-2',
    availabilityZones: ['us-east-1a'],
    isolatedSubnetIds: ['subnet-5'],
  });
  expect(functionSubnets(isolated)).toEqual({ subnetType: ec2.SubnetType.PRIVATE_ISOLATED });
  expect(functionSubnets(existingVpc(new Stack()))).toEqual({ subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS });
});
