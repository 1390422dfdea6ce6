import { FunctionEnvironment } from '../../src/contract/environment';
import { optionalEnvironment } from './environment';

/** By which logs and metrics know the function; a text that can be found where nobody gave one. */
export const serviceName = optionalEnvironment(FunctionEnvironment.SERVICE_NAME) ?? 'service_undefined';
