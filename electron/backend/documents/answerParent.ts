interface ParentPort<Request, Answer> {
  on(event: 'message', listener: (event: { readonly data: Request }) => void): void;
  postMessage(answer: Answer): void;
}

/**
 * The inner end of a capped process: answers whoever started it, through Electron's parent port in a utility process
 * and through Node's IPC elsewhere. `answer` must never reject; on the way it
 * may tell how far it has come.
 */
export const answerParent = <Request, Answer>(
  answer: (request: Request, tell: (answer: Answer) => void) => Promise<Answer>,
): void => {
  const { parentPort } = process as NodeJS.Process & { readonly parentPort?: ParentPort<Request, Answer> };
  if (parentPort) {
    const post = (done: Answer): void => parentPort.postMessage(done);
    parentPort.on('message', ({ data }) => void answer(data, post).then(post));
  } else {
    const post = (done: Answer): void => void process.send?.(done);
    process.on('message', (request: Request) => void answer(request, post).then(post));
  }
};
