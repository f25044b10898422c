interface Node {
  id: string;
  parent_id: string | null;
}

export type Nested<T> = T & { children: Nested<T>[] };

/** Nests a flat list by parent_id, keeping its order among siblings. A node whose parent is absent is a root. */
export function nest<T extends Node>(nodes: readonly T[]): Nested<T>[] {
  const byId = new Map(nodes.map((node): [string, Nested<T>] => [node.id, { ...node, children: [] }]));
  const roots: Nested<T>[] = [];
  for (const node of byId.values()) {
    const parent = node.parent_id === null ? undefined : byId.get(node.parent_id);
    (parent?.children ?? roots).push(node);
  }
  return roots;
}
