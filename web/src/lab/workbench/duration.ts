/** A stretch of time as a person says it: what is estimated needs no more digits. */
export function duration(seconds: number): string {
  if (seconds < 1) return 'a second';
  if (seconds < 60) return `${Math.ceil(seconds < 10 ? seconds : seconds / 5) * (seconds < 10 ? 1 : 5)}\u202fs`;
  const minutes = seconds / 60;
  if (minutes < 90) return minutes < 1.5 ? 'a minute' : `${Math.round(minutes)} minutes`;
  return `${Math.round(minutes / 60)} hours`;
}
