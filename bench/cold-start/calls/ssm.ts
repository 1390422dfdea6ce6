import { GetParametersCommand } from '@aws-sdk/client-ssm';
import { ssmClient } from '../../../handlers/runtime/aws-clients/ssm';

export const call = () => ssmClient().send(new GetParametersCommand({ Names: ['/bench/acquirer-url'] }));
