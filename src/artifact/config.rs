//! What `bicepconfig.json` says about modules
//! (learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-config-modules).

use std::collections::HashMap;

use serde_json::Value;

/// Aliases of registries and template specs, and where the module cache is.
#[derive(Clone, Debug)]
pub struct BicepConfig {
    /// What an alias stands for, by scheme and name; `None` if the file does not say it whole.
    aliases: HashMap<(String, String), Option<String>>,
    /// `cacheRootDirectory` as written.
    pub cache: Option<String>,
    /// Why the file says nothing.
    problem: Option<String>,
}

impl Default for BicepConfig {
    /// The aliases that Bicep has built in.
    fn default() -> Self {
        let public = ("br".to_owned(), "public".to_owned());
        let aliases = HashMap::from([(public, Some("mcr.microsoft.com/bicep".to_owned()))]);
        Self { aliases, cache: None, problem: None }
    }
}

impl BicepConfig {
    /// Reads the text of a `bicepconfig.json`.
    pub fn read(text: &str) -> Self {
        let root: Value = match serde_json::from_str(&without_comments(text)) {
            Ok(root) => root,
            Err(error) => return Self::unreadable(&format!("not valid JSON: {error}")),
        };
        let mut config = Self::default();
        let name = |entry: &Value, key: &str| entry.get(key).and_then(Value::as_str).map(str::to_owned);
        for (scheme, host, path) in
            [("br", "registry", "modulePath"), ("ts", "subscription", "resourceGroup")]
        {
            let aliases = root.get("moduleAliases").and_then(|aliases| aliases.get(scheme)?.as_object());
            for (alias, entry) in aliases.into_iter().flatten() {
                let meaning = match (name(entry, host), name(entry, path)) {
                    (Some(host), Some(path)) => Some(format!("{host}/{path}")),
                    (Some(host), None) if scheme == "br" => Some(host),
                    _ => None,
                };
                config.aliases.insert((scheme.to_owned(), alias.clone()), meaning);
            }
        }
        config.cache = name(&root, "cacheRootDirectory").filter(|cache| !cache.trim().is_empty());
        config
    }

    /// What stands for a file that could not be read.
    pub fn unreadable(reason: &str) -> Self {
        Self { problem: Some(format!("bicepconfig.json was not read: {reason}")), ..Self::default() }
    }

    /// What an alias of `br` or `ts` stands for.
    pub(super) fn alias(&self, scheme: &str, name: &str) -> Result<&str, String> {
        match self.aliases.get(&(scheme.to_owned(), name.to_owned())) {
            Some(Some(meaning)) => Ok(meaning),
            Some(None) => Err(format!("the alias `{name}` in bicepconfig.json is not complete")),
            None => Err(self.problem.clone().unwrap_or_else(|| {
                format!("no bicepconfig.json at hand defines the alias `{name}` of `{scheme}`")
            })),
        }
    }
}

/// The text with blanks in place of comments and of commas before a closing bracket.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.strip_prefix('\u{feff}').unwrap_or(text);
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '"' => string_length(rest),
            '/' if rest.starts_with("//") => {
                rest = rest.find(['\n', '\r']).and_then(|end| rest.get(end..)).unwrap_or("");
                continue;
            }
            '/' if rest.starts_with("/*") => {
                rest = rest.split_once("*/").map_or("", |(_, after)| after);
                continue;
            }
            '}' | ']' => {
                let kept = out.trim_end();
                if kept.ends_with(',') {
                    out.truncate(kept.len() - 1);
                }
                1
            }
            other => other.len_utf8(),
        };
        let (taken, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        out.push_str(taken);
        rest = after;
    }
    out
}

/// Bytes of the string literal that a text starts with.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_not_looked_for_in_strings() {
        let text = "{ // one\n \"a\": \"//\\\"/*\", /* two */ \"b\": [1, ], }";
        let value: Value = serde_json::from_str(&without_comments(text)).unwrap_or_default();
        assert_eq!(value, serde_json::json!({ "a": "//\"/*", "b": [1] }));
    }

    #[test]
    fn aliases_say_why_they_mean_nothing() {
        let config = BicepConfig::read(r#"{"moduleAliases": {"ts": {"half": {"subscription": "x"}}}}"#);
        assert!(config.alias("ts", "half").is_err_and(|reason| reason.contains("not complete")));
        assert!(config.alias("br", "none").is_err_and(|reason| reason.contains("defines")));
        assert_eq!(config.alias("br", "public"), Ok("mcr.microsoft.com/bicep"));
        let broken = BicepConfig::read("{");
        assert!(broken.alias("br", "none").is_err_and(|reason| reason.contains("not valid JSON")));
    }
}
