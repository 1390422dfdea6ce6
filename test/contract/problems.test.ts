import { type ErrorCode, errorCatalogue } from '../../handlers/domain/error-catalogue';
import { GatewayProblem } from '../../src/contract/problems';

test.each(Object.values(GatewayProblem))('the gateway says the same of $code as the functions', (problem) => {
  const { code, detail, ...rest } = problem;
  expect({ ...rest, remedy: detail }).toEqual(errorCatalogue[code as ErrorCode]);
});
