module "stages" {
  source   = "./stage"
  for_each = toset(["build", "live"])
  stage    = each.key
  company  = "contoso"
}
