import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import {
  createDocumentReader,
  createNodeParserHost,
  type ParserChannel,
} from '../../../electron/backend/documents/reading/parserProcess.ts';
import { limits } from '../../../electron/backend/documents/reading/limits.ts';
import type { ParserAnswer } from '../../../electron/backend/documents/reading/parserMessages.ts';
import { fileURLToPath } from 'node:url';
import { bundledProcedures } from '../../../shared/domain/procedures/bundledProcedures.ts';
import { buryForm, docx, filledBury, row, table, textParagraph } from '../../helpers/docxBuilder.ts';
import { outcomeOf, today } from '../../helpers/readingOf.ts';

const context = { today, procedures: bundledProcedures };
const applicationDirectory = fileURLToPath(new URL('../../../', import.meta.url));
const form = buryForm(filledBury);
const ole = (name: string): Uint8Array =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(600),
    Buffer.from(name, 'utf16le'),
    Buffer.alloc(600),
  ]);
const manyEntries = Object.fromEntries(
  Array.from({ length: 1_001 }, (_, index) => [`word/part${index}.xml`, new Uint8Array(0)]),
);

/** A ZIP whose directory says that its parts are small. */
const lyingBomb = (): Uint8Array => {
  const bytes = docx(textParagraph('a'.repeat(3_000_000)));
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  for (let at = 0; at < bytes.length - 4; at += 1)
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 200, true);
  return bytes;
};

describe('a file that is not what it should be', () => {
  test.each<[string, Uint8Array, string]>([
    ['an empty file', new Uint8Array(0), 'empty-file'],
    ['a file over 20 MB', new Uint8Array(limits.fileBytes + 1), 'too-large'],
    ['a zip bomb', docx('', { 'word/media.xml': new Uint8Array(30_000_000) }), 'too-large-unpacked'],
    ['a zip bomb that lies about its size', lyingBomb(), 'damaged'],
    ['an archive of a thousand parts', docx('', manyEntries), 'too-many-parts'],
    ['an archive that reaches outside', docx('', { '../../evil.xml': strToU8('x') }), 'unsafe-archive'],
    [
      'an entity bomb',
      docx(
        textParagraph('x'),
        {},
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
      ),
      'unsafe-xml',
    ],
    [
      'an outside entity',
      docx('', {}, '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
      'unsafe-xml',
    ],
    ['half a form', form.subarray(0, form.length / 2), 'damaged'],
    [
      'a form cut inside its text',
      zipSync({ 'word/document.xml': strToU8('<w:document xmlns:w="w"><w:body><w:p>') }),
      'damaged',
    ],
    ['a locked Word file', ole('EncryptedPackage'), 'encrypted'],
    ['a broken old Word file', ole('WordDocument'), 'damaged'],
    ['a broken Outlook message', ole('__properties_version1.0'), 'damaged'],
    ['a broken PDF under a Word name', strToU8('%PDF-1.7\n'), 'damaged'],
    [
      'a rich text row of more cells than a form has',
      strToU8('{\\rtf1\\trowd' + '\\cellx1'.repeat(201) + '\\intbl x\\cell\\row}'),
      'too-complex',
    ],
    [
      'a paragraph of more lines than a form has',
      strToU8('{\\rtf1 ' + 'x\\line '.repeat(20_001) + '}'),
      'too-complex',
    ],
    ['rich text that claims more binary data than there is', strToU8('{\\rtf1\\bin2000000000 x}'), 'damaged'],
    ['half a rich text file', strToU8('{\\rtf1 Name of Child'), 'damaged'],
    ['data of another program', strToU8('{\n  "Name of child": "x"\n}'), 'unsupported-format'],
    ['a picture', Buffer.from('89504e470d0a1a0a', 'hex'), 'unsupported-format'],
    ['a program', Buffer.from('4d5a9000030000000400', 'hex'), 'unsupported-format'],
    ['a spreadsheet', zipSync({ 'xl/workbook.xml': strToU8('<x/>') }), 'unsupported-format'],
    [
      'tables inside one another without end',
      docx('<w:tbl><w:tr><w:tc>'.repeat(60) + '</w:tc></w:tr></w:tbl>'.repeat(60)),
      'too-complex',
    ],
    [
      'tags inside one another without end',
      docx(
        Array.from({ length: 5_000 }, (_, index) => `<w:ins w:id="${Math.sin(index)}">`).join('') +
          '</w:ins>'.repeat(5_000),
      ),
      'too-complex',
    ],
  ])('%s is refused in plain words', async (_what, bytes, code) => {
    const outcome = await outcomeOf(bytes);
    expect(outcome).toMatchObject({
      ok: false,
      error: { code, message: expect.stringMatching(/^[A-Z].{30,}\.$/s) },
    });
  });

  test('macros and outside templates are never run or fetched, and said', async () => {
    const outcome = await outcomeOf(
      docx(textParagraph('Words'), {
        'word/vbaProject.bin': strToU8('Sub AutoOpen()'),
        'word/_rels/settings.xml.rels': strToU8(
          '<Relationships><Relationship Id="r1" Type="http://x/attachedTemplate" Target="https://evil.example/t.dotm" TargetMode="External"/></Relationships>',
        ),
      }),
    );
    expect(outcome.ok && outcome.model.losses.map((loss) => loss.code)).toEqual([
      'macros',
      'outside-content',
    ]);
  });
});

test('of an answer that should be short and is without end the beginning is read, and that is said', async () => {
  const letter = `Name of child: Robin Longer-Test${'x'.repeat(20_000)}\nDate of birth: 1/1/2016\nSummary: x\nEvidence: y`;
  const outcome = await outcomeOf(strToU8(letter));
  expect(outcome.ok && outcome.reading?.fields.children?.[0]?.name).toMatch(
    /^Robin Longer-Testx{9900,10000}$/,
  );
  expect(outcome.ok && outcome.reading?.warnings.map(({ code }) => code)).toContain('answer-too-long');
});

describe('the parser process', () => {
  test('reads a form, and goes on after a file that breaks it', async () => {
    let started = 0;
    const host = createNodeParserHost({ applicationDirectory });
    const reader = createDocumentReader({
      start: () => {
        started += 1;
        return host.start();
      },
    });
    // Within the limits as a file, far over the process's heap once parsed.
    const heavy = docx(
      Array.from({ length: 180_000 }, (_, index) =>
        `<w:p w:a${index}="${(index * 2654435761) % 4294967296}${(index * 40503) % 65536}" w:b="${Math.sin(index)}${Math.cos(index)}"/>`.repeat(
          2,
        ),
      ).join(''),
    );
    const first = await reader.read(form, context);
    const broken = await reader.read(heavy, context);
    const again = await reader.read(form, context);
    reader.close();
    expect([first.ok, broken.ok, again.ok, started >= 1]).toEqual([true, false, true, true]);
  });

  test('may read the application and nothing else', async () => {
    const channel = createNodeParserHost({
      applicationDirectory,
      workerFile: fileURLToPath(new URL('../../fixtures/parserProbe.ts', import.meta.url)),
    }).start();
    const answer = await new Promise((resolve) => {
      channel.onMessage(resolve);
      channel.onExit(() => resolve('exited'));
    });
    channel.kill();
    expect(answer).toEqual({
      readOutside: 'ERR_ACCESS_DENIED',
      write: 'ERR_ACCESS_DENIED',
      process: 'ERR_ACCESS_DENIED',
      thread: 'ERR_ACCESS_DENIED',
      environment: [],
    });
  });

  const fakeChannel = (answers: boolean) => {
    const state = { killed: 0, started: 0 };
    const start = (): ParserChannel => {
      state.started += 1;
      let listener: (answer: ParserAnswer) => void = () => undefined;
      return {
        post: (request) => {
          if (answers)
            listener({
              kind: 'read',
              id: request.id,
              outcome: { ok: false, error: { code: 'damaged', message: 'x' } },
            });
        },
        onMessage: (given) => {
          listener = given;
        },
        onExit: () => undefined,
        kill: () => {
          state.killed += 1;
        },
      };
    };
    return { state, host: { start } };
  };

  test('is ended when a file takes too long, and a fresh one takes over', async () => {
    const { state, host } = fakeChannel(false);
    const reader = createDocumentReader(host, { milliseconds: 30 });
    const outcomes = await Promise.all([reader.read(form, context), reader.read(form, context)]);
    expect([outcomes.map((outcome) => !outcome.ok && outcome.error.code), state]).toEqual([
      ['took-too-long', 'took-too-long'],
      { killed: 2, started: 2 },
    ]);
  });

  test('is replaced after a hundred files', async () => {
    const { state, host } = fakeChannel(true);
    const reader = createDocumentReader(host);
    for (let count = 0; count < 201; count += 1) await reader.read(form, context);
    expect(state).toEqual({ killed: 2, started: 3 });
  });

  test('a very long document is read or refused within its time', async () => {
    const long = docx(
      table(
        ...Array.from({ length: 4_000 }, (_, index) =>
          row('<w:tc>' + textParagraph(`Name of child: ${Math.sin(index)}`) + '</w:tc>'),
        ),
      ),
    );
    const started = performance.now();
    await outcomeOf(long);
    expect(performance.now() - started).toBeLessThan(limits.milliseconds);
  });
});
