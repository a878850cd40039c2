import { Modal } from '@mantine/core';
import { useDocumentSource } from '../../api/documentSource.ts';
import { useOperation } from '../../api/useOperation.ts';
import { Failed, Loading } from '../../components/ScreenState.tsx';
import { DocumentPane } from '../intake/DocumentPane.tsx';

/** A file of a case, as it came. */
export const DocumentDialog = ({
  documentId,
  onClose,
}: {
  readonly documentId: string;
  readonly onClose: () => void;
}) => {
  const received = useOperation(useDocumentSource().get, { documentId });
  return (
    <Modal
      opened
      onClose={onClose}
      title="The document as it came"
      size={860}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {received.isPending && <Loading what="the document" />}
      {received.isError && <Failed fault={received.error} />}
      {received.data && <DocumentPane received={received.data} />}
    </Modal>
  );
};
