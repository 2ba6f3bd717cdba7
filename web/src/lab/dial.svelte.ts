/** A number that a reader sets: the address keeps it, and while a slider is held it runs ahead of the address. */
import { get, put } from './address.svelte';

export class Dial {
  private moving: number | null = $state(null);

  /**
   * @param key Its key in the address.
   * @param usual What holds where the address says nothing.
   */
  constructor(readonly key: string, readonly usual: number) {}

  /** As a query has it, unchecked: what is wrong with an address the server says. Null where it is the usual. */
  get text(): string | null {
    return this.moving === null ? get(this.key) : String(this.moving);
  }

  /** As the address has it, however the slider is held: for what takes too long to follow a hand. */
  get settled(): string | null {
    return get(this.key);
  }

  /** For the slider; the usual where the address holds no number. */
  get value(): number {
    const value = Number(this.text ?? this.usual);
    return Number.isFinite(value) && this.text !== '' ? value : this.usual;
  }

  /** Follows a slider that is held: the address, which browsers let change a few times a second only, waits. */
  move(value: number): void {
    this.moving = value;
  }

  /** Takes where the slider was let go. */
  set(value: number): void {
    put({ [this.key]: value === this.usual ? null : String(value) });
    this.moving = null;
  }
}

/** The parts of a query that say something. */
export function queryOf(parts: Record<string, string | null>): string {
  return new URLSearchParams(Object.entries(parts).filter((part): part is [string, string] => part[1] !== null)).toString();
}
