import { isScheduled, readUploadedObject } from '../../../handlers/adapters/uploaded-object-event';

const event = {
  source: 'aws.s3',
  'detail-type': 'Object Created',
  detail: { bucket: { name: 'settlements' }, object: { key: 'incoming/a b+c.csv', size: 7, 'version-id': 'v1' } },
};

test('names the object as it is called, and its version', () => {
  expect(readUploadedObject(event)).toEqual({ key: 'incoming/a b+c.csv', versionId: 'v1' });
});

test('tells a schedule from an object', () => {
  expect([{ source: 'aws.events' }, event, {}, undefined].map(isScheduled)).toEqual([true, false, false, false]);
});

test('fails for the event of another source, and for one without an object', () => {
  for (const other of [{ ...event, source: 'mine' }, { ...event, detail: {} }, undefined]) {
    expect(() => readUploadedObject(other)).toThrow('event must tell of an object in a bucket, and does not');
  }
});
