import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { declineCodeOf } from '../../../handlers/adapters/acquirer-response-codes';
import { checkCard } from '../../../handlers/domain/card-data';
import { DeclineCode } from '../../../handlers/domain/decline-codes';
import { Sensitive } from '../../../handlers/domain/sensitive';
import { cardNetwork } from '../../../local/acquirer/card-network';
import { TEST_CARDS, testCardFor } from '../../../local/acquirer/test-cards';
import { REPOSITORY } from '../../../local/repository';

test.each(TEST_CARDS)('$number passes the checks of the edge and has a network', ({ number }) => {
  const network = cardNetwork(number);
  const cvv = new Sensitive(network === 'american-express' ? '1234' : '123');
  const card = { number: new Sensitive(number), expiryMonth: 12, expiryYear: 2040, cvv };
  expect(checkCard(card, new Date('2026-11-21'))).toEqual([]);
  expect(network).not.toBe('unknown');
});

test('no number stands for two outcomes', () => {
  expect(new Set(TEST_CARDS.map(({ number }) => number)).size).toBe(TEST_CARDS.length);
});

test('there is a card for every behaviour and for every decline that the acquirer can state', () => {
  const told = new Set(TEST_CARDS.flatMap(({ responseCode }) => (responseCode ? [declineCodeOf(responseCode)] : [])));
  const { OTHER, FRAUD_RULES, ACCOUNT_LIMIT, REQUEST_REFUSED, NOT_EXECUTED } = DeclineCode;
  const ours = [OTHER, FRAUD_RULES, ACCOUNT_LIMIT, REQUEST_REFUSED, NOT_EXECUTED] as const;
  expect([...told].sort()).toEqual(
    Object.values(DeclineCode)
      .filter((code) => !ours.some((own) => own === code))
      .sort(),
  );
  expect(new Set(TEST_CARDS.map(({ behaviour }) => behaviour)).size).toBe(9);
});

test('a card is found by what it shows', () => {
  expect(testCardFor('unavailable').shows).toContain('503');
  expect(testCardFor({ responseCode: '51' }).shows).toBe('Insufficient funds');
  expect(() => testCardFor({ responseCode: '00' })).toThrow('got {"responseCode":"00"}');
});

test('the README lists every card as it is', () => {
  const readme = readFileSync(join(REPOSITORY, 'local', 'acquirer', 'README.md'), 'utf8');
  const rows = readme.split('\n').filter((line) => /^\| \d{12,}/.test(line));
  expect(rows).toEqual(
    TEST_CARDS.map(
      ({ number, shows, responseCode, issuerCountry }) =>
        `| ${number} | ${shows} | ${responseCode ?? ''} | ${issuerCountry} |`,
    ),
  );
});
