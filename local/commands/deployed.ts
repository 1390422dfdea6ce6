import { type AwsAccess, accessIn } from '../aws-access';
import type { CloudState } from '../cloud-state';
import { type Deployment, findDeployment } from '../deploy/deployment';
import { keptCloud } from '../kept-cloud';

export interface Deployed {
  readonly cloud: CloudState;
  readonly deployment: Deployment;
  readonly access: AwsAccess;
}

/** What the other commands work on: the cloud that is up, with an example in it. */
export function deployed(): Deployed {
  const cloud = keptCloud();
  const deployment = findDeployment(cloud.folder);
  if (!deployment) throw new Error("nothing is deployed: run 'npm run local -- up single-region-platform' again");
  return { cloud, deployment, access: accessIn(deployment.region, cloud) };
}
