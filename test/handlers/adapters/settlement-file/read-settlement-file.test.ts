import fc from 'fast-check';
import { readSettlementFile } from '../../../../handlers/adapters/settlement-file/read-settlement-file';
import type { SettlementBatch } from '../../../../handlers/domain/settlement/settlement-batch';
import * as arbitrary from '../../fakes/settlement-arbitraries';

const HEADER = 'batchId,settlementDate,kind,reference,acquirerReference,amountMinor,currency,feeMinor';
const LINE = 'batch-1,2026-11-20,capture,payment-1/2,cap_1,100,CHF,3';
const document = {
  batchId: 'batch-1',
  settlementDate: '2026-11-20',
  lines: [
    {
      kind: 'capture',
      reference: 'payment-1/2',
      acquirerReference: 'cap_1',
      amountMinor: 100,
      currency: 'CHF',
      feeMinor: 3,
    },
  ],
};
const bytes = (text: string) => Buffer.from(text, 'utf8');
const csv = (...lines: string[]) => readSettlementFile('batch.csv', bytes(lines.join('\n')));
const json = (value: unknown) => readSettlementFile('batch.json', bytes(JSON.stringify(value)));
const withLine = (changed: object) => ({ ...document, lines: [{ ...document.lines[0], ...changed }] });

const asCsv = ({ batchId, settlementDate, lines }: SettlementBatch) => [
  HEADER,
  ...lines.map((line) =>
    [
      batchId,
      settlementDate,
      line.kind,
      line.reference,
      line.acquirerReference,
      line.amountMinor,
      line.currency,
      line.feeMinor,
    ].join(','),
  ),
];

test('reads the same batch from either format', () => {
  const batches = arbitrary.batch.filter(({ lines }) => lines.length > 0);
  fc.assert(
    fc.property(batches, (batch) => {
      expect(csv(...asCsv(batch))).toEqual({ batch });
      expect(json(batch)).toEqual({ batch });
    }),
  );
});

test('reads what spreadsheets write: a byte order mark, CRLF, quotes, columns in another order, an empty line', () => {
  const text =
    '\ufeff"kind",batchId,settlementDate,reference,acquirerReference,amountMinor,currency\r\n"capture",batch-1,2026-11-20,payment-1/2,cap_1,100,CHF\r\n\r\n';
  const { feeMinor: _feeMinor, ...line } = document.lines[0] ?? {};
  expect(readSettlementFile('Batch.CSV', bytes(text))).toEqual({ batch: { ...document, lines: [line] } });
});

test('a batch without lines comes as JSON', () => {
  expect(json({ ...document, lines: [] })).toEqual({ batch: { ...document, lines: [] } });
});

describe('a table is refused as a whole', () => {
  test.each([
    ['an amount with a point', [HEADER, LINE, LINE.replace(',100,', ',1.00,')], 'line 3, column amountMinor'],
    ['an amount of nothing', [HEADER, LINE.replace(',100,', ',0,')], 'line 2, column amountMinor'],
    ['an empty amount', [HEADER, LINE.replace(',100,', ',,')], 'line 2, column amountMinor'],
    [
      'an amount of more than twelve digits',
      [HEADER, LINE.replace(',100,', ',1000000000000,')],
      'line 2, column amountMinor',
    ],
    ['a currency that does not exist', [HEADER, LINE.replace('CHF', 'CHX')], 'line 2, column currency'],
    ['a kind that does not exist', [HEADER, LINE.replace('capture', 'chargeback')], 'line 2, column kind'],
    ['a day that does not exist', [HEADER, LINE.replace('11-20', '02-30')], 'line 2, column settlementDate'],
    ['a formula', [HEADER, LINE.replace('payment-1/2', '=1+1')], 'line 2, column reference'],
    ['two batches', [HEADER, LINE, LINE.replace('batch-1', 'batch-2')], 'line 3, column batchId'],
    ['a line that is too short by one', [HEADER, LINE, LINE.slice(0, -2)], 'line 3'],
    ['a line that is too short', [HEADER, LINE, 'batch-1,2026-11-20'], 'line 3'],
    ['a quote that does not end', [HEADER, LINE.replace('cap_1', '"cap_1')], 'line 2'],
    ['a line break in a cell', [HEADER, LINE.replace('cap_1', '"cap\n1"'), LINE], 'line 2'],
    ['a quote in a cell', [HEADER, LINE.replace('cap_1', 'cap"1')], 'line 2, column acquirerReference'],
    ['a column that is missing', [HEADER.replace(',currency', ''), LINE.replace(',CHF', '')], 'line 1'],
    ['a column twice', [`${HEADER},kind`, `${LINE},capture`], 'line 1'],
    ['a column of another format', [`${HEADER},cardNumber`, `${LINE},1`], 'line 1, column 9'],
    ['no line', [HEADER], 'line 1'],
    ['nothing', [], 'line 1'],
  ])('for %s', (_what, lines, place) => {
    expect(csv(...lines)).toEqual({ faults: [{ place, rule: expect.any(String) }] });
  });
});

test('a quote that does not end is named as what it is', () => {
  expect(csv(HEADER, LINE, LINE.replace('cap_1', '"cap_1'))).toEqual({
    faults: [{ place: 'line 3', rule: 'must have quotes around whole cells or nowhere' }],
  });
});

test('a line of nothing but commas is not an empty line', () => {
  expect(csv(HEADER, LINE, ',,,,,,,')).toMatchObject({
    faults: [{ place: 'line 3, column batchId' }, ...Array(6).fill({})],
  });
});

describe('a document is refused as a whole', () => {
  test.each([
    ['an amount as text', withLine({ amountMinor: '100' }), '/lines/0/amountMinor'],
    ['a part of a unit', withLine({ amountMinor: 1.5 }), '/lines/0/amountMinor'],
    ['a member of another format', withLine({ cardNumber: '1' }), '/lines/0/cardNumber'],
    ['a member that is missing', { ...document, batchId: undefined }, '/batchId'],
    ['a list', [document], 'file'],
  ])('for %s', (_what, value, place) => {
    expect(json(value)).toEqual({ faults: [{ place, rule: expect.any(String) }] });
  });

  test('for what is no JSON, with the place where the engine tells it', () => {
    expect(readSettlementFile('a.json', bytes('{\n"batchId": "b",\n}'))).toEqual({
      faults: [{ place: 'line 3, column 1', rule: 'must be JSON' }],
    });
  });

  test('for a member that stands there twice', () => {
    const text = JSON.stringify(document).replace('{"batchId"', '{"batchId":"batch-0","batchId"');
    expect(readSettlementFile('a.json', bytes(text))).toEqual({
      faults: [{ place: 'file', rule: 'must not name a member twice' }],
    });
  });
});

test('is refused for another ending, for bytes that are no UTF-8, and for sums that no number holds', () => {
  expect(readSettlementFile('batch.xml', bytes(''))).toEqual({
    faults: [{ place: 'name', rule: 'must end with .csv or .json' }],
  });
  expect(readSettlementFile('batch.csv', Buffer.from([0xff]))).toEqual({
    faults: [{ place: 'file', rule: 'must be UTF-8' }],
  });
  const most = { ...document.lines[0], amountMinor: 999_999_999_999 };
  expect(json({ ...document, lines: Array(9_010).fill(most) })).toEqual({
    faults: [{ place: 'file', rule: 'must add up to at most 9007199254740991 minor units of CHF' }],
  });
});

test('names no more than a hundred places, and quotes nothing', () => {
  const lines = Array<string>(150).fill(LINE.replace('cap_1', '4000000000000010!'));
  const reading = csv(HEADER, ...lines);
  expect('faults' in reading && reading.faults).toHaveLength(100);
  expect(JSON.stringify(reading)).not.toContain('40000');
});

test('answers with faults, and never throws, for any text', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('a.csv', 'a.json'), (text, name) => {
      expect(readSettlementFile(name, bytes(text))).toHaveProperty('faults');
    }),
  );
});
