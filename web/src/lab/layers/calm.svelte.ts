/** A value that follows a fast one slowly, for words that are read while numbers run; at rest it is exact. */
export class Calm<T> {
  value: T = $state.raw() as T;

  /**
   * @param follow What is followed.
   * @param every The least time between two changes, in milliseconds.
   */
  constructor(follow: () => T, every = 600) {
    this.value = follow();
    let due = 0;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    let latest = this.value;
    $effect(() => {
      latest = follow();
      const now = performance.now();
      if (now >= due) {
        this.value = latest;
        due = now + every;
      } else {
        waiting ??= setTimeout(() => {
          waiting = undefined;
          this.value = latest;
          due = performance.now() + every;
        }, due - now);
      }
    });
    $effect(() => () => clearTimeout(waiting));
  }
}
