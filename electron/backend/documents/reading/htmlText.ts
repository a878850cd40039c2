import { Parser } from 'htmlparser2';

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
  let text = '';
  let hidden = 0;
  const endLine = (): void => {
    text = text.replace(/[ \t]+$/, '');
    if (text !== '' && !text.endsWith('\n')) text += '\n';
  };
  const isHidden = (name: string): boolean =>
    hiddenElements.has(name) || ['s', 'strike', 'del'].includes(name);
  const parser = new Parser({
    onopentag: (name) => {
      if (isHidden(name)) hidden += 1;
      if (name === 'br') text += '\n';
      else if (lineElements.has(name)) endLine();
    },
    onclosetag: (name) => {
      if (isHidden(name)) hidden -= 1;
      if (name === 'td' || name === 'th') text += '\t';
      else if (lineElements.has(name) && name !== 'br') endLine();
      if (paragraphElements.has(name) && text !== '' && !text.endsWith('\n\n')) text += '\n';
    },
    ontext: (words) => {
      if (hidden > 0) return;
      const folded = words.replace(/[ \t\r\n\f]+/g, ' ');
      text += /(^|\s)$/.test(text) ? folded.trimStart() : folded;
    },
  });
  parser.write(html);
  parser.end();
  return text.trim();
};
