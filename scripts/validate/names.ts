/** Names that the store refuses ("Teams store validation guidelines", app name; addin §3.2). */
const ALONE = new Set([
  ...['activity', 'apps', 'assignments', 'calendar', 'calls', 'chat', 'classes', 'files', 'help', 'home'],
  ...['live events', 'meetings', 'onenote', 'planner', 'praise', 'saved', 'shifts', 'teams', 'wiki'],
]);
const OTHERS_PRODUCTS =
  /\b(microsoft|office|outlook|teams|excel|word|powerpoint|onenote|onedrive|sharepoint|exchange|copilot|azure|windows)\b/i;

/** What is wrong with an app's name, or `null`. */
export const nameFault = (name: string, maker: string): { fault: string; mend: string } | null => {
  const mend = `Begin with the maker's name and say what it does, e.g. "${maker} Sync".`;
  if (ALONE.has(name.trim().toLowerCase()))
    return { fault: `"${name}" is a reserved name of the store`, mend };
  const product = OTHERS_PRODUCTS.exec(name)?.[0];
  if (product !== undefined)
    return { fault: `"${name}" holds a product name of Microsoft: "${product}"`, mend };
  if (!name.startsWith(maker)) return { fault: `"${name}" does not begin with the maker's name`, mend };
  return null;
};
