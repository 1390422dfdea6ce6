/** Makes it at first use and keeps it: clients keep their connections over invocations, and a function makes only what it calls. */
export function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
