/**
 * Chromium's switches, as `name` or `name=value`, that keep it from calling anybody: no updates, no reports, no
 * look-ups of names. The last one holds even where a feature has slipped past the others.
 */
export const quietSwitches = [
  'disable-background-networking',
  'disable-breakpad',
  'disable-client-side-phishing-detection',
  'disable-component-update',
  'disable-default-apps',
  'disable-domain-reliability',
  'disable-sync',
  'no-default-browser-check',
  'no-first-run',
  'no-pings',
  'host-resolver-rules=MAP * ~NOTFOUND',
] as const;
