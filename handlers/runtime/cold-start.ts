const ON_DEMAND = 'on-demand';

/** What Lambda initializes on a request's way is ready within this time, or is begun anew. */
const LONGEST_INIT_MS = 10_000;

// by the clock of the wall, which goes on while an environment is frozen
const initializedAt = Date.now();

let first = true;

/**
 * True for the run that waited for its environment. None waited where environments are made before they are asked for: provisioned
 * concurrency, snapshots, instances of one's own; and those that Lambda makes ahead by itself, which are older than their first run.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export function isColdStart(): boolean {
  const cold = first && kindOfInitialization() === ON_DEMAND && Date.now() - initializedAt < LONGEST_INIT_MS;
  first = false;
  return cold;
}

/** Lambda says it always, emulators may not. */
const kindOfInitialization = () => process.env.AWS_LAMBDA_INITIALIZATION_TYPE ?? ON_DEMAND;
