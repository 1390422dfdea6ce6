/** Loads what belongs to each key, some keys ahead of the one that is asked for, and gives it in the order of the keys. */
export async function* loadAhead<T>(
  keys: readonly string[],
  ahead: number,
  load: (key: string) => Promise<T>,
): AsyncGenerator<T> {
  const loading: Promise<T>[] = [];
  for (const key of keys) {
    const next = load(key);
    next.catch(() => undefined); // thrown when its turn comes
    loading.push(next);
    if (loading.length > ahead) yield await (loading.shift() as Promise<T>);
  }
  for (const rest of loading) yield await rest;
}
