//! Resource ids that are built from text: `/subscriptions/…/providers/Namespace/type/name` or
//! `resourceId('Namespace/type', name)`, parts of both known only by their expression.

use super::links::EDGES;

/// The type that an id in lower case names below a namespace, without the names between its
/// segments. `None` if the namespace is not in it.
pub(super) fn type_in(text: &str, namespace: &str) -> Option<String> {
    let at = text.rfind(namespace)?;
    let below = text.get(at + namespace.len()..)?.strip_prefix('/')?;
    let mut segments = vec![String::new()];
    let mut depth = 0_usize;
    let mut has_arguments = false;
    for c in below.chars() {
        match c {
            '(' | '{' | '[' => depth += 1,
            ')' | '}' | ']' => match depth.checked_sub(1) {
                Some(outer) => depth = outer,
                None => break,
            },
            ',' if depth == 0 => {
                has_arguments = true;
                break;
            }
            '/' if depth == 0 => {
                segments.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(segment) = segments.last_mut() {
            segment.push(c);
        }
    }
    // In a path types and names take turns.
    let step = if has_arguments { 1 } else { 2 };
    let types: Vec<String> = segments.into_iter().step_by(step).collect();
    Some(format!("{namespace}/{}", types.join("/")))
}

/// Whether a text in lower case is an id and nothing else: not one that an expression picks.
pub(super) fn is_plain(text: &str) -> bool {
    text.starts_with("/subscriptions/") || text.starts_with("${resourceid(")
}

/// Whether a path or argument list has this text as one whole segment.
pub(super) fn has_segment(text: &str, segment: &str) -> bool {
    let edge = |c: Option<char>| c.is_none_or(|c| EDGES.contains(&c));
    text.match_indices(segment).any(|(at, found)| {
        let (before, after) = (&text[..at], &text[at + found.len()..]);
        edge(before.chars().next_back()) && edge(after.chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::type_in;

    #[test]
    fn the_type_of_an_id_is_what_it_ends_in() {
        let of = |text| type_in(text, "microsoft.x").unwrap_or_default();
        assert_eq!(of("/subscriptions/0/providers/microsoft.x/a/name"), "microsoft.x/a");
        assert_eq!(of("/providers/microsoft.x/a/${take(b/c,5)}/d/e"), "microsoft.x/a/d");
        assert_eq!(of("${resourceid(microsoft.x/a,name)}"), "microsoft.x/a");
        assert_eq!(of("${resourceid(group,microsoft.x/a/d,name,${f(g,h)})}"), "microsoft.x/a/d");
        assert_eq!(of("${guid(resourceid(microsoft.x/a,name),b)}"), "microsoft.x/a");
        assert_eq!(type_in("name", "microsoft.x"), None);
    }
}
