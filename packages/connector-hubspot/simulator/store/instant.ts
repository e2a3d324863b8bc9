const dayMs = 86_400_000;
const daysMax = 10_000;

/** Days as texts up to the `T`, by their number since 1970: most times of a portal share a few hundred days. */
const days = new Map<number, string>();

const pairs = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, '0'));

const textOfDay = (day: number): string => {
  const known = days.get(day);
  if (known !== undefined) return known;
  if (days.size >= daysMax) days.clear();
  const text = new Date(day * dayMs).toISOString();
  const made = text.slice(0, text.indexOf('T') + 1);
  days.set(day, made);
  return made;
};

const pair = (value: number): string => pairs[value] ?? '';

/** A time as HubSpot writes it: milliseconds where they are not zero. */
export const toInstant = (ms: number): string => {
  const day = Math.floor(ms / dayMs);
  const rest = Math.floor(ms - day * dayMs);
  const seconds = Math.floor(rest / 1000);
  const fraction = rest % 1000;
  const minutes = Math.floor(seconds / 60);
  const time = `${pair(Math.floor(minutes / 60))}:${pair(minutes % 60)}:${pair(seconds % 60)}`;
  const end = fraction === 0 ? 'Z' : `.${String(fraction).padStart(3, '0')}Z`;
  return textOfDay(day) + time + end;
};
