import { readFraudRules } from '../../handlers/adapters/fraud-rules-document';
import { DEFAULT_FRAUD_RULES } from '../../handlers/domain/fraud/default-fraud-rules';
import { explainDecision } from '../../handlers/domain/fraud/explain-decision';
import type { FraudRules } from '../../handlers/domain/fraud/fraud-rules';
import { describeExplanation } from './describe-explanation';
import { describeReplay } from './describe-replay';
import { readOptions, type Source } from './options';
import { readJsonl } from './read-jsonl';
import { readLedger } from './read-ledger';
import { readText } from './read-text';
import { replayPayments } from './replay-payments';
import type { StoredPayment } from './stored-payment';

const SHIPPED = 'default';

function rulesIn(file: string): FraudRules {
  if (file === SHIPPED) return DEFAULT_FRAUD_RULES;
  const reading = readFraudRules(readText(file, 'a document of fraud rules'));
  if ('rules' in reading) return reading.rules;
  throw new Error(`'${file}' must be a document of fraud rules: ${reading.faults.join('; ')}`);
}

const paymentsOf = (source: Source) => ('file' in source ? readJsonl(source.file) : readLedger(source.ledger));

async function find(payments: AsyncIterable<StoredPayment>, paymentId: string): Promise<StoredPayment> {
  for await (const payment of payments) if (payment.paymentId === paymentId) return payment;
  throw new Error(`'--explain' must be a payment with a stored decision, got '${paymentId}'`);
}

/** Runs the command and returns its exit status: 1 where a decision is not reproduced. */
export async function fraudReplay(args: readonly string[], print: (text: string) => void): Promise<number> {
  const { explain, rules: file, source, top } = readOptions(args, process.env);
  const rules = rulesIn(file);
  if (explain === undefined) {
    print(describeReplay(rules.version, await replayPayments(rules, paymentsOf(source), top)));
    return 0;
  }
  const { decision, identifiers } = await find(paymentsOf(source), explain);
  const explanation = explainDecision(decision, rules, identifiers);
  print(describeExplanation(explain, explanation));
  return explanation.differences.length === 0 ? 0 : 1;
}
