/** The rules of the page's style sheet that a grid cannot be measured without. */
export const gridLayout = `
  [role=grid], [role=rowgroup] { flex: 1; min-height: 0 }
  [role=grid] { display: flex; flex-direction: column }
  [role=rowgroup] { overflow-y: auto }
  [role=rowgroup] > * { position: relative }
  [role=row] { position: absolute }
`;
