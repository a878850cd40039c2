/** Filters that people give a name. Each person sees their own and the office's; a name is one view's on a screen. */
import { savedViews, type SavedLook } from '../../../../shared/contract/savedViews.ts';
import { AppFault, invalid, notFound, refused } from '../../appFault.ts';
import type { Context } from '../../context.ts';
import type { Handlers } from '../../router.ts';
import { foldText } from '../../../../shared/domain/foldText.ts';
import {
  deleteView,
  insertView,
  listViewsFor,
  renameView,
  updateView,
  type StoredView,
} from './repository.ts';

const looks = savedViews.save.input.shape.look;

/** Undefined for what an earlier version of the register saved and this one can no longer ask for. */
const findLook = ({ screen, search }: StoredView): SavedLook | undefined =>
  looks.safeParse({ screen, search }).data;

const mayChange = ({ session }: Context, view: StoredView): boolean =>
  view.ownerId === session.userId || session.role === 'businessManager';

const getChangeable = (context: Context, id: string): StoredView => {
  const view = listViewsFor(context.database, context.session.userId).find((one) => one.id === id);
  if (!view) throw notFound('This view is gone. Somebody may have deleted it.');
  if (!mayChange(context, view))
    throw new AppFault({
      code: 'forbidden',
      message: 'This view is a colleague’s. Ask them or the business manager, or save one of your own.',
    });
  return view;
};

const refuseTakenName = (
  { database, session }: Context,
  wanted: Pick<StoredView, 'id' | 'screen' | 'name'>,
): void => {
  const taken = listViewsFor(database, session.userId).some(
    (view) =>
      view.id !== wanted.id && view.screen === wanted.screen && foldText(view.name) === foldText(wanted.name),
  );
  if (taken) {
    const message = 'There is already a view of this name. Give another name';
    throw invalid(message, [{ path: 'name', message }]);
  }
};

const about = (id: string, detail: string) => ({ entity: `view:${id}`, detail });

export const savedViewsHandlers: Handlers['savedViews'] = {
  list: (_input, context) => ({
    views: listViewsFor(context.database, context.session.userId)
      .flatMap((view) => {
        const look = findLook(view);
        return look
          ? [
              {
                id: view.id,
                name: view.name,
                look,
                shared: view.shared,
                ownerName: view.ownerName,
                mayChange: mayChange(context, view),
              },
            ]
          : [];
      })
      .toSorted((one, other) => one.name.localeCompare(other.name, 'en-GB')),
  }),

  save: ({ name, look, shared }, context) => {
    const id = context.ports.ids.next();
    refuseTakenName(context, { id, screen: look.screen, name });
    context.record(about(id, `a view of the ${look.screen}`), (database) =>
      insertView(database, {
        id,
        screen: look.screen,
        name,
        search: look.search,
        ownerId: context.session.userId,
        shared,
        savedAt: context.now,
      }),
    );
    return { id };
  },

  rename: ({ id, name, shared }, context) => {
    const view = getChangeable(context, id);
    refuseTakenName(context, { id, screen: view.screen, name });
    context.record(about(id, `a view of the ${view.screen}`), (database) =>
      renameView(database, { id, name, shared }),
    );
    return {};
  },

  overwrite: ({ id, look }, context) => {
    const { screen } = getChangeable(context, id);
    if (look.screen !== screen) throw refused('This view is of another screen. Open it there first.');
    context.record(about(id, `a view of the ${screen}`), (database) =>
      updateView(database, { id, search: look.search }),
    );
    return {};
  },

  remove: ({ id }, context) => {
    const view = getChangeable(context, id);
    context.record(about(id, `a view of the ${view.screen}`), (database) => deleteView(database, id));
    return {};
  },
};
