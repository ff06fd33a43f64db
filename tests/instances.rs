//! Many instances of a module: no limit is hit, and each instance is judged by its own.

mod support;

use support::lint;

/// A registry with its private endpoint, called `count` times.
fn teams(count: usize, target: &str) -> lint::Run {
    let main = format!(
        "module teams 'team.bicep' = [for i in range(0, {count}): {{\n  name: 'team${{i}}'\n  params: {{ name: \
         'contoso${{i}}' }}\n}}]\n"
    );
    let team = format!(
        "param name string\n\nresource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {{\n  name: \
         name\n  location: 'westeurope'\n  sku: {{ name: 'Premium' }}\n  properties: {{ networkRuleSet: {{ \
         defaultAction: 'Deny' }} }}\n}}\n\nresource endpoint \
         'Microsoft.Network/privateEndpoints@2024-05-01' = {{\n  name: '${{name}}-endpoint'\n  properties: {{\n    \
         privateLinkServiceConnections: [{{ properties: {{ privateLinkServiceId: {target}, groupIds: ['registry'] \
         }} }}]\n  }}\n}}\n"
    );
    lint::check(&[("main.bicep", main), ("team.bicep", team)])
}

#[test]
fn endpoints_are_found_among_many() {
    let run = teams(600, "acr.id");
    assert_eq!(run.addresses("ineffective-network-rules", "pass").len(), 600);
    assert!(!run.rules().contains(&"limit-reached"), "{:?}", run.rules());
}

#[test]
fn an_endpoint_to_elsewhere_does_not_count() {
    for target in [
        "'/subscriptions/0/resourceGroups/r/providers/Microsoft.Network/other/x'",
        "acr.properties.loginServer",
    ] {
        let run = teams(3, target);
        assert_eq!(run.addresses("ineffective-network-rules", "fail").len(), 3, "{target}");
    }
}

/// A flat loop: every registry has the endpoint of its own index.
#[test]
fn instances_of_a_loop_are_told_apart() {
    let text = |index: &str| {
        format!(
            "resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = [for i in range(0, 3): {{\n  name: \
             'contoso${{i}}'\n  sku: {{ name: 'Premium' }}\n  properties: {{ networkRuleSet: {{ defaultAction: 'Deny' \
             }} }}\n}}]\nresource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = [for i in range(0, 2): \
             {{\n  name: 'endpoint${{i}}'\n  properties: {{ privateLinkServiceConnections: [{{ properties: {{ \
             privateLinkServiceId: acr[{index}].id }} }}] }}\n}}]\n"
        )
    };
    let of = |index: &str, verdict: &str| {
        let run = lint::check(&[("main.bicep", text(index))]);
        run.addresses("ineffective-network-rules", verdict).join(" ")
    };
    assert_eq!((of("i", "pass"), of("i", "fail")), ("acr[0] acr[1]".to_owned(), "acr[2]".to_owned()));
    assert_eq!((of("1", "pass"), of("1", "fail")), ("acr[1]".to_owned(), "acr[0] acr[2]".to_owned()));
}
