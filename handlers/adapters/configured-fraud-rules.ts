import { NO_VALUE, ParameterName } from '../../src/contract/parameters';
import { DEFAULT_FRAUD_RULES } from '../domain/fraud/default-fraud-rules';
import type { FraudRules } from '../domain/fraud/fraud-rules';
import type { Configuration } from '../ports/configuration';
import type { FraudRuleBook } from '../ports/fraud-rule-book';
import { ConfigurationError } from '../runtime/errors';
import type { Logger } from '../runtime/logger';
import { readFraudRules } from './fraud-rules-document';

/**
 * The rules of the `fraud-rules` parameter; those that ship where there is none.
 * A document that is wrong does not replace a good one that is in force, and never quietly becomes the default:
 * a process that has seen no good one fails, and its messages wait in the queue until the document is mended.
 */
export class ConfiguredFraudRules implements FraudRuleBook {
  private seen?: string;
  private inForce?: FraudRules;

  constructor(
    private readonly configuration: Configuration,
    private readonly logger: Pick<Logger, 'error'>,
  ) {}

  async current(): Promise<FraudRules> {
    const text = await this.configuration.find(ParameterName.FRAUD_RULES);
    if (text === undefined || text === NO_VALUE) return DEFAULT_FRAUD_RULES;
    if (text !== this.seen) this.adopt(text);
    if (this.inForce) return this.inForce;
    throw this.faultIn(text);
  }

  private adopt(text: string): void {
    this.seen = text;
    const reading = readFraudRules(text);
    if ('rules' in reading) {
      this.inForce = reading.rules;
      return;
    }
    const [reason] = reading.faults; // a place, and what is asked for there
    this.logger.error('fraud rules refused', this.faultIn(text), { parameterName: ParameterName.FRAUD_RULES, reason });
  }

  private faultIn(text: string): ConfigurationError {
    const reading = readFraudRules(text);
    const fault = 'faults' in reading ? reading.faults[0] : 'no fault';
    return new ConfigurationError(
      `parameter '${ParameterName.FRAUD_RULES}' must be a document of fraud rules: ${fault}`,
    );
  }
}
