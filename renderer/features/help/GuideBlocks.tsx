import { Fragment } from 'react';
import { LinkButton } from '../../components/LinkButton.tsx';
import { PlainTable } from '../../components/PlainTable.tsx';
import { placeOfLink, type GuideName, type GuidePlace } from './guidePlaces.ts';
import type { Block, Inline } from './guideText.ts';
import styles from './Help.module.css';

type Go = (place: GuidePlace) => void;

const Words = ({
  words,
  guide,
  onGo,
}: {
  readonly words: readonly Inline[];
  readonly guide: GuideName;
  readonly onGo: Go;
}) =>
  words.map((inline, index) => {
    switch (inline.kind) {
      case 'text':
        return <Fragment key={index}>{inline.text}</Fragment>;
      case 'code':
        return <code key={index}>{inline.text}</code>;
      case 'strong':
        return (
          <strong key={index}>
            <Words words={inline.words} guide={guide} onGo={onGo} />
          </strong>
        );
      case 'link': {
        const place = placeOfLink(inline.to, guide);
        const inner = <Words words={inline.words} guide={guide} onGo={onGo} />;
        return place ? (
          <LinkButton key={index} onClick={() => onGo(place)}>
            {inner}
          </LinkButton>
        ) : (
          <Fragment key={index}>{inner}</Fragment>
        );
      }
    }
  });

/** The blocks of a section, drawn from data: whatever stands in a guide, none of it is ever read as HTML. */
export const GuideBlocks = ({
  blocks,
  guide,
  onGo,
}: {
  readonly blocks: readonly Block[];
  readonly guide: GuideName;
  readonly onGo: Go;
}) => {
  const draw = (words: readonly Inline[]) => <Words words={words} guide={guide} onGo={onGo} />;
  return blocks.map((block, index) => {
    switch (block.kind) {
      case 'paragraph':
        return <p key={index}>{draw(block.words)}</p>;
      case 'code':
        return (
          <pre key={index} tabIndex={0}>
            <code>{block.text}</code>
          </pre>
        );
      case 'list': {
        const List = block.ordered ? 'ol' : 'ul';
        return (
          <List key={index}>
            {block.items.map((item, at) => (
              <li key={at}>{draw(item)}</li>
            ))}
          </List>
        );
      }
      case 'table':
        return (
          <div key={index} className={styles['tableBox']} tabIndex={0} role="region" aria-label="Table">
            <PlainTable caption="Table of the guide" columns={block.head.map(draw)}>
              {block.rows.map((row, at) => (
                <tr key={at}>
                  {row.map((cell, column) => (
                    <td key={column}>{draw(cell)}</td>
                  ))}
                </tr>
              ))}
            </PlainTable>
          </div>
        );
    }
  });
};
