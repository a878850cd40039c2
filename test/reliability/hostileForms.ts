/** Hostile files against the real parser process: crafted ones, and sound forms of every format with random damage. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { unzipSync, zipSync } from 'fflate';
import { limits } from '../../electron/backend/documents/reading/limits.ts';
import {
  createDocumentReader,
  createNodeParserHost,
  type ParserHost,
} from '../../electron/backend/documents/reading/parserProcess.ts';
import { plainDate } from '../../shared/domain/calendarTypes.ts';
import { bundledProcedures } from '../../shared/domain/procedures/bundledProcedures.ts';
import { hostileFiles } from '../helpers/hostileFiles.ts';
import { outlookMessage } from '../helpers/outlookMessage.ts';
import { chanceOf, type Row } from './row.ts';

export interface HostileFormsFigures {
  readonly seed: number;
  readonly crafted: number;
  readonly mutated: number;
  /** Times that reading threw, or gave no answer that a person could read. */
  readonly crashes: number;
  /** Files that took longer than the limit. */
  readonly hangs: number;
  /** Canary words that came back, calls to the canary server, and files that appeared or changed outside. */
  readonly outside: number;
  /** Times that the parser process ended and a fresh one took over: the app goes on. */
  readonly parserEnded: number;
  readonly slowestMilliseconds: number;
  readonly answers: Readonly<Record<string, number>>;
  /** What stood out, file by file. */
  readonly remarks: readonly string[];
}

const applicationDirectory = fileURLToPath(new URL('../../', import.meta.url));
const forms = new URL('../fixtures/forms/', import.meta.url);

const soundForms = (): readonly Uint8Array[] => {
  const formsIn = (folder: URL): readonly Uint8Array[] =>
    readdirSync(folder)
      .filter((name) => /\.(docx|doc|odt|rtf|pdf|eml)$/.test(name))
      .sort()
      .map((name) => new Uint8Array(readFileSync(new URL(name, folder))));
  const all = [...formsIn(forms), ...formsIn(new URL('converted/', forms))];
  const message = outlookMessage({
    from: { name: 'Robin Sender-Test', address: 'robin@office.example' },
    to: { name: 'Unit', address: 'unit@partnership.example' },
    subject: 'Form',
    body: 'Attached.',
    sentAt: 0,
    attachments: all.slice(0, 1).map((bytes) => ({ name: 'form.docx', bytes })),
  });
  return [...all, message];
};

/** Damages some bytes: flipped, cut off, doubled, put in, wiped or moved in from another file. */
const damage = (bytes: Uint8Array, other: Uint8Array, random: () => number): Uint8Array => {
  const below = (limit: number): number => Math.floor(random() * Math.max(limit, 1));
  const copy = Uint8Array.from(bytes);
  const at = below(copy.length);
  const length = 1 + below(Math.min(400, copy.length - at));
  const chunk = copy.subarray(at, at + length);
  switch (below(6)) {
    case 0:
      for (let count = 1 + below(40); count > 0; count -= 1) copy[below(copy.length)] = below(256);
      return copy;
    case 1:
      return copy.subarray(0, at);
    case 2:
      return Buffer.concat([
        copy.subarray(0, at),
        ...Array<Uint8Array>(1 + below(30)).fill(chunk),
        copy.subarray(at),
      ]);
    case 3:
      return Buffer.concat([
        copy.subarray(0, at),
        Uint8Array.from({ length }, () => below(256)),
        copy.subarray(at),
      ]);
    case 4:
      return copy.fill(0, at, at + length);
    default:
      return Buffer.concat([copy.subarray(0, at), other.subarray(below(other.length))]);
  }
};

/** Half of the archives are damaged inside, so that the damage reaches the readers and not only the unpacking. */
const mutate = (bytes: Uint8Array, other: Uint8Array, random: () => number): Uint8Array => {
  if (bytes[0] !== 0x50 || random() < 0.5) return damage(bytes, other, random);
  const parts = unzipSync(bytes);
  const names = Object.keys(parts).filter((name) => /^(word\/document|content|styles)\.xml$/.test(name));
  const name = names[Math.floor(random() * names.length)] ?? '';
  const part = parts[name] ?? new Uint8Array(0);
  return zipSync({ ...parts, [name]: damage(part, part, random) });
};

/** Reads all crafted files and `mutations` damaged ones. `log` hears of progress. */
export const runHostileForms = async ({
  mutations,
  seed,
  log = () => undefined,
  hostOf = () => createNodeParserHost({ applicationDirectory }),
  milliseconds = limits.milliseconds,
}: {
  readonly mutations: number;
  readonly seed: number;
  readonly log?: (line: string) => void;
  /** Another parser in the place of the app's own; told what must never come back. */
  readonly hostOf?: (secret: string) => ParserHost;
  readonly milliseconds?: number;
}): Promise<HostileFormsFigures> => {
  const folder = mkdtempSync(join(tmpdir(), 'canary-'));
  const secret = `canary-${seed}-words`;
  writeFileSync(join(folder, 'canary.txt'), secret);
  const before = JSON.stringify(readdirSync(folder));
  let calls = 0;
  const server = createServer((_request, response) => {
    calls += 1;
    response.end(secret);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const sound = soundForms();
  const crafted = await hostileFiles(
    {
      fileUrl: pathToFileURL(join(folder, 'canary.txt')).href,
      webUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/canary`,
    },
    new Uint8Array(readFileSync(new URL('converted/bury-request-for-resolution.doc', forms))),
  );
  const reader = createDocumentReader(hostOf(secret), { milliseconds });
  const context = { today: plainDate('2026-06-01'), procedures: bundledProcedures };
  const answers: Record<string, number> = {};
  const remarks: string[] = [];
  let crashes = 0;
  let hangs = 0;
  let outside = 0;
  let parserEnded = 0;
  let slowest = 0;

  const readOne = async (name: string, bytes: Uint8Array): Promise<void> => {
    const started = performance.now();
    try {
      const outcome = await reader.read(bytes, context);
      const code = outcome.ok
        ? (outcome.readingError?.code ?? 'read')
        : /^[A-Z].{20,}\.$/s.test(outcome.error.message)
          ? outcome.error.code
          : 'unclear-message';
      answers[code] = (answers[code] ?? 0) + 1;
      if (code === 'unclear-message') crashes += 1;
      if (code === 'took-too-long') hangs += 1;
      if (code === 'parser-stopped') parserEnded += 1;
      if (code === 'took-too-long' || code === 'parser-stopped') remarks.push(`${name}: ${code}`);
      if (JSON.stringify(outcome).includes(secret)) {
        outside += 1;
        remarks.push(`${name}: read outside`);
      }
    } catch {
      crashes += 1;
      remarks.push(`${name}: reading threw`);
    }
    slowest = Math.max(slowest, performance.now() - started);
  };

  try {
    for (const { name, bytes } of crafted) {
      const started = performance.now();
      await readOne(name, bytes);
      log(`${name}: ${Math.round(performance.now() - started)} ms`);
    }
    const random = chanceOf(seed);
    const pick = (): Uint8Array => sound[Math.floor(random() * sound.length)] ?? new Uint8Array(0);
    for (let count = 0; count < mutations; count += 1) {
      await readOne(`mutation ${count}`, mutate(pick(), pick(), random));
      if (count % 500 === 499) log(`${count + 1} mutations`);
    }
    outside += calls;
    if (
      JSON.stringify(readdirSync(folder)) !== before ||
      readFileSync(join(folder, 'canary.txt'), 'utf8') !== secret
    )
      outside += 1;
  } finally {
    reader.close();
    server.close();
    rmSync(folder, { recursive: true });
  }
  return {
    seed,
    crafted: crafted.length,
    mutated: mutations,
    crashes,
    hangs,
    outside,
    parserEnded,
    slowestMilliseconds: Math.round(slowest),
    answers,
    remarks,
  };
};

/** Whether the figures meet the target: nothing crashed, hung or reached outside. */
export const meetsTarget = ({ crashes, hangs, outside, slowestMilliseconds }: HostileFormsFigures): boolean =>
  crashes === 0 && hangs === 0 && outside === 0 && slowestMilliseconds <= limits.milliseconds;

/** A parser that does what the app's own must not. */
const badParser = (act: (answer: (outcome: unknown) => void, end: () => void) => void): ParserHost => ({
  start: () => {
    const listeners: { message: (answer: never) => void; exit: () => void } = {
      message: () => undefined,
      exit: () => undefined,
    };
    return {
      post: ({ id }) => {
        const answer = (outcome: unknown): void => listeners.message({ kind: 'read', id, outcome } as never);
        setImmediate(() => act(answer, () => listeners.exit()));
      },
      onMessage: (listener) => void (listeners.message = listener),
      onExit: (listener) => void (listeners.exit = listener),
      kill: () => undefined,
    };
  },
});

const runControls = async (seed: number): Promise<{ readonly words: string; readonly ok: boolean }> => {
  const runWith = (hostOf: (secret: string) => ParserHost) =>
    runHostileForms({ mutations: 0, seed, hostOf, milliseconds: 20 });
  const leaking = await runWith((secret) => badParser((answer) => answer({ ok: true, model: secret })));
  const hanging = await runWith(() => badParser(() => undefined));
  const dying = await runWith(() => badParser((_answer, end) => end()));
  const raw = await runWith(() =>
    badParser((answer) => answer({ ok: false, error: { code: 'E', message: 'ENOENT: no such file' } })),
  );
  return {
    words: `of ${leaking.crafted} files a parser that reads outside is told ${leaking.outside} times, one that hangs ${hanging.hangs}, one that dies ${dying.parserEnded}, one with raw messages ${raw.crashes}`,
    ok: [leaking.outside, hanging.hangs, dying.parserEnded, raw.crashes].every(
      (told) => told === leaking.crafted,
    ),
  };
};

export const hostileFormsRow: Row = {
  name: 'hostile-forms',
  target: '5,000 mutated and 30 crafted: 0 crashes of the app, 0 reads or writes outside, 0 over 10 s',
  promise: 'crafted and damaged files harm nothing, reach nothing outside and are answered in time',
  seed: 20260309,
  run: async (size, say) => {
    const { seed } = hostileFormsRow;
    const figures = await runHostileForms({ mutations: size === 'full' ? 5_000 : 200, seed, log: say });
    const control = await runControls(seed);
    const { crafted, mutated, crashes, outside, hangs, parserEnded, slowestMilliseconds, remarks } = figures;
    return {
      measured: [
        `${mutated} mutated and ${crafted} crafted: ${crashes} crashes, ${outside} reads or writes outside, ${hangs} over ${limits.milliseconds / 1000} s, slowest ${slowestMilliseconds} ms, parser replaced ${parserEnded} times`,
        ...remarks.slice(0, 5),
      ].join('; '),
      control: control.words,
      ok: meetsTarget(figures) && crafted >= 30 && control.ok,
    };
  },
};
