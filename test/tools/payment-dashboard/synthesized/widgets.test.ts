import { widgetsOf } from '../../../../tools/payment-dashboard/synthesized/widgets';

const read = (type: string, properties: object = {}) => widgetsOf({ widgets: [{ type, properties }] })[0];

test('what is not drawn says what it is: a query of logs that users have on pages of their own', () => {
  const query = { title: 'Slowest answers', query: "SOURCE '/access' | sort responseLatencyMs desc" };
  expect(read('log', query)).toEqual({
    ...{ x: 0, y: 0, width: 6, height: 6 },
    ...{ kind: 'other', title: 'Slowest answers', what: 'a query of logs' },
  });
});

test.each(['custom', 'explorer'])('what is not drawn says what it is: %s', (type) => {
  expect(read(type)).toMatchObject({ kind: 'other', what: `a widget of type '${type}'` });
});
