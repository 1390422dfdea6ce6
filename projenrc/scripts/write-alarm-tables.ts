/** Writes the alarms of the examples into the page of whoever is on call. */
import { readFileSync, writeFileSync } from 'node:fs';
import { alarmTables, withAlarmTables } from './alarms/alarm-table';
import { exampleStacks } from './alarms/example-stacks';

const PAGE = 'docs/operations.md';

exampleStacks().then(
  (stacks) => writeFileSync(PAGE, withAlarmTables(readFileSync(PAGE, 'utf8'), alarmTables(stacks))),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
