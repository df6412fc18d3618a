const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

/** Every time zone, to choose from. */
export const zoneChoices = zones.map((zone) => ({ value: zone, text: zone.replaceAll('_', ' ') }));
