import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { PAGES_AT_ONCE } from '../../../shared/contract/documents.ts';
import { useDocumentSource } from '../../api/documentSource.ts';
import { useOperation } from '../../api/useOperation.ts';
import { Callout } from '../../components/Callout.tsx';
import { PagePictures } from '../../components/PagePictures.tsx';
import { Failed, Loading } from '../../components/ScreenState.tsx';

/** A received PDF as it looks, some pages at a time; its words instead where it cannot be drawn. */
export const ReceivedPages = ({
  documentId,
  first = 1,
  words,
}: {
  readonly documentId: string;
  readonly first?: number;
  readonly words: ReactNode;
}) => {
  const [more, setMore] = useState(false);
  const drawn = useOperation(useDocumentSource().pages, { documentId, first }, { unchanging: true });
  if (drawn.isPending) return <Loading what="the pages" />;
  if (drawn.isError)
    return drawn.error.code === 'unreadable-file' ? (
      <>
        <Callout kind="check" title="The pages cannot be drawn">
          <p>{drawn.error.message}</p>
        </Callout>
        {words}
      </>
    ) : (
      <Failed fault={drawn.error} onRetry={() => void drawn.refetch()} />
    );
  const { pages, pageCount } = drawn.data;
  const next = first + PAGES_AT_ONCE;
  return (
    <>
      <PagePictures pages={pages} first={first} of={pageCount} />
      {next <= pageCount &&
        (more ? (
          <ReceivedPages documentId={documentId} first={next} words={undefined} />
        ) : (
          <Button variant="default" mt="md" onClick={() => setMore(true)}>
            Show more pages ({pageCount - next + 1} left)
          </Button>
        ))}
    </>
  );
};
