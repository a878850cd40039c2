/**
 * Chromium's switches, as `name` or `name=value`, that keep it from calling anybody: no updates, no reports. The
 * last two send what a feature may still try to a port of this machine where nothing listens.
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
  'proxy-server=http://127.0.0.1:9',
  'proxy-bypass-list=<-loopback>',
] as const;
