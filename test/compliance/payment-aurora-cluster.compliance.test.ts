import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { AuroraCapacity, PaymentAuroraCluster } from '../../src/payment-aurora-cluster';
import { unacknowledged } from './packs';
import { surroundings } from './surroundings';

test.each(surroundings)('a cluster and its proxy have no finding in $name', ({ stack }) => {
  const scope = stack();
  const vpc = ec2.Vpc.fromVpcAttributes(scope, 'Vpc', {
    vpcId: 'vpc-1',
    availabilityZones: ['us-east-1a', 'us-east-1b'],
    privateSubnetIds: ['subnet-1', 'subnet-2'],
    isolatedSubnetIds: ['subnet-3', 'subnet-4'],
  });
  new PaymentAuroraCluster(scope, 'Ledger', { vpc }).addProxy('Proxy');
  const instanceType = ec2.InstanceType.of(ec2.InstanceClass.R8G, ec2.InstanceSize.LARGE);
  new PaymentAuroraCluster(scope, 'Archive', { vpc, capacity: AuroraCapacity.provisioned({ instanceType }) });
  expect(unacknowledged(scope.node.root)).toEqual([]);
});
