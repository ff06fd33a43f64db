admin_from_file = true
