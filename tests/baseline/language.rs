//! The same small programs in three languages.

/// A registry with an expression for its admin user, `param` being a parameter, and its IP rules.
#[derive(Clone, Copy)]
pub(crate) struct Registry {
    pub(crate) symbol: &'static str,
    pub(crate) admin: &'static str,
    pub(crate) ranges: &'static [&'static str],
}

/// A parameter for the admin user: none, without default, or with one.
#[derive(Clone, Copy)]
pub(crate) enum Parameter {
    None,
    Required,
    Default(&'static str),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    Bicep,
    Terraform,
    Arm,
}

pub(crate) type File = (String, String);

impl Language {
    /// A file that is an entry point of its own.
    pub(crate) fn file(self, name: &str, parameter: Parameter, registries: &[Registry]) -> File {
        let path = match self {
            Self::Bicep => format!("{name}.bicep"),
            Self::Terraform if name == "main" => "main.tf".to_owned(),
            Self::Terraform => format!("{name}/main.tf"),
            Self::Arm => format!("{name}.json"),
        };
        let parts = || registries.iter().map(|registry| self.registry(registry));
        let text = match (self, parameter) {
            (Self::Bicep, Parameter::None) => parts().collect(),
            (Self::Bicep, Parameter::Required) => {
                format!("param admin bool\n{}", parts().collect::<String>())
            }
            (Self::Bicep, Parameter::Default(value)) => {
                format!("param admin bool = {value}\n{}", parts().collect::<String>())
            }
            (Self::Terraform, Parameter::None) => parts().collect(),
            (Self::Terraform, Parameter::Required) => {
                format!("variable \"admin\" {{\n  type = bool\n}}\n{}", parts().collect::<String>())
            }
            (Self::Terraform, Parameter::Default(value)) => {
                let head = format!("variable \"admin\" {{\n  type = bool\n  default = {value}\n}}\n");
                head + &parts().collect::<String>()
            }
            (Self::Arm, parameter) => {
                let parameters = match parameter {
                    Parameter::None => String::new(),
                    Parameter::Required => "    \"admin\": { \"type\": \"bool\" }\n".to_owned(),
                    Parameter::Default(value) => {
                        format!("    \"admin\": {{ \"type\": \"bool\", \"defaultValue\": {value} }}\n")
                    }
                };
                template(&parameters, &parts().collect::<Vec<_>>())
            }
        };
        (path, text)
    }

    fn registry(self, registry: &Registry) -> String {
        let Registry { symbol, admin, ranges } = registry;
        let each = |item: &dyn Fn(&str) -> String, between: &str| {
            ranges.iter().map(|range| item(range)).collect::<Vec<_>>().join(between)
        };
        match self {
            Self::Bicep => format!(
                "resource {symbol} 'Microsoft.ContainerRegistry/registries@2025-11-01' = {{\n  name: '{symbol}'\n  \
                 location: 'westeurope'\n  sku: {{ name: 'Premium' }}\n  properties: {{\n    \
                 adminUserEnabled: {}\n    networkRuleSet: {{\n      defaultAction: 'Deny'\n      ipRules: [\n{}      ]\n    }}\n  }}\n}}\n",
                if *admin == "param" { "admin" } else { admin },
                each(&|range| format!("        {{ value: '{range}' }}\n"), ""),
            ),
            Self::Terraform => format!(
                "resource \"azurerm_container_registry\" \"{symbol}\" {{\n  name = \"{symbol}\"\n  \
                 resource_group_name = \"rg\"\n  location = \"westeurope\"\n  sku = \"Premium\"\n  \
                 admin_enabled = {}\n  network_rule_set {{\n    default_action = \"Deny\"\n{}  }}\n}}\n",
                if *admin == "param" { "var.admin" } else { admin },
                each(
                    &|range| format!(
                        "    ip_rule {{\n      action = \"Allow\"\n      ip_range = \"{range}\"\n    }}\n"
                    ),
                    ""
                ),
            ),
            Self::Arm => format!(
                "    {{\n      \"type\": \"Microsoft.ContainerRegistry/registries\",\n      \
                 \"apiVersion\": \"2025-11-01\",\n      \"name\": \"{symbol}\",\n      \
                 \"location\": \"westeurope\",\n      \"sku\": {{ \"name\": \"Premium\" }},\n      \
                 \"properties\": {{\n        \"adminUserEnabled\": {},\n        \"networkRuleSet\": {{\n          \
                 \"defaultAction\": \"Deny\",\n          \"ipRules\": [\n{}\n          ]\n        }}\n      }}\n    }}",
                if *admin == "param" { "\"[parameters('admin')]\"" } else { admin },
                each(&|range| format!("            {{ \"value\": \"{range}\" }}"), ",\n"),
            ),
        }
    }

    /// A file of parameters for the entry point `main`.
    pub(crate) fn values(self, environment: &str, admin: &str) -> File {
        match self {
            Self::Bicep => {
                (format!("{environment}.bicepparam"), format!("using 'main.bicep'\nparam admin = {admin}\n"))
            }
            Self::Terraform => (format!("{environment}.tfvars"), format!("admin = {admin}\n")),
            Self::Arm => (
                format!("main.{environment}.parameters.json"),
                format!(
                    "{{\n  \"$schema\": \"https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#\",\n  \
                     \"contentVersion\": \"1.0.0.0\",\n  \"parameters\": {{ \"admin\": {{ \"value\": {admin} }} }}\n}}\n"
                ),
            ),
        }
    }

    /// A module that makes a registry.
    pub(crate) fn module(self, registry: Registry) -> File {
        self.file("modules/registry", Parameter::None, &[registry])
    }

    /// An entry point that calls the module, by the same name in each.
    pub(crate) fn caller(self, name: &str) -> File {
        let (path, _) = self.file(name, Parameter::None, &[]);
        let text = match self {
            Self::Bicep => "module storage 'modules/registry.bicep' = {\n  name: 'storage'\n}\n".to_owned(),
            Self::Terraform => "module \"storage\" {\n  source = \"../modules/registry\"\n}\n".to_owned(),
            Self::Arm => template(
                "",
                &["    {\n      \"type\": \"Microsoft.Resources/deployments\",\n      \"apiVersion\": \"2022-09-01\",\n      \
                   \"name\": \"storage\",\n      \"properties\": {\n        \"mode\": \"Incremental\",\n        \
                   \"templateLink\": { \"relativePath\": \"modules/registry.json\" }\n      }\n    }"
                    .to_owned()],
            ),
        };
        (path, text)
    }

    /// The text with other lines above what is declared.
    pub(crate) fn with_lines_above(self, text: &str) -> String {
        match self {
            Self::Bicep => format!("// first\n\n/* second\n   third */\nvar unused = 1\n\n{text}"),
            Self::Terraform => format!("# first\n\nlocals {{\n  unused = 1\n}}\n\n{text}"),
            Self::Arm => format!("\n\n{}", text.replacen('{', "{\n  // first\n  \"metadata\": {},\n", 1)),
        }
    }

    /// The text with other white space and line ends.
    pub(crate) fn reformatted(self, text: &str) -> String {
        let line = |line: &str| {
            let inner = line.trim_start();
            let indent = line.len() - inner.len();
            // Terraform aligns the signs of equality.
            let inner =
                if self == Self::Terraform { inner.replace(" = ", "     = ") } else { inner.to_owned() };
            format!("{}{inner}\r\n", " ".repeat(indent * 2 + 1))
        };
        text.lines().map(line).collect()
    }
}

fn template(parameters: &str, resources: &[String]) -> String {
    format!(
        "{{\n  \"$schema\": \"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#\",\n  \
         \"contentVersion\": \"1.0.0.0\",\n  \"parameters\": {{\n{parameters}  }},\n  \"resources\": [\n{}\n  ]\n}}\n",
        resources.join(",\n")
    )
}
