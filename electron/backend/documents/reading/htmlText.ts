import { Parser } from 'htmlparser2';
import { DocumentRefusal, KEEP_AS_EVIDENCE } from './documentRefusal.ts';
import { limits } from './limits.ts';

const lineElements = new Set(
  'p div br li tr h1 h2 h3 h4 h5 h6 table ul ol blockquote section article header footer hr pre dt dd'.split(
    ' ',
  ),
);
const hiddenElements = new Set(['script', 'style', 'head', 'title', 'template', 'noscript']);
const paragraphElements = new Set('p h1 h2 h3 h4 h5 h6 table ul ol blockquote'.split(' '));

/**
 * The words of an HTML e-mail as lines of plain text, table cells parted by tabs. Nothing is fetched or run, and
 * crossed-out words are left out.
 */
export const htmlToText = (html: string): string => {
  const lines: string[] = [];
  let line = '';
  let hidden = 0;
  let depth = 0;
  const breakLine = (): void => {
    lines.push(line.replace(/[ \t]+$/, ''));
    line = '';
  };
  const endLine = (): void => {
    if (line.trim() !== '') breakLine();
    line = '';
  };
  const isHidden = (name: string): boolean =>
    hiddenElements.has(name) || ['s', 'strike', 'del'].includes(name);
  const parser = new Parser({
    onopentag: (name) => {
      depth += 1;
      if (depth > limits.tagDepth)
        throw new DocumentRefusal(
          'too-complex',
          `This e-mail has more than ${limits.tagDepth} tags inside one another. ${KEEP_AS_EVIDENCE}`,
        );
      if (isHidden(name)) hidden += 1;
      if (name === 'br') breakLine();
      else if (lineElements.has(name)) endLine();
    },
    onclosetag: (name) => {
      depth -= 1;
      if (isHidden(name)) hidden -= 1;
      if (name === 'td' || name === 'th') line += '\t';
      else if (lineElements.has(name) && name !== 'br') endLine();
      if (paragraphElements.has(name) && lines.length > 0 && lines.at(-1) !== '') lines.push('');
    },
    ontext: (words) => {
      if (hidden > 0) return;
      const folded = words.replace(/[ \t\r\n\f]+/g, ' ');
      line += line === '' || /\s/.test(line.at(-1) ?? '') ? folded.trimStart() : folded;
    },
  });
  parser.write(html);
  parser.end();
  endLine();
  return lines.join('\n').trim();
};
