/**
 * The document as it came, drawn by us from plain data: nothing of the file itself reaches the page. Phrases
 * that filled a field are marked and numbered, and lead to their field.
 */
import { IconSquare, IconSquareCheck } from '@tabler/icons-react';
import { Fragment, useEffect, useRef } from 'react';
import type { Block, DocumentModel, Inline, Paragraph, Table } from '../../../shared/domain/documentModel.ts';
import { Callout } from '../../components/Callout.tsx';
import { markWords, type DrawnPart } from './markWords.ts';
import { idsInOrder, type MarkedPhrase } from './provenance.ts';
import styles from './DocumentView.module.css';

interface Marks {
  readonly phrasesAt: (blockId: string) => readonly MarkedPhrase[];
  readonly endsAt: (phrase: MarkedPhrase, blockId: string) => boolean;
  readonly active: string | undefined;
  readonly onChoose: (formPath: string) => void;
}

interface DocumentViewProps {
  readonly model: DocumentModel;
  readonly phrases?: readonly MarkedPhrase[];
  /** The form path of the field that has the focus. */
  readonly active?: string | undefined;
  readonly onChoose?: (formPath: string) => void;
  /** 1 is the size of the page's own text. */
  readonly zoom?: number;
}

const none: readonly MarkedPhrase[] = [];

export const DocumentView = ({ model, phrases = none, active, onChoose, zoom = 1 }: DocumentViewProps) => {
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const mark = active === undefined ? null : page.current?.querySelector(`[data-phrase="${active}"]`);
    mark?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const order = new Map(idsInOrder(model).map((id, index) => [id, index]));
  const lastBlock = (phrase: MarkedPhrase): string | undefined =>
    [...phrase.found.blockIds].sort((left, right) => (order.get(left) ?? 0) - (order.get(right) ?? 0)).at(-1);
  const marks: Marks = {
    phrasesAt: (blockId) => phrases.filter((phrase) => phrase.found.blockIds.includes(blockId)),
    endsAt: (phrase, blockId) => lastBlock(phrase) === blockId,
    active,
    onChoose: (formPath) => onChoose?.(formPath),
  };

  return (
    <div ref={page} className={styles['page']} style={{ '--document-zoom': zoom } as React.CSSProperties}>
      {model.losses.length > 0 && (
        <Callout kind="check" title="Not everything could be shown">
          {model.losses.map((loss) => (
            <p key={loss.message}>{loss.message}</p>
          ))}
        </Callout>
      )}
      {model.headers.length > 0 && (
        <dl className={styles['headers']}>
          {model.headers.map((header) => (
            <Fragment key={header.id}>
              <dt>{header.name}</dt>
              <dd>
                <Words inlines={[{ text: header.value }]} id={header.id} marks={marks} />
              </dd>
            </Fragment>
          ))}
        </dl>
      )}
      <Blocks blocks={model.blocks} marks={marks} />
      {model.formFields.length > 0 && (
        <dl className={styles['headers']}>
          {model.formFields.map((field) => (
            <Fragment key={field.id}>
              <dt>{field.name}</dt>
              <dd>
                <Words inlines={[{ text: field.value }]} id={field.id} marks={marks} />
              </dd>
            </Fragment>
          ))}
        </dl>
      )}
    </div>
  );
};

/** A cell's own id may be what a field points at: its paragraphs then carry the mark. */
const Blocks = ({
  blocks,
  marks,
  inherited = none,
}: {
  readonly blocks: readonly Block[];
  readonly marks: Marks;
  readonly inherited?: readonly MarkedPhrase[];
}) => {
  const drawn: React.ReactNode[] = [];
  for (let index = 0; index < blocks.length; index += 1) {
    const block = blocks[index];
    if (!block) continue;
    const own = index === blocks.length - 1 ? inherited : none;
    if (block.kind === 'table') drawn.push(<TableView key={block.id} table={block} marks={marks} />);
    else if (block.style === 'listItem') {
      const items: Paragraph[] = [];
      for (let next = block as Block | undefined; next?.kind === 'paragraph' && next.style === 'listItem';) {
        items.push(next);
        next = blocks[index + items.length];
      }
      index += items.length - 1;
      drawn.push(
        <ul key={block.id} className={styles['list']}>
          {items.map((item) => (
            <li key={item.id}>
              <Words inlines={item.inlines} id={item.id} marks={marks} inherited={own} />
            </li>
          ))}
        </ul>,
      );
    } else {
      drawn.push(
        <p key={block.id} className={styles[block.style]}>
          <Words inlines={block.inlines} id={block.id} marks={marks} inherited={own} />
        </p>,
      );
    }
  }
  return <>{drawn}</>;
};

const TableView = ({ table, marks }: { readonly table: Table; readonly marks: Marks }) => (
  <table className={styles['table']}>
    <tbody>
      {table.rows.map((row, index) => (
        <tr key={row[0]?.id ?? index}>
          {row.map((cell) => (
            <td key={cell.id} colSpan={cell.columns} rowSpan={cell.rows}>
              <Blocks blocks={cell.blocks} marks={marks} inherited={marks.phrasesAt(cell.id)} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);

const Words = ({
  inlines,
  id,
  marks,
  inherited = none,
}: {
  readonly inlines: readonly Inline[];
  readonly id: string;
  readonly marks: Marks;
  readonly inherited?: readonly MarkedPhrase[];
}) => {
  const here = [...marks.phrasesAt(id), ...inherited];
  const parts = markWords(inlines, here, (phrase) => inherited.includes(phrase) || marks.endsAt(phrase, id));
  return (
    <>
      {parts.map((part, index) => (
        <Part key={index} part={part} marks={marks} />
      ))}
    </>
  );
};

const Part = ({ part, marks }: { readonly part: DrawnPart; readonly marks: Marks }) => {
  if (part.kind === 'number') {
    const { phrase } = part;
    return (
      <button
        type="button"
        className={styles['number']}
        data-phrase={phrase.formPath}
        data-check={phrase.toCheck || undefined}
        data-active={marks.active === phrase.formPath || undefined}
        aria-label={`${phrase.number}. ${phrase.label}${phrase.toCheck ? ', to check' : ''}: go to the field`}
        onClick={() => marks.onChoose(phrase.formPath)}
      >
        {phrase.number}
      </button>
    );
  }
  const words = part.runs.map((run, index) => <Run key={index} run={run} />);
  if (!part.phrase) return <>{words}</>;
  const { phrase } = part;
  return (
    <mark
      className={styles['mark']}
      data-check={phrase.toCheck || undefined}
      data-active={marks.active === phrase.formPath || undefined}
      onClick={() => marks.onChoose(phrase.formPath)}
    >
      {words}
    </mark>
  );
};

const Run = ({ run }: { readonly run: Inline }) => {
  if (run.tick)
    return (
      <span className={styles['tick']}>
        {run.tick === 'ticked' ? (
          <IconSquareCheck size={16} role="img" aria-label="ticked" />
        ) : (
          <IconSquare size={16} role="img" aria-label="not ticked" />
        )}
      </span>
    );
  const className = [
    run.bold && styles['bold'],
    run.marked && styles['underlined'],
    run.placeholder && styles['placeholder'],
  ]
    .filter(Boolean)
    .join(' ');
  const words = run.struck ? <del>{run.text}</del> : run.text;
  return className === '' ? <>{words}</> : <span className={className}>{words}</span>;
};
