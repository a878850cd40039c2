import type { DirectoryChange } from '../../../shared/contract/directory.ts';
import type { Issue } from '../../../shared/contract/errors.ts';
import { emptyDirectory, type Directory, type DirectoryList } from '../../../shared/domain/directory.ts';
import { issuesOf } from '../../api/issuesOf.ts';
import { useChange } from '../../api/useOperation.ts';
import { useAnnounce } from '../../components/Announcer.tsx';

/** Says what was done and offers to take it back. Works on after the screen has been left. */
export const useDoneWithUndo = (): ((text: string, undo: DirectoryChange) => void) => {
  const announce = useAnnounce();
  const { mutateAsync } = useChange('directory.change');
  return (text, undo) =>
    announce({
      text,
      action: {
        label: 'Undo',
        run: () => {
          mutateAsync(undo).then(
            () => announce('Taken back.'),
            (fault: Error) => announce({ text: fault.message, isFault: true }),
          );
        },
      },
    });
};

/** Puts one record into the directory. `issues` name the record's own fields. */
export const usePutRecord = <List extends DirectoryList>(
  list: List,
  onDone?: () => void,
): {
  readonly put: (record: Directory[List][number], done: string) => void;
  readonly issues: readonly Issue[];
  readonly busy: boolean;
} => {
  const change = useChange('directory.change');
  const doneWithUndo = useDoneWithUndo();
  return {
    put: (record, done) =>
      change.mutate(
        { put: { ...emptyDirectory, [list]: [record] }, remove: [] },
        {
          onSuccess: ({ undo }) => {
            doneWithUndo(done, undo);
            onDone?.();
          },
        },
      ),
    issues: issuesOf(change.error).map(({ path, message }) => ({
      path: path.replace(`put.${list}.0.`, ''),
      message,
    })),
    busy: change.isPending,
  };
};
