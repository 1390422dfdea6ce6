export * from './alarm-thresholds';
export * from './connection-limit';
export * from './monitored-parts';
export * from './payment-alarm';
export * from './payment-alarms';
export * from './payment-alarms-props';
export * from './payment-dashboard';
export * from './payment-dashboard-props';
