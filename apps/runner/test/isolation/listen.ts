/** Reads a stream as text until it holds `mark`, or ends. */
export const listen = async (response: Response, mark: string): Promise<string> => {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!text.includes(mark)) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: '' };
    if (done) break;
    text += value;
  }
  await reader?.cancel();
  return text;
};
