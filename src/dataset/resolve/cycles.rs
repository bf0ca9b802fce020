//! Cycles in directed graphs, without recursion: a chain of a hundred thousand parents must not overflow the stack.

/// The strongly connected parts of a graph.
pub(super) struct Components {
    of: Vec<u32>,
    /// One way around through each part that has more than one node, starting at its smallest node.
    pub(super) cycles: Vec<Vec<u32>>,
}

impl Components {
    /// Whether an edge lies on a cycle.
    pub(super) fn on_cycle(&self, from: u32, to: u32) -> bool {
        self.of[from as usize] == self.of[to as usize]
    }

    /// Tarjan's algorithm, with the stack of calls as a list. Edges from a node to itself must not be given.
    pub(super) fn of(nodes: usize, edges: &[(u32, u32)]) -> Self {
        let graph = Graph::new(nodes, edges);
        let mut search = Search::new(&graph, nodes);
        for node in 0..nodes {
            search.visit(node);
        }
        let mut cycles: Vec<Vec<u32>> = search
            .large
            .iter()
            .map(|part| graph.way_around(part, &search.component))
            .collect();
        cycles.sort();
        Self {
            of: search.component,
            cycles,
        }
    }
}

/// Successors of each node, in one list.
struct Graph {
    starts: Vec<u32>,
    targets: Vec<u32>,
}

impl Graph {
    fn new(nodes: usize, edges: &[(u32, u32)]) -> Self {
        let mut sorted = edges.to_vec();
        sorted.sort_unstable();
        let mut starts = vec![0; nodes + 1];
        for (from, _) in &sorted {
            starts[*from as usize + 1] += 1;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        Self {
            starts,
            targets: sorted.into_iter().map(|(_, to)| to).collect(),
        }
    }

    fn successors(&self, node: usize) -> &[u32] {
        &self.targets[self.starts[node] as usize..self.starts[node + 1] as usize]
    }

    /// Walks inside of a part until a node comes again: the walk from there is a cycle.
    fn way_around(&self, part: &[u32], component: &[u32]) -> Vec<u32> {
        let Some(&start) = part.iter().min() else {
            return Vec::new();
        };
        let inside = |node: u32| component[node as usize] == component[start as usize];
        let mut seen = std::collections::HashMap::new();
        let mut path = Vec::new();
        let mut at = start;
        while !seen.contains_key(&at) {
            seen.insert(at, path.len());
            path.push(at);
            let Some(&next) = self
                .successors(at as usize)
                .iter()
                .find(|next| inside(**next))
            else {
                return path;
            };
            at = next;
        }
        let mut cycle = path.split_off(seen[&at]);
        let least = cycle
            .iter()
            .enumerate()
            .min_by_key(|(_, node)| **node)
            .map_or(0, |(position, _)| position);
        cycle.rotate_left(least);
        cycle
    }
}

const UNSEEN: u32 = u32::MAX;

struct Search<'g> {
    graph: &'g Graph,
    order: Vec<u32>,
    low: Vec<u32>,
    component: Vec<u32>,
    open: Vec<u32>,
    next: u32,
    parts: u32,
    large: Vec<Vec<u32>>,
}

impl<'g> Search<'g> {
    fn new(graph: &'g Graph, nodes: usize) -> Self {
        let unseen = || vec![UNSEEN; nodes];
        Self {
            graph,
            order: unseen(),
            low: unseen(),
            component: unseen(),
            open: Vec::new(),
            next: 0,
            parts: 0,
            large: Vec::new(),
        }
    }

    fn visit(&mut self, root: usize) {
        if self.order[root] != UNSEEN {
            return;
        }
        // Node, and which of its successors comes next.
        let mut calls = vec![(root, 0)];
        self.enter(root);
        while let Some((node, position)) = calls.last_mut() {
            let node = *node;
            let Some(&next) = self.graph.successors(node).get(*position) else {
                calls.pop();
                self.leave(node, calls.last().map(|(parent, _)| *parent));
                continue;
            };
            *position += 1;
            let next = next as usize;
            if self.order[next] == UNSEEN {
                self.enter(next);
                calls.push((next, 0));
            } else if self.component[next] == UNSEEN {
                self.low[node] = self.low[node].min(self.order[next]);
            }
        }
    }

    fn enter(&mut self, node: usize) {
        self.order[node] = self.next;
        self.low[node] = self.next;
        self.next += 1;
        self.open.push(u32::try_from(node).unwrap_or(UNSEEN));
    }

    fn leave(&mut self, node: usize, parent: Option<usize>) {
        if let Some(parent) = parent {
            self.low[parent] = self.low[parent].min(self.low[node]);
        }
        if self.low[node] != self.order[node] {
            return;
        }
        let start = self
            .open
            .iter()
            .rposition(|open| *open as usize == node)
            .unwrap_or(0);
        let part = self.open.split_off(start);
        for member in &part {
            self.component[*member as usize] = self.parts;
        }
        self.parts += 1;
        if part.len() > 1 {
            self.large.push(part);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cycles_are_found_once() {
        let found = Components::of(7, &[(0, 1), (1, 2), (2, 0), (2, 3), (4, 5), (5, 4), (5, 6)]);
        assert_eq!(found.cycles, [vec![0, 1, 2], vec![4, 5]]);
        assert!(found.on_cycle(1, 2) && !found.on_cycle(2, 3));
    }

    #[test]
    fn long_chains_do_not_overflow() {
        let count = 200_000;
        let mut edges: Vec<(u32, u32)> = (1..count).map(|node| (node - 1, node)).collect();
        assert!(Components::of(count as usize, &edges).cycles.is_empty());
        edges.push((count - 1, 0));
        assert_eq!(
            Components::of(count as usize, &edges).cycles[0].len(),
            count as usize
        );
    }
}
