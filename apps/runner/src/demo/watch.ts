/** Shows how a counter grows while `work` runs. */
export const watch = async <T>(
  read: () => number,
  counted: (count: number) => void,
  work: Promise<T>,
): Promise<T> => {
  const first = read();
  const timer = setInterval(() => counted(read() - first), 100);
  return work.finally(() => clearInterval(timer));
};
