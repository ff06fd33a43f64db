locals {
  arithmetic = 1 + 2 * 3 - 4 / 2 % 2
  comparison = -1.5e-3 < 2E10 && !(a == b) || c != d && e >= 0
  dashes     = a-b - c
  conditional = (
    var.a
    ? "first"
    : var.b
    ? "second"
    : "third"
  )
  traversal = data.http.x.response_headers["Content-Type"][0].a.0.1.b
  splat     = [a[*].b[0].c, d.*.e.f[0], g.*.0]
  spaced    = a . b [ 0 ] [ * ] . c
  function  = provider::azurerm::normalise_resource_id(trimspace(<<-EOT
    /subscriptions/x
  EOT
  ))
  expanded = max(
    1,
    var.numbers... # the rest
  )
  empty  = [[], {}, f(), ""]
  grouped = {
    for id, user in var.users :
    user.role => id...
    if user.active
  }
  nested = [for a in [for b in c : b] : { for d, e in a : d => e }]
  keys = {
    bare          = 1
    "quoted key"  = 2,
    "${var.x}-y"  = 3
    (var.z)       = 4
    5             = 6, seven : 8
    azurerm.alias = azurerm.other
    true          = false
    null          = null
    "for"         = { if = 1, in = 2 }
    f(1)          = 9
  }
  names = { été = 1, Ünïcode-2 = "日本語 😀" }
}
