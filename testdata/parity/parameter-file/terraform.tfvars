name    = "contosoregistry"
admin   = false
offices = ["203.0.0.0/8", "203.0.113.0/24"]
