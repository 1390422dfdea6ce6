/** How the simulated acquirer treats an authorization; chosen by the number of the card. */
export type Behaviour =
  | 'approve'
  | 'decline'
  /** Approves, after a wait longer than usual and shorter than a sensible time-out. */
  | 'approve-slowly'
  /** Approves, writes it into its book, and never answers. */
  | 'hang-after-accepting'
  /** Never answers, and nothing happens. */
  | 'hang-before-accepting'
  /** Approves, writes it into its book, and cuts the connection. */
  | 'cut-after-accepting'
  /** Approves, writes it into its book, and answers 500. */
  | 'error-after-accepting'
  /** Answers 503 and says that nothing was executed. */
  | 'unavailable'
  /** Approves, and states one minor unit less than was asked. */
  | 'misstate-amount';

export interface TestCard {
  readonly number: string;
  readonly behaviour: Behaviour;
  /** ISO 8583 response code (field 39), for declines. */
  readonly responseCode?: string;
  /** ISO 3166. */
  readonly issuerCountry: string;
  readonly shows: string;
}

const approved = (number: string, issuerCountry: string, shows: string): TestCard => ({
  number,
  behaviour: 'approve',
  issuerCountry,
  shows,
});
const declined = (number: string, responseCode: string, shows: string): TestCard => ({
  number,
  behaviour: 'decline',
  responseCode,
  issuerCountry: 'US',
  shows,
});
const troubled = (number: string, behaviour: Behaviour, shows: string): TestCard => ({
  number,
  behaviour,
  issuerCountry: 'US',
  shows,
});

/** Every other number that passes the vault's checks is approved and has no issuer country. Any CVV and any later expiry will do. */
export const TEST_CARDS: readonly TestCard[] = [
  approved('4242424242424242', 'US', 'Visa, approved'),
  approved('4111111111111111', 'US', 'Visa, approved'),
  approved('4000002760000016', 'DE', 'Visa from Germany, approved'),
  approved('4000007560000009', 'CH', 'Visa from Switzerland, approved'),
  approved('4000008260000000', 'GB', 'Visa from the United Kingdom, approved'),
  approved('5555555555554444', 'US', 'Mastercard, approved'),
  approved('378282246310005', 'US', 'American Express, approved'),
  approved('6011111111111117', 'US', 'Discover, approved'),
  approved('3566002020360505', 'JP', 'JCB, approved'),
  declined('4000000000000002', '05', 'Do not honor'),
  declined('4000000000020125', '12', 'Invalid transaction'),
  declined('4000000000020141', '14', 'Invalid account'),
  declined('4000000000009987', '41', 'Lost card'),
  declined('4000000000009979', '43', 'Stolen card'),
  declined('4000000000009995', '51', 'Insufficient funds'),
  declined('4000000000000069', '54', 'Expired card'),
  declined('4000000000020570', '57', 'Not permitted to the cardholder'),
  declined('4100000000000019', '59', 'Suspected fraud'),
  declined('4000000000020612', '61', 'Exceeds the amount limit'),
  declined('4000000000020620', '62', 'Restricted card'),
  declined('4000000000020653', '65', 'Exceeds the frequency limit'),
  declined('4000000000020919', '91', 'Issuer unavailable'),
  declined('4000000000020943', '94', 'Duplicate transaction'),
  declined('4000000000000119', '96', 'Processing error'),
  declined('4000000000000127', 'N7', 'Wrong CVV'),
  troubled('4000000000010019', 'approve-slowly', 'Slow, then approved'),
  troubled('4000000000010027', 'hang-after-accepting', 'Time-out after accepting: approved in the book, no answer'),
  troubled('4000000000010035', 'hang-before-accepting', 'Time-out before accepting: not in the book, no answer'),
  troubled(
    '4000000000010043',
    'cut-after-accepting',
    'Connection cut after accepting: approved in the book, no answer',
  ),
  troubled(
    '4000000000010050',
    'error-after-accepting',
    'Server error after accepting: approved in the book, answer 500',
  ),
  troubled('4000000000010068', 'unavailable', 'Unavailable: answer 503, not in the book'),
  troubled('4000000000010076', 'misstate-amount', 'Amount mismatch: approved one minor unit short'),
];

const BY_NUMBER = new Map(TEST_CARDS.map((card) => [card.number, card]));

export const findTestCard = (number: string): TestCard | undefined => BY_NUMBER.get(number);

/** The card that shows a behaviour (or a response code), for tests and the demo. */
export function testCardFor(wanted: Behaviour | { readonly responseCode: string }): TestCard {
  const card = TEST_CARDS.find((candidate) =>
    typeof wanted === 'string' ? candidate.behaviour === wanted : candidate.responseCode === wanted.responseCode,
  );
  if (!card)
    throw new Error(`'wanted' must be a behaviour or response code of a test card, got ${JSON.stringify(wanted)}`);
  return card;
}
