import { useQueryClient, type Query } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { AppFault } from '../api/client.ts';
import { useAnnounceForNow } from '../components/Announcer.tsx';

/** Time for the page to say itself what it could not fetch, in milliseconds. */
const SETTLE = 300;

/** What a role may not see is left out of a page without a word, and a locked register shows its own screen. */
const hasFailed = ({ state: { status, error } }: Query): boolean =>
  status === 'error' &&
  !(error instanceof AppFault && (error.code === 'forbidden' || error.code === 'locked'));

/** A part of a page that could not be fetched, such as the drafts beside Today, is told of where the page does not. */
export const UnshownFaults = () => {
  const client = useQueryClient();
  const announce = useAnnounceForNow();
  const place = useLocation({ select: ({ pathname }) => pathname });
  useEffect(() => {
    let timer: number | undefined;
    let putAway: (() => void) | undefined;
    const tell = (): void => {
      const failed = client.getQueryCache().findAll({ type: 'active', predicate: hasFailed });
      if (failed.length === 0 || document.querySelector('main [role="alert"]')) return;
      putAway = announce({
        text: `Part of this page could not be fetched. ${failed[0]?.state.error?.message ?? ''}`,
        isFault: true,
        action: {
          label: 'Try again',
          run: () => failed.forEach((query) => void client.refetchQueries({ queryKey: query.queryKey })),
        },
      });
    };
    const forget = client.getQueryCache().subscribe((event) => {
      if (event.type !== 'updated' || event.action.type !== 'error') return;
      window.clearTimeout(timer);
      timer = window.setTimeout(tell, SETTLE);
    });
    return () => {
      forget();
      window.clearTimeout(timer);
      putAway?.();
    };
  }, [client, announce, place]);
  return null;
};
