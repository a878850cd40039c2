interface ParentPort<Request, Answer> {
  on(event: 'message', listener: (event: { readonly data: Request }) => void): void;
  postMessage(answer: Answer): void;
}

/**
 * The inner end of a capped process: answers whoever started it, through Electron's parent port in a utility process
 * and through Node's IPC elsewhere. `answer` must never reject.
 */
export const answerParent = <Request, Answer>(answer: (request: Request) => Promise<Answer>): void => {
  const { parentPort } = process as NodeJS.Process & { readonly parentPort?: ParentPort<Request, Answer> };
  if (parentPort)
    parentPort.on('message', ({ data }) => void answer(data).then((done) => parentPort.postMessage(done)));
  else
    process.on('message', (request: Request) => {
      void answer(request).then((done) => process.send?.(done));
    });
};
